"""A vocabulary of words, as systems without a pretrained encoder have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

PADDING, UNKNOWN = 0, 1

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 100


class Vocabulary:
    """The words and signs that stand at least twice in ``texts``; the others are unknown."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in _words(text))
        known = (word for word, count in counts.most_common() if count > 1)
        self._ids = {word: number for number, word in enumerate(known, UNKNOWN + 1)}

    def __len__(self) -> int:
        return len(self._ids) + UNKNOWN + 1

    def ids(self, text: str) -> list[int]:
        """The numbers of the first hundred words of ``text``, at least one."""
        return [self._ids.get(word, UNKNOWN) for word in _words(text)] or [UNKNOWN]

    def words(self) -> list[str]:
        """What has to be kept beside the weights."""
        return list(self._ids)


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.lower())[:_LONGEST]
