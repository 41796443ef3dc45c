"""Periods of time: calendar days, weeks, months and years in a user's zone, and spans of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from bot.errors import PeriodError
from bot.mood.steps import step_start

EARLIEST = date(1970, 1, 1)
"""No period begins before this day."""

Unit = Literal["day", "week", "month", "year", "days", "ever"]

_SPAN = re.compile(r"(?P<count>[1-9]\d{0,4})(?P<unit>[hdwm])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True)
class Period:
    """From ``since`` to before ``until``, both aware and in the user's zone.

    ``words`` name it so that they fit after "from" and "compared with": "last week", "March 2025",
    "the last 7 days". ``unit`` says what it is one of; "days" is any other span, "ever" all there
    is.
    """

    since: datetime
    until: datetime
    words: str
    unit: Unit = "days"

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self.since.date()

    @property
    def last_day(self) -> date:
        """The last day that it touches."""
        return max((self.until - timedelta(microseconds=1)).date(), self.first_day)

    @property
    def length(self) -> int:
        """How many calendar days it touches."""
        return (self.last_day - self.first_day).days + 1

    @property
    def before(self) -> Period | None:
        """The period before it, as long in the calendar; None where there can be none."""
        try:
            first = _first_before(self.first_day, self.unit, self.length)
        except (ValueError, OverflowError):
            return None
        if self.unit == "ever" or first < EARLIEST:
            return None
        zone = self.since.tzinfo
        words = f"the {self.length} days before" if self.unit == "days" else _BEFORE[self.unit]
        return Period(midnight(first, zone), midnight(self.first_day, zone), words, self.unit)


_BEFORE = {
    "day": "the day before",
    "week": "the week before",
    "month": "the month before",
    "year": "the year before",
}


def midnight(day: date, zone: tzinfo | None) -> datetime:
    """Return when ``day`` begins in ``zone``; None is the system's own."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    return start if zone else start.astimezone()


def last_days(count: int, now: datetime) -> Period:
    """Return today and the days before it, ``count`` in all; raises ``PeriodError``."""
    first = days_before(now.date(), count - 1)
    words = "today" if count == 1 else f"the last {count} days"
    unit: Unit = "day" if count == 1 else "days"
    return Period(midnight(first, now.tzinfo), now, words, unit)


def ever(now: datetime) -> Period:
    """Return all the time there is."""
    return Period(midnight(EARLIEST, now.tzinfo), now, "the whole time", "ever")


def days_before(day: date, count: int) -> date:
    """Return the day ``count`` days before; raises ``PeriodError`` before ``EARLIEST``."""
    if count > (day - EARLIEST).days:
        raise PeriodError(f"That is too long ago: I can look back to {EARLIEST.year}.")
    return day - timedelta(days=count)


def months_before(day: date, count: int) -> date:
    """Return the first day of the month ``count`` months before that of ``day``."""
    months = day.year * 12 + day.month - 1 - count
    if months < EARLIEST.year * 12:
        raise PeriodError(f"That is too long ago: I can look back to {EARLIEST.year}.")
    return date(months // 12, months % 12 + 1, 1)


def parse_since(text: str, now: datetime) -> datetime:
    """Return the moment meant by "30d", "2w", "12h", "6m" (months) or an ISO date.

    Dates begin at midnight in the time zone of ``now``. Raises ``PeriodError`` for anything
    else, and for what lies in the future.
    """
    try:
        since = _moment(text.strip(), now)
    except (ValueError, OverflowError):
        raise PeriodError(
            f"{text!r} is no span of time: write 12h, 30d, 2w or 6m (hours, days, weeks, months) "
            "or a date such as 2025-01-31."
        ) from None
    if since > now:
        raise PeriodError(f"{text!r} lies in the future: name a day that has begun.")
    return since


def parse_until(text: str, now: datetime) -> datetime:
    """Return the moment meant as an end: as ``parse_since``, but a date is its whole day.

    Never later than ``now``; raises ``PeriodError`` as ``parse_since`` does.
    """
    start = parse_since(text, now)
    if not _DATE.fullmatch(text.strip()):
        return start
    return min(midnight(start.date() + timedelta(days=1), start.tzinfo), now)


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _first_before(first: date, unit: Unit, length: int) -> date:
    if unit == "month":
        return step_start(first - timedelta(days=1), "month")
    if unit == "year":
        return first.replace(year=first.year - 1)
    return first - timedelta(days={"week": 7, "day": 1}.get(unit, length))


def _moment(text: str, now: datetime) -> datetime:
    span = _SPAN.fullmatch(text)
    if not span:
        date = datetime.fromisoformat(text)
        return date if date.tzinfo else date.replace(tzinfo=now.tzinfo)
    count = int(span["count"])
    if span["unit"] == "m":
        return _months_before(now, count)
    return now - count * _UNITS[span["unit"]]


def _months_before(now: datetime, count: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - count, 12)
    last_day = monthrange(year, month + 1)[1] if year > 0 else 0
    return now.replace(year=year, month=month + 1, day=min(now.day, last_day))
