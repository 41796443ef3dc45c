"""Counts over everyone equal a recount of the entries, whatever happened to those."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone

import pytest
from some_entries import START, entry_after

from bot.mood.cell import Cell
from bot.mood.entry import MoodEntry
from bot.mood.steps import Step
from bot.mood.store import MoodStore
from emotion_component.labels import EMOTIONS

USERS = ("ann", "bob", "eve", "joe")
DAY = 24 * 60
SPANS = [
    (START - timedelta(days=400), START + timedelta(days=400)),
    (START + timedelta(days=10.3), START + timedelta(days=80.6)),
    (datetime(2025, 4, 1, tzinfo=timezone.utc), datetime(2025, 5, 1, tzinfo=timezone.utc)),
]


@pytest.fixture
def filled(store: MoodStore, start: datetime) -> MoodStore:
    """A store with a hundred days of four users."""
    chance = random.Random(4)
    for user in USERS:
        store.agree(user, start, "1")
        minutes = chance.sample(range(100 * DAY), 60)
        store.record(user, [_entry(at, chance) for at in minutes])
    return store


def _entry(minutes: float, chance: random.Random) -> MoodEntry:
    return entry_after(minutes, chance.choice(EMOTIONS), chance.uniform(-1, 1))


def _first_day(at: datetime, step: Step) -> date:
    back = {"day": 0, "week": at.weekday(), "month": at.day - 1}[step]
    return at.date() - timedelta(days=back)


def _recount(store: MoodStore, since: datetime, until: datetime, step: Step) -> list[Cell]:
    said: dict[tuple[date, str], list[tuple[str, float]]] = defaultdict(list)
    for user in USERS:
        for entry in store.entries(user, since, until):
            said[_first_day(entry.at, step), entry.feeling].append((user, entry.pleasantness))
    return [
        Cell(
            start,
            emotion,
            len({user for user, _ in those}),
            len(those),
            pytest.approx(sum(valence for _, valence in those)),
        )
        for (start, emotion), those in sorted(said.items())
    ]


def _assert_counted(store: MoodStore) -> None:
    for since, until in SPANS:
        for step in ("day", "week", "month"):
            expected = _recount(store, since, until, step)
            assert store.everyone(since, until, step) == expected, (since, step)


def test_counts_equal_a_recount(filled: MoodStore) -> None:
    _assert_counted(filled)
    assert sum(cell.messages for cell in filled.everyone(*SPANS[0], "month")) == 240


def test_counts_follow_corrections(filled: MoodStore) -> None:
    chance = random.Random(5)
    before = filled.everyone(*SPANS[0], "month")
    for entry in chance.sample(filled.entries("ann"), 20):
        filled.correct("ann", entry.message_id, chance.choice(EMOTIONS))
    assert filled.everyone(*SPANS[0], "month") != before
    _assert_counted(filled)


def test_counts_follow_late_entries(filled: MoodStore) -> None:
    filled.record(
        "bob", [entry_after(minutes + 0.5, "fear") for minutes in range(0, 90 * DAY, 999)]
    )
    _assert_counted(filled)


def test_counts_follow_forgetting(filled: MoodStore) -> None:
    filled.forget("eve")
    _assert_counted(filled)


@pytest.mark.parametrize("days", [12.4, 50, 400])
def test_counts_follow_pruning(filled: MoodStore, days: float) -> None:
    filled.prune(START + timedelta(days=days))
    _assert_counted(filled)


def test_nobody_said_anything(store: MoodStore) -> None:
    assert store.everyone(*SPANS[0], "month") == []


def test_months_are_those_of_utc(store: MoodStore) -> None:
    store.agree("me", START, "1")
    midnight = datetime(2025, 4, 1, tzinfo=timezone.utc)
    minutes = (midnight - START) / timedelta(minutes=1)
    store.record("me", [entry_after(minutes - 1), entry_after(minutes)])
    starts = [cell.start for cell in store.everyone(*SPANS[0], "month")]
    assert starts == [date(2025, 3, 1), date(2025, 4, 1)]
