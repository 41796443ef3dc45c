"""Periods as people write them: "since new year", "between 3 and 9 march", "how was last week".

What lies in the future, and a date that doesn't exist, is a ``PeriodError`` whose sentence can be
said to the user.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.errors import PeriodError
from bot.mood.calendar_words import MONTH, WEEKDAY, day_words, month_number
from bot.mood.dates import dated, exact
from bot.mood.named_periods import named_period, span, week_of
from bot.mood.periods import Period, ever


def find_period(text: str, now: datetime) -> Period | None:
    """Return the period that ``text`` names first, or None where it names none.

    ``now`` is aware and in the user's zone. Raises ``PeriodError`` for a period that can't be.
    """
    return next(iter(find_periods(text, now)), None)


def find_periods(text: str, now: datetime) -> list[Period]:
    """Return all periods that ``text`` names, in its order; raises as ``find_period``."""
    text = _plain(text)
    periods: list[Period] = []
    end = 0
    for start in _word_starts(text):
        if start >= end and (found := _at(text, start, now)):
            periods.append(found[0])
            end = found[1]
    return periods or ([ever(now)] if _EVER.search(text) else [])


def _plain(text: str) -> str:
    text = text.lower().replace("’", "'").replace("–", "-")
    return re.sub(r"\s+", " ", text).strip()


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\b\w", text)]


def _at(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    """The period written at ``start`` and where it ends: a range, or a single one."""
    if match := _SINCE.match(text, start):
        return _since(text, match.end(), now)
    if match := _BETWEEN.match(text, start):
        return _between(text, match.end(), now)
    if (match := _WEEK_OF.match(text, start)) and (found := _week_of(text, match.end(), now)):
        return found
    return _short_range(text, start, now) or named_period(text, start, now)


_EVER = re.compile(
    r"\b(?:ever|all time|in total|altogether|(?:i|we) (?:started|began)|the (?:beginning|start))\b"
)
_WEEK_OF = re.compile(r"week (?:of|from|beginning|starting) (?:the )?(?:on )?")
_SINCE = re.compile(r"(?:ever )?since (?:the )?")
_BETWEEN = re.compile(r"(?:between|from) (?:the )?")
_WEEKDAY = re.compile(WEEKDAY.format("weekday"))
_MONTH = re.compile(MONTH.format("month") + r"(?! \d)")
_AND = re.compile(r" ?(?:and|to|until|till|through|-) ?(?:the )?")
_SHORT = re.compile(
    r"(?:the )?(?P<first>\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| (?:and|to|until|till|through) )(?:the )?"
    r"(?=\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z])"
)
_SHORT_AFTER = re.compile(
    rf"{MONTH.format('month')} (?P<first>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?: ?- ?| (?:and|to|until|till|through) )(?:the )?(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
)


def _since(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    found = named_period(text, start, now)
    if not found:
        return None
    period, end = found
    words = f"the time since {day_words(period.first_day, now.date())}"
    return Period(period.since, now, words), end


def _week_of(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    found = dated(text, start, now.date())
    return (week_of(found[0], now), found[1]) if found else None


def _between(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    if short := _short_range(text, start, now):
        return short
    first = named_period(text, start, now)
    joint = _AND.match(text, first[1]) if first else None
    last = named_period(text, joint.end(), now) if joint else None
    if not first or not last:
        return None
    begin, end = first[0].first_day, last[0].last_day
    if begin > end and _WEEKDAY.match(text, start):
        begin -= timedelta(days=7)
    if begin > end and _MONTH.match(text, start):
        begin = begin.replace(year=begin.year - 1)
    return _range(begin, end, now), last[1]


def _short_range(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    """ "3 to 9 march" and "march 3-9": the month is said once."""
    today = now.date()
    if match := _SHORT_AFTER.match(text, start):
        month = month_number(match["month"])
        last = _latest_begun(month, int(match["last"]), today)
        return _range(exact(last.year, month, int(match["first"])), last, now), match.end()
    match = _SHORT.match(text, start)
    found = dated(text, match.end(), today) if match else None
    if not match or not found:
        return None
    last, end = found
    return _range(exact(last.year, last.month, int(match["first"])), last, now), end


def _latest_begun(month: int, day: int, today: date) -> date:
    this_year = exact(today.year, month, day)
    return this_year if this_year.replace(day=1) <= today else exact(today.year - 1, month, day)


def _range(first: date, last: date, now: datetime) -> Period:
    today = now.date()
    if first > last:
        raise PeriodError(
            f"{day_words(first, today)} comes after {day_words(last, today)}: "
            "please name the earlier day first."
        )
    words = f"{day_words(first, today)} to {day_words(last, today)}"
    return span(first, last + timedelta(days=1), words, "days", now)
