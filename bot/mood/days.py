"""The day that a check-in is about: "yesterday", "on monday", "two days ago", "3 november"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import PeriodError
from bot.mood.calendar_words import NUMBER, WEEKDAY, day_words, number, weekday_number
from bot.mood.dates import dated
from bot.mood.periods import days_before

_STILL_TO_COME = "That day is still to come: I can note today and the days before it."
_SOON = timedelta(days=90)
_WORD = re.compile(r"\b\w")
_NAMED = re.compile(
    rf"""(?:
        (?P<future>(?:the\ day\ after\ )?tomorrow\b|next\ (?:week|month|year|\w+day)\b
          |in\ {NUMBER}\ (?:day|week)s?\b)
      | (?P<longer>(?:the\ )?(?:year\ \d+|(?:last|this)\ (?:week|month|year))\b)
      | (?P<before>(?:the\ )?day\ before\ yesterday\b)
      | (?P<yesterday>yesterday\b(?:\ (?:morning|afternoon|evening|night)\b)?|last\ night\b)
      | (?P<today>(?:today|tonight)\b|this\ (?:morning|afternoon|evening)\b)
      | (?P<count>{NUMBER})\ (?P<unit>day|week)s?\ ago\b
      | (?P<which>(?:this|last|past)\ )?{WEEKDAY.format("weekday")}
    )(?:'?s\b(?=\ (?:rating|mood|score|check)))?""",
    re.VERBOSE,
)
_BEFORE_IT = re.compile(r"\b(?:for|on|about) $")


@dataclass(frozen=True)
class NamedDay:
    """A day, and where in the text it is named."""

    day: date
    start: int
    end: int


def find_day(text: str, today: date) -> NamedDay | None:
    """Return the first day named in ``text`` (lower case, single spaces), None without one.

    ``today`` is the date where its writer is. Raises ``PeriodError``, with a sentence that can be
    said to them, where there is no such day or it is still to come.
    """
    for word in _WORD.finditer(text):
        if found := _at(text, word.start(), today):
            day, end = found
            if day > today:
                raise PeriodError(_STILL_TO_COME)
            before = _BEFORE_IT.search(text, 0, word.start())
            return NamedDay(day, before.start() if before else word.start(), end)
    return None


def in_words(day: date, today: date) -> str:
    """Return how to call ``day``: "today", "yesterday" or "Monday, 3 November"."""
    known = {today: "today", today - timedelta(days=1): "yesterday"}
    return known.get(day) or day_words(day, today, weekday=True)


def _at(text: str, start: int, today: date) -> tuple[date, int] | None:
    if found := dated(text, start, today):
        day, end = found
        return _not_a_year_late(day, text[start:end], today), end
    match = _NAMED.match(text, start)
    return (_day(match, today), match.end()) if match else None


def _not_a_year_late(day: date, words: str, today: date) -> date:
    """Somebody who writes "3 december" in November means the one to come, not last year's."""
    meant = day if str(day.year) in words else day + timedelta(days=365)
    return meant if today < meant <= today + _SOON else day


def _day(match: re.Match[str], today: date) -> date:
    if match["future"]:
        raise PeriodError(_STILL_TO_COME)
    if match["longer"]:
        raise PeriodError("A check-in is about one day: which one?")
    if match["weekday"]:
        back = (today.weekday() - weekday_number(match["weekday"])) % 7
        return today - timedelta(days=back or (7 if match["which"] == "last " else 0))
    if match["count"]:
        days = number(match["count"]) * (7 if match["unit"] == "week" else 1)
        return days_before(today, days)
    return today - timedelta(days=2 if match["before"] else 1 if match["yesterday"] else 0)
