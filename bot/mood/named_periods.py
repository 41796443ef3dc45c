"""Single periods as people name them: "last week", "yesterday", "in march", "3 days ago".

"This" and "last" name calendar days, weeks, months and years; "the last 7 days", "the past week"
and a bare "my week" reach back from today.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial

from bot.errors import PeriodError
from bot.mood.calendar_words import (
    MONTH,
    MONTHS,
    NUMBER,
    WEEKDAY,
    day_words,
    month_number,
    number,
    weekday_number,
)
from bot.mood.dates import dated, exact
from bot.mood.periods import (
    EARLIEST,
    Period,
    Unit,
    days_before,
    last_days,
    midnight,
    months_before,
)
from bot.mood.steps import step_start

_Reader = Callable[[re.Match[str], datetime], Period]

_ROLLING = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_FUTURE = "That is still to come: I can only look back."


def named_period(text: str, start: int, now: datetime) -> tuple[Period, int] | None:
    """Return the period named at position ``start`` of ``text`` and where it ends, or None.

    ``text`` is in lower case. Raises ``PeriodError`` for a period that can't be.
    """
    if found := dated(text, start, now.date()):
        day, end = found
        return _day(day, now), end
    for pattern, read in _PATTERNS:
        if match := pattern.match(text, start):
            return read(match, now), match.end()
    return None


def span(first: date, after: date, words: str, unit: Unit, now: datetime) -> Period:
    """Return the days from ``first`` to before ``after``, or until now.

    Raises ``PeriodError`` for what hasn't begun or lies before ``EARLIEST``.
    """
    if first > now.date():
        raise PeriodError(_FUTURE)
    if first < EARLIEST:
        raise PeriodError(f"That is too long ago: I can look back to {EARLIEST.year}.")
    until = now if after > now.date() else midnight(after, now.tzinfo)
    return Period(midnight(first, now.tzinfo), until, words, unit)


def _day(day: date, now: datetime) -> Period:
    today = now.date()
    names = {today: "today", today - timedelta(days=1): "yesterday"}
    words = names.get(day, day_words(day, today, weekday=True))
    # The last day of the calendar has no day after it, and hasn't begun either.
    return span(day, min(day, today) + timedelta(days=1), words, "day", now)


def _days_back(count: int, match: re.Match[str], now: datetime) -> Period:
    return _day(days_before(now.date(), count), now)


def _units_back(count: int, match: re.Match[str], now: datetime) -> Period:
    today = now.date()
    if match["unit"] == "year":
        return _year(months_before(today, 12 * count).year, now)
    if match["unit"] == "week":
        return week_of(days_before(today, 7 * count), now)
    return _month(months_before(today, count), now)


def _ago(match: re.Match[str], now: datetime) -> Period:
    count = number(match["count"])
    back = _days_back if match["unit"] == "day" else _units_back
    return back(count, match, now)


def _rolling(count: int, match: re.Match[str], now: datetime) -> Period:
    return last_days(count, now)


def _reaching_back(match: re.Match[str], now: datetime) -> Period:
    count, unit = number(match.groupdict().get("count") or "one"), match["unit"]
    if count < 1:
        raise PeriodError("That is no time at all: name at least one day.")
    if unit == "hour":
        return _hours(count, now)
    return last_days(count * _ROLLING[unit], now)


def _hours(count: int, now: datetime) -> Period:
    # Subtracting from the wall clock would be an hour off where the clocks change.
    days_before(now.date(), count // 24)
    since = now.astimezone(timezone.utc) - timedelta(hours=count)
    return Period(since.astimezone(now.tzinfo), now, f"the last {count} hours")


def week_of(day: date, now: datetime) -> Period:
    """Return the calendar week in which ``day`` lies, from its Monday."""
    first, this = step_start(day, "week"), step_start(now.date(), "week")
    names = {this: "this week", this - timedelta(days=7): "last week"}
    words = names.get(first, f"the week from {day_words(first, now.date())}")
    return span(first, first + timedelta(days=7), words, "week", now)


def _month(first: date, now: datetime) -> Period:
    first = first.replace(day=1)
    this = now.date().replace(day=1)
    names = {this: "this month", step_start(this - timedelta(days=1), "month"): "last month"}
    words = names.get(first, f"{MONTHS[first.month - 1]} {first.year}")
    return span(first, (first + timedelta(days=31)).replace(day=1), words, "month", now)


def _year(year: int, now: datetime) -> Period:
    first = exact(year, 1, 1)
    words = {now.year: "this year", now.year - 1: "last year"}.get(year, str(year))
    return span(first, date(min(year, now.year) + 1, 1, 1), words, "year", now)


def _weekend(match: re.Match[str], now: datetime) -> Period:
    today = now.date()
    saturday = step_start(today, "week") + timedelta(days=5)
    if saturday > today or (match["which"] == "last" and today.weekday() >= 5):
        saturday -= timedelta(days=7)
    words = "last weekend" if (today - saturday).days > 1 else "this weekend"
    return span(saturday, saturday + timedelta(days=2), words, "days", now)


def _weekday(match: re.Match[str], now: datetime) -> Period:
    back = (now.weekday() - weekday_number(match["weekday"])) % 7
    if match["which"] == "last" and not back:
        back = 7
    return _day(now.date() - timedelta(days=back), now)


def _month_named(match: re.Match[str], now: datetime) -> Period:
    month = month_number(match["month"])
    if match["year"]:
        return _month(exact(int(match["year"]), month, 1), now)
    first = date(now.year, month, 1)
    if first > now.date() or (match["which"] == "last" and month == now.month):
        first = first.replace(year=now.year - 1)
    return _month(first, now)


def _last_night(match: re.Match[str], now: datetime) -> Period:
    start = midnight(now.date() - timedelta(days=1), now.tzinfo).replace(hour=18)
    return Period(start, min(now, midnight(now.date(), now.tzinfo).replace(hour=6)), "last night")


def _new_year(match: re.Match[str], now: datetime) -> Period:
    return _day(date(now.year, 1, 1), now)


def _year_named(match: re.Match[str], now: datetime) -> Period:
    return _year(int(match["year"]), now)


def _future(match: re.Match[str], now: datetime) -> Period:
    raise PeriodError(_FUTURE)


_UNIT = "(?:hour|day|week|fortnight|month|year)"
_THE_WEEK = r"(?<!day of the )(?<!days of the )(?<!every )(?<!each )(?<!per )(?<!once a )"
_REPEATED = r"(?<!every )(?<!each )(?<!any )(?<!on a )"
_PLURAL = r"(?! (?:morning|afternoon|evening|night)s\b)"
_VERB = r"(?! (?:i|we|you|be|have|not|it)\b)"
_READERS: list[tuple[str, _Reader]] = [
    (r"day before yesterday\b", partial(_days_back, 2)),
    (r"(?P<unit>week|month|year) before last\b", partial(_units_back, 2)),
    (r"last night\b", _last_night),
    (
        r"(?:today|tonight|(?:my|the|this) day(?! before)|this (?:morning|afternoon|evening))\b",
        partial(_days_back, 0),
    ),
    (r"yesterday\b", partial(_days_back, 1)),
    (
        rf"(?:tomorrow|(?:next|coming) (?:{NUMBER} )?"
        rf"(?:{_UNIT}s?|weekend|{WEEKDAY.format('weekday')}))\b",
        _future,
    ),
    (rf"(?P<count>{NUMBER}) (?P<unit>day|week|month|year)s? ago\b", _ago),
    (rf"(?:last|past|previous) (?P<count>{NUMBER}) (?P<unit>{_UNIT})s?\b", _reaching_back),
    (rf"past (?P<unit>{_UNIT})\b", _reaching_back),
    (r"(?:(?P<which>this|last|past|the|over the) )?weekend\b", _weekend),
    (r"(?:last|previous) (?P<unit>week|month|year)\b", partial(_units_back, 1)),
    (r"(?:this|current) (?P<unit>week|month|year)\b", partial(_units_back, 0)),
    (
        rf"{_REPEATED}(?:(?P<which>last|this|past|on) )?{WEEKDAY.format('weekday')}{_PLURAL}",
        _weekday,
    ),
    (
        rf"(?:(?P<which>last|this|past|in|during|for|of) )?{MONTH.format('month')}{_VERB}"
        r"(?:,? (?:of )?(?P<year>\d{4})\b)?",
        _month_named,
    ),
    (r"new year(?:'?s)?(?: day| eve)?\b", _new_year),
    (r"year (?P<year>\d{1,9})\b", _year_named),
    (r"(?P<year>(?:1[5-9]|2\d)\d\d)\b", _year_named),
    (r"(?:lately|recently|these days)\b", partial(_rolling, 14)),
    (rf"{_THE_WEEK}(?P<unit>fortnight|week|month|year)\b", _reaching_back),
    (r"weekly\b", partial(_rolling, 7)),
    (r"monthly\b", partial(_rolling, 30)),
    (r"(?:yearly|annual)\b", partial(_rolling, 365)),
]
_PATTERNS = [(re.compile(pattern), read) for pattern, read in _READERS]
