"""Shares, means and days over entries."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from some_entries import MakeEntry

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


def test_mean_valence(make_entry: MakeEntry) -> None:
    entries = [make_entry(1, valence=0.5), make_entry(2, valence=-1.0)]
    assert trends.mean_valence(entries) == -0.25


def test_days_follow_the_time_zone(make_entry: MakeEntry) -> None:
    entries = [make_entry(0), make_entry(11 * HOUR, "fear", -0.6)]
    assert [day.count for day in trends.by_day(entries, timezone.utc)] == [2]
    here = trends.by_day(entries, timezone(timedelta(hours=2)))
    assert [(day.day, day.emotion, day.mean_valence) for day in here] == [
        (date(2025, 3, 10), "joy", 0.8),
        (date(2025, 3, 11), "fear", -0.6),
    ]


def test_change_compares_means(make_entry: MakeEntry) -> None:
    low = [make_entry(minutes, valence=-0.5) for minutes in range(5)]
    high = [make_entry(minutes, valence=0.25) for minutes in range(5)]
    assert trends.change(high, low) == pytest.approx(0.75)
    assert trends.change(low, high) == pytest.approx(-0.75)


def test_few_entries_show_no_change(make_entry: MakeEntry) -> None:
    few = [make_entry(minutes) for minutes in range(4)]
    enough = [make_entry(minutes) for minutes in range(5)]
    assert trends.change(few, enough) is None
    assert trends.change(enough, few) is None


def test_rank_leaves_out_what_didnt_occur(make_entry: MakeEntry) -> None:
    entries = [make_entry(1, "fear"), make_entry(2, "joy"), make_entry(3, "fear")]
    assert trends.ranked(trends.shares(entries)) == ["fear", "joy"]
