"""Reminders: one a user, due once, given back when nobody delivered them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from some_entries import START, MakeEntry

from bot.mood.pseudonym import Pseudonyms
from bot.mood.reminder import Due, Reminder
from bot.mood.sql.reminders import LEASE
from bot.mood.store import MoodStore

DAILY = Reminder("telegram", "chat 12", time(20, 30), "Europe/Berlin", None, START)
TOMORROW = START + timedelta(days=1)


@pytest.fixture
def reminded(store: MoodStore, start: datetime) -> MoodStore:
    """A store with the daily reminder of one user."""
    store.agree("me", start, "1")
    store.set_reminder("me", DAILY)
    return store


def test_reminder_comes_back(reminded: MoodStore) -> None:
    assert reminded.reminder("me") == DAILY
    assert reminded.reminder("bob") is None


def test_new_reminder_replaces_the_old(reminded: MoodStore) -> None:
    weekly = replace(DAILY, weekday=6, time=time(9))
    reminded.set_reminder("me", weekly)
    assert reminded.reminder("me") == weekly


def test_reminder_needs_consent(store: MoodStore, start: datetime) -> None:
    assert not store.set_reminder("me", DAILY)
    store.decline("me", start)
    assert not store.set_reminder("me", DAILY)
    assert store.reminder("me") is None


def test_reminder_ends(reminded: MoodStore) -> None:
    assert reminded.remove_reminder("me")
    assert not reminded.remove_reminder("me")
    assert not reminded.remove_reminder("stranger")
    assert reminded.due_reminders(START) == []


def test_declining_ends_the_reminder(reminded: MoodStore, start: datetime) -> None:
    reminded.decline("me", start)
    assert reminded.reminder("me") is None


def test_due_reminder_is_handed_out_once(reminded: MoodStore, pseudonyms: Pseudonyms) -> None:
    assert reminded.due_reminders(START - timedelta(seconds=1)) == []
    assert reminded.due_reminders(START) == [Due(pseudonyms.of("me"), DAILY, None)]
    assert reminded.due_reminders(START) == []


def test_last_seen_is_the_last_entry(
    reminded: MoodStore, make_entry: MakeEntry, start: datetime
) -> None:
    reminded.agree("bob", start, "1")
    reminded.record("bob", [make_entry(9)])
    reminded.record("me", [make_entry(2), make_entry(1)])
    [due] = reminded.due_reminders(START)
    assert due.last_seen == make_entry(2).at


def test_rescheduled_reminder_is_due_again(reminded: MoodStore) -> None:
    [due] = reminded.due_reminders(START)
    assert reminded.reschedule(due.pseudonym, TOMORROW)
    assert reminded.due_reminders(TOMORROW - timedelta(seconds=1)) == []
    [again] = reminded.due_reminders(TOMORROW)
    assert again.reminder == replace(DAILY, next_at=TOMORROW)


def test_lost_claim_runs_out(reminded: MoodStore) -> None:
    lost = reminded.due_reminders(START)
    assert reminded.due_reminders(START + LEASE - timedelta(seconds=1)) == []
    assert reminded.due_reminders(START + LEASE) == lost


def test_changed_reminder_isnt_rescheduled(reminded: MoodStore) -> None:
    [due] = reminded.due_reminders(START)
    changed = replace(DAILY, next_at=START + timedelta(hours=3))
    reminded.set_reminder("me", changed)
    assert not reminded.reschedule(due.pseudonym, TOMORROW)
    assert reminded.reminder("me") == changed


def test_reminders_come_in_order(reminded: MoodStore, start: datetime) -> None:
    for hours, user in enumerate(("ann", "bob"), 1):
        reminded.agree(user, start, "1")
        reminded.set_reminder(user, replace(DAILY, next_at=START - timedelta(hours=hours)))
    due = [due.reminder.next_at for due in reminded.due_reminders(START)]
    assert due == sorted(due)
    assert len(due) == 3
