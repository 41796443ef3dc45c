"""Long texts cut where people pause, to lengths that Telegram takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""In UTF-16 code units, the strictest way to count characters: an emoji is two or more."""

_BREAKS = (
    re.compile(r"\n{2,}"),
    re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"')\]])\s+|\n"),
    re.compile(r"\s+"),
)
"""From the best place to end a message to the worst."""
_JOINING = re.compile(
    "[\u200d\ufe0e\ufe0f\u0300-\u036f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
"""What belongs to the character before it; a cut there would tear an emoji apart."""
_LONGEST_CHARACTER = 40


def split_text(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """Return ``text`` in pieces of at most ``limit`` UTF-16 units; none is blank."""
    return list(_pieces(text.strip(), limit))


def units(text: str) -> int:
    """Return how many UTF-16 code units ``text`` has."""
    return len(text) + sum(character > "\uffff" for character in text)


def _pieces(text: str, limit: int) -> Iterator[str]:
    while text:
        if units(text) <= limit:
            yield text
            return
        end = _end(text, _prefix(text, limit))
        if piece := text[:end].rstrip():
            yield piece
        text = text[end:].lstrip()


def _prefix(text: str, limit: int) -> int:
    """The number of characters of ``text`` that fit into ``limit`` units."""
    used = 0
    for count, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return count
    return len(text)


def _end(text: str, most: int) -> int:
    """Where to end a piece of at most ``most`` characters: no break in its first half counts."""
    for pattern in _BREAKS:
        ends = [found.start() for found in pattern.finditer(text, most // 2, most + 1)]
        ends = [end for end in ends if most // 2 < end <= most]
        if ends:
            return ends[-1]
    return _between_characters(text, most)


def _between_characters(text: str, most: int) -> int:
    for end in range(most, max(most - _LONGEST_CHARACTER, 0), -1):
        if not _JOINING.match(text[end]) and text[end - 1] != "\u200d":
            return end
    return most
