"""Weekdays and times of day, and when one of them may be said to stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from some_entries import MakeEntry

from bot.mood.calendar_words import WEEKDAYS
from bot.mood.entry import MoodEntry
from bot.mood.profiles import (
    PARTS,
    Slot,
    contrasts,
    part_of_day,
    part_slots,
    patterns,
    profile,
    weekday_slots,
)
from bot.mood.trends import by_day

MONDAY = date(2025, 3, 10)


def _slots(sad: Sequence[bool]) -> list[Slot]:
    days = (MONDAY + timedelta(days=n) for n in range(len(sad)))
    return [
        Slot(day, WEEKDAYS[day.weekday()], {"sadness" if is_sad else "joy": 1}, 0.0)
        for day, is_sad in zip(days, sad, strict=True)
    ]


def _said(make_entry: MakeEntry, day: int, hour: int, emotion: str) -> MoodEntry:
    at = datetime(2025, 3, 10, hour, tzinfo=timezone.utc) + timedelta(days=day)
    return replace(make_entry(0, emotion, -0.8 if emotion == "sadness" else 0.6), at=at)


def test_leading_feeling_leaves_neutral_aside() -> None:
    counts = {"neutral": 9, "joy": 2, "fear": 2, "anger": 1}
    assert Slot(MONDAY, "Monday", counts, 0.0).leading == {"joy", "fear"}
    assert Slot(MONDAY, "Monday", {"neutral": 3}, 0.0).leading == {"neutral"}


def test_sad_mondays_stand_out() -> None:
    (pattern, *_) = patterns([(_slots([n % 7 == 0 for n in range(63)]), WEEKDAYS)], "sadness")
    assert (pattern.name, pattern.hits, pattern.slots) == ("Monday", 9, 9)
    assert (pattern.other_hits, pattern.other_slots) == (0, 54)
    assert pattern.mostly


def test_two_sad_mondays_are_no_pattern() -> None:
    found = patterns([(_slots([n in (0, 7) for n in range(14)]), WEEKDAYS)], "sadness")
    assert not any(pattern.stands_out for pattern in found)


def test_always_sad_is_no_pattern_of_mondays() -> None:
    found = patterns([(_slots([True] * 63), WEEKDAYS)], "sadness")
    assert not any(pattern.stands_out for pattern in found)


def test_chance_seldom_makes_a_pattern(make_entry: MakeEntry) -> None:
    rng = np.random.default_rng(11)
    claims = []
    for _ in range(120):
        entries = [
            _said(make_entry, day, int(hour), "sadness" if sad else "joy")
            for day in range(60)
            for bad in [rng.random() < 0.3]
            for hour in rng.choice(24, rng.integers(1, 4), replace=False)
            for sad in [rng.random() < (0.7 if bad else 0.2)]
        ]
        weekdays = (weekday_slots(by_day(entries, timezone.utc)), WEEKDAYS)
        parts = (part_slots(entries, timezone.utc), PARTS)
        found = patterns([weekdays, parts], "sadness")
        claims.append(any(pattern.stands_out for pattern in found))
    assert np.mean(claims) <= 0.05


def test_bad_days_are_no_bad_mornings(make_entry: MakeEntry) -> None:
    """Sad from morning to night on days with a morning: days differ, not the times of day."""
    entries = []
    for day in range(30):
        emotion, hours = ("sadness", (8, 14, 20)) if day % 2 else ("joy", (14, 20))
        entries += [_said(make_entry, day, hour, emotion) for hour in hours]
    found = patterns([(part_slots(entries, timezone.utc), PARTS)], "sadness")
    assert not any(pattern.stands_out for pattern in found)


def test_sad_mornings_stand_out(make_entry: MakeEntry) -> None:
    entries = [
        _said(make_entry, day, hour, "sadness" if hour == 8 and day % 4 else "joy")
        for day in range(20)
        for hour in (8, 14, 20)
    ]
    slots = part_slots(entries, timezone.utc)
    (pattern, *_) = patterns([(slots, PARTS)], "sadness")
    assert (pattern.name, pattern.hits, pattern.slots) == ("morning", 15, 20)
    (contrast, *_) = contrasts([(slots, PARTS)])
    assert (contrast.name, contrast.slots, contrast.stands_out) == ("morning", 20, True)
    assert contrast.difference == pytest.approx(-1.05)


def test_weekday_contrast_needs_enough_of_them() -> None:
    slots = [
        replace(slot, mean_valence=0.5 if n % 7 > 4 else -0.1 + n % 3 / 10)
        for n, slot in enumerate(_slots([False] * 63))
    ]
    assert {c.name for c in contrasts([(slots, WEEKDAYS)]) if c.stands_out} >= {
        "Saturday",
        "Sunday",
    }
    assert contrasts([(slots[:21], WEEKDAYS)]) == ()


def test_profile_has_all_names(make_entry: MakeEntry) -> None:
    entries = [make_entry(0, "fear", -0.5), make_entry(1, "fear", -0.7)]
    found = profile(weekday_slots(by_day(entries, timezone.utc)), WEEKDAYS)
    assert [each.name for each in found] == list(WEEKDAYS)
    monday, tuesday = found[:2]
    assert (monday.slots, monday.messages, monday.leading) == (1, 2, {"fear": 1})
    assert monday.mean_valence == pytest.approx(-0.6)
    assert (tuesday.slots, tuesday.mean_valence) == (0, None)


@pytest.mark.parametrize(
    ("zone", "part"),
    [("UTC", "afternoon"), ("Asia/Tokyo", "evening"), ("America/New_York", "morning")],
)
def test_part_of_day_is_on_the_users_clock(make_entry: MakeEntry, zone: str, part: str) -> None:
    assert part_of_day(make_entry(), ZoneInfo(zone)) == part
