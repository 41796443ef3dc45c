"""The next slot of a reminder, most of all where clocks change."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.schedule import next_slot

UTC = timezone.utc
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("at", "zone", "weekday", "after", "expected"),
    [
        (time(20, 30), "Europe/Berlin", None, utc(2025, 1, 8, 12), utc(2025, 1, 8, 19, 30)),
        (time(20, 30), "Europe/Berlin", None, utc(2025, 1, 8, 19, 30), utc(2025, 1, 9, 19, 30)),
        (time(20, 30), "Europe/Berlin", None, utc(2025, 7, 8, 12), utc(2025, 7, 8, 18, 30)),
        # A Wednesday in London is a Thursday in Auckland.
        (time(8), "Pacific/Auckland", 3, utc(2025, 1, 8, 12), utc(2025, 1, 8, 19)),
        (time(20), "UTC", 0, utc(2025, 1, 6, 20), utc(2025, 1, 13, 20)),
        (time(20), "UTC", 6, utc(2025, 12, 29), utc(2026, 1, 4, 20)),
        # Clocks go from 2:00 to 3:00, or by half an hour, or past a whole day.
        (time(2, 30), "Europe/Berlin", None, utc(2025, 3, 29, 12), utc(2025, 3, 30, 1)),
        (time(2, 30), "America/New_York", None, utc(2025, 3, 9), utc(2025, 3, 9, 7)),
        (time(2, 15), "Australia/Lord_Howe", None, utc(2025, 10, 4, 12), utc(2025, 10, 4, 15, 30)),
        (time(20), "Pacific/Apia", 4, utc(2011, 12, 30, 8), utc(2011, 12, 30, 10)),
    ],
)
def test_next_slot(
    at: time, zone: str, weekday: int | None, after: datetime, expected: datetime
) -> None:
    assert next_slot(at, zone, weekday, after) == expected


def test_time_that_comes_twice_is_one_slot() -> None:
    first = next_slot(time(2, 30), "Europe/Berlin", None, utc(2025, 10, 25, 12))
    assert first == utc(2025, 10, 26, 0, 30)
    assert next_slot(time(2, 30), "Europe/Berlin", None, first) == utc(2025, 10, 27, 1, 30)


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/London", utc(2025, 3, 30)),
        ("Europe/London", utc(2025, 10, 26)),
        ("America/St_Johns", utc(2025, 3, 9)),
        ("Australia/Lord_Howe", utc(2025, 4, 6)),
        ("Africa/Cairo", utc(2025, 4, 25)),
        ("America/Santiago", utc(2025, 9, 7)),
    ],
)
def test_slot_is_the_first_minute_that_is_late_enough(zone: str, change: datetime) -> None:
    minutes = (change + n * MINUTE for n in range(-3 * 1440, 4 * 1440))
    walls = [(moment, moment.astimezone(ZoneInfo(zone))) for moment in minutes]
    for at in (time(hour, minute) for hour in range(24) for minute in (0, 15, 30)):
        for day in [(change + n * DAY).date() for n in (-1, 0, 1)]:
            late = (moment for moment, wall in walls if wall.date() == day and wall.time() >= at)
            slot = next(late)
            assert next_slot(at, zone, None, slot - DAY / 2) == slot


def test_a_year_has_a_slot_for_each_day() -> None:
    moment, slots = utc(2025, 1, 1), []
    while (moment := next_slot(time(2, 30), "Europe/Berlin", None, moment)) < utc(2026, 1, 1):
        slots.append(moment.astimezone(ZoneInfo("Europe/Berlin")).date())
    assert len(slots) == len(set(slots)) == 365
