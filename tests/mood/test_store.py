"""The store on a real SQLite file: consent first, each message once, gone when forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from some_entries import MakeEntry

from bot.errors import StoreError
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore


def test_nothing_is_kept_without_consent(store: MoodStore, make_entry: MakeEntry) -> None:
    assert store.consent("me") is None
    assert store.record("me", [make_entry()]) == 0
    assert store.entries("me") == []


def test_entry_comes_back_as_it_went_in(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    store.record("me", [make_entry(1.5)])
    assert store.entries("me") == [make_entry(1.5)]
    assert store.entries("me")[0].at.tzinfo is timezone.utc


def test_what_came_before_consent_is_left_out(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    assert store.record("me", [make_entry(-1), make_entry(0), make_entry(1)]) == 2
    assert store.entries("me") == [make_entry(0), make_entry(1)]


def test_recording_again_changes_nothing(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    assert store.record("me", [make_entry(1), make_entry(1)]) == 1
    assert store.record("me", [make_entry(1), make_entry(2)]) == 1
    assert store.entries("me") == [make_entry(1), make_entry(2)]


def test_same_message_id_of_two_users(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    for user in ("ann", "bob"):
        store.agree(user, start, "1")
        assert store.record(user, [make_entry(1)]) == 1


def test_declining_stops_and_keeps(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    store.record("me", [make_entry(1)])
    store.decline("me", start + timedelta(minutes=2))
    assert store.record("me", [make_entry(3)]) == 0
    assert store.entries("me") == [make_entry(1)]


def test_agreeing_anew_doesnt_reach_back(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    store.decline("me", start + timedelta(minutes=2))
    store.agree("me", start + timedelta(minutes=4), "1")
    assert store.record("me", [make_entry(3), make_entry(5)]) == 1


def test_agreeing_twice_keeps_first_moment(store: MoodStore, start: datetime) -> None:
    store.agree("me", start, "1")
    store.agree("me", start + timedelta(days=1), "2")
    consent = store.consent("me")
    assert consent is not None
    assert (consent.agreed, consent.version, consent.decided_at) == (True, "2", start)


def test_time_of_other_zone_is_kept_in_utc(store: MoodStore, start: datetime) -> None:
    store.agree("me", start.astimezone(timezone(timedelta(hours=9))), "1")
    consent = store.consent("me")
    assert consent is not None
    assert consent.decided_at == start
    assert consent.decided_at.tzinfo is timezone.utc


def test_entries_come_in_time_order(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    store.agree("me", start, "1")
    store.record("me", [make_entry(3), make_entry(1)])
    store.record("me", [make_entry(2)])
    assert store.entries("me") == [make_entry(1), make_entry(2), make_entry(3)]


def test_span_is_half_open(store: MoodStore, make_entry: MakeEntry, start: datetime) -> None:
    store.agree("me", start, "1")
    store.record("me", [make_entry(minutes) for minutes in range(4)])
    span = store.entries("me", make_entry(1).at, make_entry(3).at)
    assert span == [make_entry(1), make_entry(2)]


def test_forgetting_takes_all_of_one_user(
    store: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    for user in ("ann", "bob"):
        store.agree(user, start, "1")
        store.record(user, [make_entry(1), make_entry(2)])
    assert store.forget("ann") == 2
    assert (store.entries("ann"), store.consent("ann")) == ([], None)
    assert len(store.entries("bob")) == 2


def test_forgetting_a_stranger_is_fine(store: MoodStore) -> None:
    assert store.forget("nobody") == 0


def test_naive_time_is_refused(store: MoodStore) -> None:
    with pytest.raises(StoreError):
        store.agree("me", datetime(2025, 1, 1), "1")


def test_store_in_memory_works(make_entry: MakeEntry, start: datetime) -> None:
    store = MoodStore.open("sqlite://", Pseudonyms(bytes(32)))
    store.agree("me", start, "1")
    store.record("me", [make_entry(1)])
    assert store.forget("me") == 1
