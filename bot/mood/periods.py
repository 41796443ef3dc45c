"""Spans of time as people name them, turned into the moment they begin at."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

from bot.errors import PeriodError

PERIODS = {"today": 0, "week": 7, "month": 30, "year": 365}
"""How many days each period that one can ask for in the chat reaches back."""

_SPAN = re.compile(r"(?P<count>[1-9]\d{0,4})(?P<unit>[hdwm])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def period_start(period: str, now: datetime) -> datetime:
    """Return when one of ``PERIODS`` began; "today" at midnight in the time zone of ``now``."""
    if period == "today":
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now - timedelta(days=PERIODS[period])


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
