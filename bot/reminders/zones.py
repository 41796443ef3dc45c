"""Which time zone somebody is in who writes "I'm in Berlin", "UTC+2" or "it's 14:30 here"."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from functools import cache
from zoneinfo import available_timezones

from bot.reminders.clock import clock_times, plain
from bot.reminders.day_parts import day_parts, in_part
from bot.reminders.errors import ReminderError
from bot.reminders.places import place_zone

_BY_OFFSET = {
    **{60 * hours: f"Etc/GMT{-hours:+d}" for hours in range(-12, 15)},
    0: "Etc/UTC",
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
"""Zones that keep one offset, in minutes east of UTC, all year; Etc/GMT-2 is two hours east."""
_LIVED_IN = range(-10 * 60, 13 * 60 + 1)
"""Of offsets a day apart a clock can't tell: these are where nearly everybody lives."""
_CLOCKS_DIFFER = 10
"""Minutes by which somebody's clock may be wrong, or their message late."""

_NAME = re.compile(r"\b[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+")
_OFFSET = re.compile(
    r"(?:\b(?:utc|gmt) ?|^)(?P<sign>[+-]|plus |minus ) ?"
    r"(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\b"
)
_UNIVERSAL = re.compile(r"\b(?:utc|gmt)\b")


def read_zone(text: str, now: datetime) -> str:
    """Return the IANA name of the time zone that ``text`` tells; ``now`` is an aware time.

    An offset, or the time that somebody's clock shows, gives a zone that keeps this offset: it
    doesn't follow the clocks to summer time and back, as the zone of a place does. Raises
    ``ReminderError`` where no zone is named, or several are.
    """
    zone = _named(text) or _offset_zone(text) or place_zone(text, now.year)
    zone = zone or _clock_zone(text, now)
    if zone is None:
        raise ReminderError(
            "I can't tell your time zone from that: name a big city near you, such as Berlin, "
            "or write what your clock shows, such as 14:30."
        )
    return zone


def _named(text: str) -> str | None:
    names = _zone_names()
    return next((names[n] for n in map(str.lower, _NAME.findall(text)) if n in names), None)


@cache
def _zone_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _offset_zone(text: str) -> str | None:
    said = re.sub(r"[−–]", "-", plain(text))
    match = _OFFSET.search(said)
    if not match:
        return _BY_OFFSET[0] if _UNIVERSAL.search(said) else None
    minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    zone = _BY_OFFSET.get(-minutes if match["sign"] in ("-", "minus ") else minutes)
    if zone is None:
        raise ReminderError(
            "I know no zone that keeps that offset all year: name a big city near you instead."
        )
    return zone


def _clock_zone(text: str, now: datetime) -> str | None:
    said = plain(text)
    clocks, parts = clock_times(said), day_parts(re.findall(r"[a-z]+", said))
    if len(clocks) != 1:
        return None
    if not clocks[0].certain and len(parts) != 1:
        raise ReminderError("Is that in the morning or later? Write it as 2:30 pm or as 14:30.")
    time = in_part(clocks[0], parts[0]) if parts else clocks[0].time
    utc = now.astimezone(timezone.utc)
    return _nearest(60 * (time.hour - utc.hour) + time.minute - utc.minute)


def _nearest(difference: int) -> str:
    def distance(offset: int) -> int:
        return abs((offset - difference + 720) % 1440 - 720)

    offset = min((offset for offset in _BY_OFFSET if offset in _LIVED_IN), key=distance)
    if distance(offset) > _CLOCKS_DIFFER:
        raise ReminderError(
            "No time zone has that time just now: name a big city near you, such as Berlin."
        )
    return _BY_OFFSET[offset]
