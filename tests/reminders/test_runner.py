"""Who is reminded and who isn't, on both databases."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from postgres import Postgres
from reminded import DAY, KEY, SLOT, Channel, remind, run_at
from some_entries import entry_after

from bot.mood.entry import MoodEntry
from bot.mood.store import MoodStore
from bot.reminders import runner
from bot.reminders.runner import Delivered, ReminderRunner

MINUTE = timedelta(minutes=1)


def _entry(minutes_before_slot: int) -> MoodEntry:
    at = SLOT - minutes_before_slot * MINUTE
    return MoodEntry(**{**vars(entry_after()), "at": at})


def _wait_for(true: Callable[[], object]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It didn't happen within half a minute.")


def test_each_slot_comes_once(store: MoodStore) -> None:
    channel = Channel()
    remind(store, "ann", "bob")
    for now in (SLOT - MINUTE, SLOT, SLOT, SLOT + DAY - MINUTE):
        run_at(store, now, channel.deliver)
    assert sorted(channel.got) == ["ann", "bob"]
    run_at(store, SLOT + DAY, channel.deliver)
    assert sorted(channel.got) == ["ann", "ann", "bob", "bob"]


def test_stale_slot_is_passed_over(store: MoodStore) -> None:
    channel = Channel()
    remind(store, "ann")
    run_at(store, SLOT + 3 * DAY + 61 * MINUTE, channel.deliver)
    assert channel.got == []
    run_at(store, SLOT + 4 * DAY + 59 * MINUTE, channel.deliver)
    assert channel.got == ["ann"]


def test_who_is_talking_is_left_alone(store: MoodStore) -> None:
    channel = Channel()
    remind(store, "ann", "bob")
    store.record("ann", [_entry(minutes_before_slot=29)])
    store.record("bob", [_entry(minutes_before_slot=31)])
    for minutes in (0, 10, 50):
        run_at(store, SLOT + minutes * MINUTE, channel.deliver)
    assert channel.got == ["bob"]


def test_blocked_reminder_ends(store: MoodStore) -> None:
    channel = Channel(Delivered.BLOCKED)
    remind(store, "ann")
    run_at(store, SLOT, channel.deliver)
    assert store.reminder("ann") is None


@pytest.mark.parametrize("outcome", [Delivered.AWAY, Delivered.SENT])
def test_other_outcomes_keep_the_reminder(store: MoodStore, outcome: Delivered) -> None:
    remind(store, "ann")
    run_at(store, SLOT, Channel(outcome).deliver)
    kept = store.reminder("ann")
    assert kept is not None
    assert kept.next_at == SLOT + DAY


def test_failed_delivery_loses_one_slot_of_one_user(
    store: MoodStore, caplog: pytest.LogCaptureFixture
) -> None:
    got = []

    def deliver(channel: str, recipient: str) -> Delivered:
        got.append(recipient)
        if len(got) == 1:
            raise RuntimeError(f"{recipient} can't be reached")
        return Delivered.SENT

    remind(store, "ann", "bob")
    run_at(store, SLOT, deliver)
    run_at(store, SLOT, deliver)
    assert sorted(got) == ["ann", "bob"]
    assert caplog.messages == ["A reminder could not be delivered: RuntimeError"]


def test_claim_that_lapsed_is_handed_out_once(store: MoodStore, url: str) -> None:
    other = MoodStore.open(url, KEY)
    got = []

    def hang(channel: str, recipient: str) -> Delivered:
        got.append(recipient)
        run_at(other, SLOT + 20 * MINUTE, deliver_later)
        return Delivered.SENT

    def deliver_later(channel: str, recipient: str) -> Delivered:
        got.append(recipient)
        return Delivered.SENT

    remind(store, "ann", "bob")
    run_at(store, SLOT, hang)
    other.close()
    assert sorted(got) == ["ann", "bob"]


def test_stopping_doesnt_wait_for_a_channel_that_hangs(store: MoodStore) -> None:
    delivering, never = threading.Event(), threading.Event()

    def deliver(channel: str, recipient: str) -> Delivered:
        delivering.set()
        never.wait()
        return Delivered.SENT

    remind(store, "ann")
    hanging = ReminderRunner(store, deliver, clock=lambda: SLOT)
    hanging.start()
    delivering.wait()
    hanging.stop()
    assert not never.is_set()
    never.set()
    hanging._thread.join()


def test_database_that_was_down_is_used_again(
    postgres: Postgres, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "EVERY_SECONDS", 0.05)
    caplog.set_level(logging.WARNING)
    channel, store = Channel(), MoodStore.open(postgres.new_database(), KEY)
    remind(store, "ann")
    now = [SLOT - MINUTE]
    running = ReminderRunner(store, channel.deliver, clock=lambda: now[0])
    running.start()
    postgres.kill()
    _wait_for(lambda: caplog.messages)
    now[0] = SLOT
    postgres.start()
    _wait_for(lambda: channel.got)
    running.stop()
    assert channel.got == ["ann"]
    assert [message[:15] for message in caplog.messages] == ["Reminders wait.", "Reminders wait:"]
