"""When a reminder is due next: a wall time, day by day, through every change of the clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def next_slot(at: time, zone: str, weekday: int | None, after: datetime) -> datetime:
    """Return the first moment after ``after``, in UTC, at which clocks in ``zone`` show ``at``.

    ``at`` is a wall time to the minute, ``zone`` an IANA name, ``weekday`` 0 (Monday) to 6 or
    None for every day, ``after`` an aware time. Where the clocks skip ``at``, the slot of that
    day is the moment at which they go on; where they show it twice, it is the first time.

    Raises ``zoneinfo.ZoneInfoNotFoundError`` for a zone that doesn't exist.
    """
    tz = ZoneInfo(zone)
    # The day before, too: its slot may have been moved past midnight.
    day = after.astimezone(tz).date() - _DAY
    while True:
        if weekday in (None, day.weekday()):
            slot = _slot(day, at, tz)
            if slot > after:
                return slot
        day += _DAY


def _slot(day: date, at: time, tz: ZoneInfo) -> datetime:
    local = datetime.combine(day, at.replace(fold=0), tz)
    while not _exists(local):
        local += _MINUTE
    return local.astimezone(timezone.utc)


def _exists(local: datetime) -> bool:
    back = local.astimezone(timezone.utc).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)
