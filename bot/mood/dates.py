"""Single dates as people write them: "3 march", "march 3rd 2025", "2025-03-03", "the 3rd"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from bot.errors import PeriodError
from bot.mood.calendar_words import MONTH, MONTHS, month_number
from bot.mood.periods import months_before

_ORDINAL = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DAY = _ORDINAL.format("day")
_YEAR = r"(?:,? (?:of )?(?P<year>\d{4})\b)?"
_LONGEST_LEAP = 8
_MONTHS_WITH_A_31ST = 3
"""Of so many months in a row, today's included, one has had its 31st."""


def dated(text: str, at: int, today: date) -> tuple[date, int] | None:
    """Return the date written at position ``at`` of ``text`` and where it ends, or None.

    ``text`` is in lower case. A date without a year is the latest that isn't in the future.
    Raises ``PeriodError`` for a date that no calendar has.
    """
    for pattern, read in _PATTERNS:
        if match := pattern.match(text, at):
            return read(match, today), match.end()
    return None


def exact(year: int, month: int, day: int) -> date:
    """Return the date; raises ``PeriodError`` where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not 1 <= year <= 9999:
        raise PeriodError(f"There is no year {year}.")
    if not 1 <= month <= 12:
        raise PeriodError(f"There is no month {month}.")
    raise PeriodError(f"There is no {day} {MONTHS[month - 1]}{_year_words(month, day, year)}.")


def _year_words(month: int, day: int, year: int) -> str:
    return f" {year}" if (month, day) == (2, 29) else ""


def _named(match: re.Match[str], today: date) -> date:
    day, month = int(match["day"]), month_number(match["month"])
    return exact(int(match["year"]), month, day) if match["year"] else _latest(month, day, today)


def _latest(month: int, day: int, today: date) -> date:
    """The latest such day; 29 February may lie eight years back."""
    if (month, day) != (2, 29):
        this_year = exact(today.year, month, day)
        return this_year if this_year <= today else exact(today.year - 1, month, day)
    years = range(today.year, today.year - _LONGEST_LEAP - 1, -1)
    leaps = (year for year in years if year % 4 == 0 and (year % 100 or year % 400 == 0))
    return next(leap for year in leaps if (leap := date(year, 2, 29)) <= today)


def _iso(match: re.Match[str], today: date) -> date:
    return exact(int(match["year"]), int(match["month"]), int(match["day"]))


def _slashed(match: re.Match[str], today: date) -> date:
    """Day first, or month first where only that can be; either way round is asked back."""
    one, two = int(match["one"]), int(match["two"])
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    if match["mark"] == "." or one > 12 or one == two or not one * two:
        return exact(year, two, one)
    if two > 12:
        return exact(year, one, two)
    raise PeriodError(
        f"{match[0]} could be {one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]}: "
        "please name the month."
    )


def _of_month(match: re.Match[str], today: date) -> date:
    """ "The 3rd" is the latest one; a month without a 31st is passed over."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise PeriodError(f"There is no {match['day']}{match['suffix']} of a month.")
    months = (months_before(today, back) for back in range(_MONTHS_WITH_A_31ST))
    held = (first for first in months if day <= monthrange(first.year, first.month)[1])
    return next(found for first in held if (found := first.replace(day=day)) <= today)


_Reader = Callable[[re.Match[str], date], date]
_PATTERNS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"), _iso),
    (
        re.compile(r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})[./](?P<year>\d{4}|\d\d)\b"),
        _slashed,
    ),
    (re.compile(rf"(?:the )?{_DAY}(?: of)? {MONTH.format('month')}{_YEAR}"), _named),
    (re.compile(rf"{MONTH.format('month')} (?:the )?{_DAY}\b(?!:){_YEAR}"), _named),
    (re.compile(r"(?:on )?the (?P<day>\d{1,2})(?P<suffix>st|nd|rd|th)\b"), _of_month),
]
