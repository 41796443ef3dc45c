"""The words of a text as a person sees them, each with its place in what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import emoji

from emotion_component.text import clean

_MARKS = r"\x00-\x1f!-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u303f\uff01-\uff0f"
_LETTERS = rf"[^\s{_MARKS}]+"
_WORD = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<!\w)(?:</?3|[:;=][-'^o]?[DPpOo3SsXx])(?!\w)"
    rf"|[@#]?{_LETTERS}(?:(?:['’-]|(?<=\d)[.,:](?=\d)){_LETTERS})*"
    rf"|(?:(?!\s)[{_MARKS}])+"
)
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True)
class Word:
    """A word, an emoji or a run of punctuation: ``text`` is what stands at ``start:end``."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[Word]:
    """The words of ``text`` in order, without those that are invisible to the model.

    Contractions, compounds, numbers, addresses and emoticons stay whole, and the same emoji
    several times in a row is one word, as the model reads it. Places count characters.
    """
    words = (Word(start, end, text[start:end]) for start, end in _spans(text))
    return [word for word in words if clean(word.text)]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in _emoji_runs(text):
        yield from (found.span() for found in _WORD.finditer(text, done, start))
        yield start, end
        done = end
    yield from (found.span() for found in _WORD.finditer(text, done))


def _emoji_runs(text: str) -> Iterator[tuple[int, int]]:
    run: tuple[int, int] | None = None
    last = ""
    for found in emoji.emoji_list(text):
        start, end = found["match_start"], found["match_end"]
        name = _SKIN_TONE.sub("", found["emoji"])
        if run and run[1] == start and name == last:
            run = run[0], end
            continue
        if run:
            yield run
        run, last = (start, end), name
    if run:
        yield run
