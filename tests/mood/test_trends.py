"""Shares, means and days over entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from some_entries import MakeEntry, rated, some_days

from bot.mood import trends

HOUR = 60


def test_shares_cover_all_labels(make_entry: MakeEntry) -> None:
    entries = [make_entry(1), make_entry(2), make_entry(3, "fear"), make_entry(4, "neutral")]
    found = trends.shares(entries)
    assert len(found) == 7
    assert (found["joy"], found["fear"], found["anger"]) == (0.5, 0.25, 0.0)
    assert sum(found.values()) == 1.0


def test_nothing_has_no_mean() -> None:
    assert trends.mean_valence([]) is None
    assert set(trends.shares([]).values()) == {0.0}
    assert trends.by_day([], timezone.utc) == ()


def test_correction_counts_instead_of_the_guess(make_entry: MakeEntry) -> None:
    corrected = replace(make_entry(1, "joy", 0.9), corrected="anger")
    assert trends.shares([corrected])["anger"] == 1.0
    assert trends.mean_valence([corrected]) == pytest.approx(-0.8)
    assert trends.by_day([corrected], timezone.utc)[0].emotion == "anger"


def test_check_in_counts_for_valence_alone(make_entry: MakeEntry) -> None:
    entries = [make_entry(1, valence=0.5)]
    (day,) = trends.by_day(entries, timezone.utc, [rated(date(2025, 3, 10), 1)])
    assert (day.count, day.check_ins, day.counts) == (1, 1, {"joy": 1})
    assert day.mean_valence == pytest.approx(-0.25)
    assert trends.mean_valence(entries, [rated(date(2025, 3, 10), 1)]) == pytest.approx(-0.25)


def test_day_of_check_ins_alone_has_no_emotion() -> None:
    (day,) = trends.by_day([], timezone.utc, [rated(date(2025, 3, 10), 5)])
    assert (day.emotion, day.mean_valence) == (None, 1.0)


def test_days_follow_the_time_zone(make_entry: MakeEntry) -> None:
    entries = [make_entry(0), make_entry(11 * HOUR, "fear", -0.6)]
    assert [day.count for day in trends.by_day(entries, timezone.utc)] == [2]
    here = trends.by_day(entries, timezone(timedelta(hours=2)))
    assert [(day.day, day.emotion, day.mean_valence) for day in here] == [
        (date(2025, 3, 10), "joy", 0.8),
        (date(2025, 3, 11), "fear", -0.6),
    ]


def test_days_have_23_and_25_hours(make_entry: MakeEntry) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for first, hours in ((date(2025, 3, 30), 23), (date(2025, 10, 26), 25)):
        midnight = datetime(first.year, first.month, first.day, tzinfo=berlin).astimezone(
            timezone.utc
        )
        entries = [replace(make_entry(), at=midnight + timedelta(hours=n)) for n in range(48)]
        assert trends.by_day(entries, berlin)[0].count == hours


def test_few_is_told_by_messages_and_by_days() -> None:
    assert trends.is_few(some_days([0.0] * 3))
    assert not trends.is_few(some_days([0.0] * 4))
    assert trends.is_few(some_days([0.0]), length=1)
    assert not trends.is_few(some_days([0.0] * 3), length=3)


def test_steps_weigh_days_alike() -> None:
    days = some_days([1.0, None, 0.0, None, None, None, None, -0.5])
    days[0] = replace(days[0], count=30, counts={"joy": 28, "fear": 2})
    first, second = trends.by_step(days, "week")
    assert (first.start, first.days, first.count) == (date(2025, 3, 10), 2, 32)
    assert (first.mean_valence, first.shares["joy"]) == (0.5, 28 / 32)
    assert (second.start, second.mean_valence) == (date(2025, 3, 17), -0.5)
    (month,) = trends.by_step(days, "month")
    assert (month.start, month.days) == (date(2025, 3, 1), 3)


def test_rank_leaves_out_what_didnt_occur(make_entry: MakeEntry) -> None:
    entries = [make_entry(1, "fear"), make_entry(2, "joy"), make_entry(3, "fear")]
    assert trends.ranked(trends.shares(entries)) == ["fear", "joy"]
