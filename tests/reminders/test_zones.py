"""Where people say they are, and the zone that it is."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import places
from bot.reminders.errors import ReminderError
from bot.reminders.zones import read_zone

NOW = datetime(2025, 6, 1, 12, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("I'm in Berlin", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("my timezone is america/new_york", "America/New_York"),
        ("new york right now", "America/New_York"),
        ("I live in Munich, Germany", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("the north of the Netherlands", "Europe/Amsterdam"),
        ("Côte d’Ivoire", "Africa/Abidjan"),
        ("india", "Asia/Kolkata"),
        ("spain", "Europe/Madrid"),
        ("the uk", "Europe/London"),
        ("eastern time", "America/New_York"),
        ("it's 8 am in Tokyo", "Asia/Tokyo"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -5", "Etc/GMT+5"),
        ("UTC−3", "Etc/GMT+3"),
        ("+02:00", "Etc/GMT-2"),
        ("utc plus 5:30", "Asia/Kolkata"),
        ("UTC", "Etc/UTC"),
        ("my time is 14:30 now", "Etc/GMT-2"),
        ("it's 2:30 pm here", "Etc/GMT-2"),
        ("it is half past two in the afternoon", "Etc/GMT-2"),
        ("my clock says 18:03", "Asia/Kolkata"),
        ("it's 02:28", "Etc/GMT+10"),
        ("it's 01:30", "Etc/GMT-13"),
    ],
)
def test_zone(text: str, zone: str) -> None:
    assert read_zone(text, NOW) == zone


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("I live in the US", "more than one time zone"),
        ("Brazil", "more than one time zone"),
        ("georgia", "more than one time zone"),
        ("I'm from Berlin but live in Tokyo", "more than one time zone"),
        ("UTC+15", "no zone that keeps that offset"),
        ("UTC+10:30", "no zone that keeps that offset"),
        ("it's half past two", "morning or later"),
        ("it's 14:02", "No time zone has that time"),
        ("it's 25:00", "No clock shows"),
        ("Atlantis/Center", "can't tell your time zone"),
        ("i don't know 🤷", "can't tell your time zone"),
        ("", "can't tell your time zone"),
    ],
)
def test_no_zone(text: str, sentence: str) -> None:
    with pytest.raises(ReminderError, match=sentence):
        read_zone(text, NOW)


def test_every_fixed_offset_stays_all_year() -> None:
    for sign in "+-":
        for minutes in range(0, 15 * 60, 15):
            hours, rest = divmod(minutes, 60)
            try:
                zone = ZoneInfo(read_zone(f"UTC{sign}{hours}:{rest:02}", NOW))
            except ReminderError:
                continue
            for month in (1, 7):
                offset = datetime(2025, month, 1, tzinfo=zone).utcoffset()
                assert offset is not None
                assert offset.total_seconds() == (minutes if sign == "+" else -minutes) * 60


def test_every_place_of_the_table_is_understood() -> None:
    for zone, names in places._ALSO.items():
        for name in names.split(", "):
            assert read_zone(f"I'm in {name.title()}", NOW) == zone
