"""Days that users rated, with the notes they wanted kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from some_entries import START

from bot.errors import StoreError
from bot.mood.check_in import CheckIn
from bot.mood.store import MoodStore

TODAY = START.date()


def _check_in(number: int, day: date = TODAY, rating: int = 4, note: str | None = None) -> CheckIn:
    return CheckIn(f"message-{number}", START + timedelta(minutes=number), day, rating, note)


@pytest.fixture
def agreed(store: MoodStore, start: datetime) -> MoodStore:
    """A store that one user lets keep theirs."""
    store.agree("me", start, "1")
    return store


def test_check_in_comes_back(agreed: MoodStore) -> None:
    assert agreed.check_in("me", _check_in(1, note="slept badly"))
    assert agreed.check_ins("me") == [_check_in(1, note="slept badly")]


@pytest.mark.parametrize(("rating", "pleasantness"), [(1, -1.0), (3, 0.0), (5, 1.0)])
def test_rating_as_pleasantness(rating: int, pleasantness: float) -> None:
    assert _check_in(1, rating=rating).pleasantness == pleasantness


def test_check_in_needs_consent(store: MoodStore, start: datetime) -> None:
    assert not store.check_in("me", _check_in(1))
    store.agree("me", start + timedelta(minutes=2), "1")
    assert not store.check_in("me", _check_in(1))
    assert store.check_in("me", _check_in(2))
    store.decline("me", start + timedelta(minutes=3))
    assert not store.check_in("me", _check_in(4))
    assert store.check_ins("me") == [_check_in(2)]


def test_same_message_is_one_check_in(agreed: MoodStore) -> None:
    assert agreed.check_in("me", _check_in(1))
    assert not agreed.check_in("me", _check_in(1, rating=2))
    assert agreed.check_ins("me") == [_check_in(1)]


def test_check_ins_come_by_day(agreed: MoodStore) -> None:
    days = [TODAY - timedelta(days=back) for back in (0, 2, 1, 3)]
    for number, day in enumerate(days):
        agreed.check_in("me", _check_in(number, day))
    assert [check_in.day for check_in in agreed.check_ins("me")] == sorted(days)
    some = agreed.check_ins("me", TODAY - timedelta(days=2), TODAY)
    assert [check_in.day for check_in in some] == sorted(days)[1:3]


def test_note_is_added_later(agreed: MoodStore) -> None:
    agreed.check_in("me", _check_in(1))
    assert agreed.keep_note("me", "message-1", "slept badly")
    assert agreed.check_ins("me") == [_check_in(1, note="slept badly")]


def test_note_needs_its_check_in_and_consent(agreed: MoodStore, start: datetime) -> None:
    assert not agreed.keep_note("me", "message-1", "slept badly")
    agreed.check_in("me", _check_in(1))
    agreed.decline("me", start)
    assert not agreed.keep_note("me", "message-1", "slept badly")
    assert not agreed.keep_note("stranger", "message-1", "slept badly")


@pytest.mark.parametrize("rating", [0, 6])
def test_rating_off_the_scale_is_refused(agreed: MoodStore, rating: int) -> None:
    with pytest.raises(StoreError):
        agreed.check_in("me", _check_in(1, rating=rating))
    assert agreed.check_in("me", _check_in(1))
