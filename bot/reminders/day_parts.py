"""Parts of a day: the time that each stands for, and what they make of "at eight"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from bot.reminders.clock import ClockTime

MORNING = dt.time(8)
NOON = dt.time(12)
AFTERNOON = dt.time(15)
EVENING = dt.time(20)
NIGHT = dt.time(22)

_PARTS = {
    **dict.fromkeys(("morning", "breakfast"), MORNING),
    **dict.fromkeys(("lunch", "lunchtime"), NOON),
    "afternoon": AFTERNOON,
    **dict.fromkeys(("evening", "dinner", "supper"), EVENING),
    **dict.fromkeys(("night", "nightly", "bedtime", "bed"), NIGHT),
}
_SMALL_HOURS = 5
_TYPOS_FROM = 5
_ALIKE = 0.8

_Meaning = TypeVar("_Meaning")


def day_parts(words: Iterable[str]) -> list[dt.time]:
    """Return the times of the parts of the day among ``words``, each once."""
    return meanings(words, _PARTS)


def in_part(clock: ClockTime, part: dt.time) -> dt.time:
    """Return the time that ``clock`` means in the part of the day that ``part`` stands for."""
    hour = clock.time.hour
    if clock.certain:
        return clock.time
    if part == MORNING or (part == NIGHT and (hour == 12 or hour < _SMALL_HOURS)):
        return clock.time.replace(hour=hour % 12)
    return clock.later_half() if part != NOON else clock.time


def meanings(words: Iterable[str], known: Mapping[str, _Meaning]) -> list[_Meaning]:
    """Return what the ``known`` ones among ``words`` mean, in the plural or misspelt too."""
    forms = (_known_form(word, known) for word in dict.fromkeys(words))
    return list(dict.fromkeys(known[form] for form in forms if form))


def _known_form(word: str, known: Mapping[str, _Meaning]) -> str | None:
    for form in (word, word.removesuffix("s")):
        if form in known:
            return form
    alike = get_close_matches(word, known, 1, _ALIKE) if len(word) >= _TYPOS_FROM else []
    return alike[0] if alike else None
