"""Times of day as people say them: "20:30", "half past eight", "9 pm", "noon"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reminders.errors import ReminderError

_DIGITS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "quarter": 15},
    **{"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
}
_SPELLINGS = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[’`]", "'"),
        (r"\b([ap])\.? ?m\b\.?", r"\1m"),
        (r"\b(?:" + "|".join(_DIGITS) + r")\b", lambda match: str(_DIGITS[match[0]])),
        (r"\b([2-5])0[ -]([1-9])\b", r"\1\2"),
        (r"\bhalf (?:past|after)\b|\bhalf(?= \d)", "30 past"),
        (r"\b12 (?=noon\b|midnight\b)", ""),
        (r"\s+", " "),
    )
]
_HOUR = r"(?P<hour>\d{1,2})"
_END = r"(?: ?(?:o'? ?clock|uhr|hrs?|h)\b)?(?: ?(?P<half>[ap]m)\b)?"
_AT = r"(?:\b(?:at|by|around|about|after)|@|~) ?"
_MAYBE_AT = r"(?:^|\b(?:to|for|and|or|remind|me|now|daily|is) )"
_NO_COUNT = r"(?![\d:.]| ?(?:%|x\b|out\b|of\b|(?:time|min|hour|day|week|month|year)\w*))"
_NOTHING_COUNTED = r"(?=$|[ ]?[,.;!?)]| (?:on|every|each|in|at|daily|weekly|please|instead)\b)"
_FOUR_DIGITS = r"(?P<hour>\d{1,2} |\d\d)(?P<minutes>\d\d)"
_MINUTES = r"(?P<minutes>5|10|15|2[05]|30)(?: minutes)?"
_SIDE = r"(?P<side>past|after|to|before|till?)"
_TIMES = [
    re.compile(pattern)
    for pattern in (
        rf"\b{_MINUTES} {_SIDE} {_HOUR}\b{_END}",
        rf"\b{_HOUR} ?[:.h] ?(?P<minutes>\d\d)(?!\d){_END}",
        rf"\b{_HOUR} (?P<minutes>\d\d) ?(?P<half>[ap]m)\b",
        rf"\b{_HOUR} ?(?P<half>[ap]m)\b",
        rf"\b{_HOUR} ?(?:o'? ?clock|uhr)\b{_END}",
        rf"{_AT}{_FOUR_DIGITS}{_END}{_NO_COUNT}",
        rf"{_MAYBE_AT}{_FOUR_DIGITS}{_END}{_NOTHING_COUNTED}",
        rf"{_AT}{_HOUR}{_END}{_NO_COUNT}",
        rf"{_MAYBE_AT}{_HOUR}{_END}{_NOTHING_COUNTED}",
        r"\b(?P<name>noon|midday|midnight)\b",
    )
]
_SIDES_BEFORE = ("to", "before", "till", "til")
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}


@dataclass(frozen=True)
class ClockTime:
    """A time as it was said; unless ``certain``, it may be twelve hours later as well."""

    time: dt.time
    certain: bool

    def later_half(self) -> dt.time:
        """Return the time as one of the afternoon, where it may be."""
        if self.certain or self.time.hour >= 12:
            return self.time
        return self.time.replace(hour=self.time.hour + 12)


def clock_times(text: str) -> list[ClockTime]:
    """Return the times of day named in ``text``, which may be none.

    Raises ``ReminderError`` for a time that no clock shows, such as 25:00.
    """
    return list(_found(plain(text)))


def plain(text: str) -> str:
    """Return ``text`` in lower case, with numbers and halves of the day spelt in one way."""
    text = text.lower()
    for pattern, new in _SPELLINGS:
        text = pattern.sub(new, text)
    return text.strip()


def _found(text: str) -> Iterator[ClockTime]:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            yield _clock_time(match.groupdict())
        text = pattern.sub(" ; ", text)


def _clock_time(said: dict[str, str | None]) -> ClockTime:
    if name := said.get("name"):
        return ClockTime(dt.time(_NAMED[name]), certain=True)
    digits = said["hour"] or ""
    hour, minutes, half = int(digits), int(said.get("minutes") or 0), said.get("half")
    if hour > 23 or minutes > 59 or (half and hour == 0 and half == "pm"):
        raise ReminderError(
            "No clock shows that time: write one from 00:00 to 23:59, such as 20:30 or 8:30 pm."
        )
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    certain = bool(half) or hour > 12 or digits.startswith("0")
    if said.get("side") in _SIDES_BEFORE:
        hour, minutes = (hour - 1) % 24, 60 - minutes
        hour = hour if certain else hour or 12
    return ClockTime(dt.time(hour, minutes), certain)
