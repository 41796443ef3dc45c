"""Several processes on one history: each message once, each reminder to one of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, time, timedelta
from multiprocessing import get_context
from typing import Any

from some_entries import START, MakeEntry, entry_after

from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.reminder import Reminder
from bot.mood.store import MoodStore

KEY = Pseudonyms(bytes(32))
PROCESSES = 4


def _at_once(function: Callable[..., Any], *arguments: Any) -> list[Any]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        runs = [pool.submit(function, *arguments) for _ in range(PROCESSES)]
        return [run.result() for run in runs]


def _open(url: str) -> bool:
    MoodStore.open(url, KEY).close()
    return True


def _open_and_record(url: str, start: datetime, entries: list[MoodEntry]) -> int:
    store = MoodStore.open(url, KEY)
    store.agree("me", start, "1")
    return sum(store.record("me", [entry]) for entry in entries)


def _live_a_while(url: str, start: datetime) -> bool:
    store = MoodStore.open(url, KEY)
    for minutes in range(12):
        user = f"user {minutes % 3}"
        store.agree(user, start, "1")
        store.record(user, [entry_after(minutes), entry_after(minutes + os.getpid())])
        store.correct(user, f"message-{minutes}", "anger")
        if minutes % 4 == 0:
            store.prune(start + timedelta(minutes=minutes))
        if minutes == 6:
            store.forget(user)
    return True


def _claim(url: str, now: datetime) -> list[str]:
    store = MoodStore.open(url, KEY)
    return [due.pseudonym for due in store.due_reminders(now)]


def test_each_message_is_written_once(url: str, start: datetime, make_entry: MakeEntry) -> None:
    entries = [make_entry(minutes) for minutes in range(20)]
    assert sum(_at_once(_open_and_record, url, start, entries)) == 20
    store = MoodStore.open(url, KEY)
    assert store.entries("me") == entries
    [cell] = store.everyone(start, start + timedelta(days=1), "month")
    assert cell.messages == 20


def test_database_is_made_once(url: str) -> None:
    assert _at_once(_open, url) == [True] * PROCESSES


def test_counts_stay_right_among_many_writers(url: str, start: datetime) -> None:
    assert _at_once(_live_a_while, url, start) == [True] * PROCESSES
    store = MoodStore.open(url, KEY)
    entries = [entry for user in range(3) for entry in store.entries(f"user {user}")]
    cells = store.everyone(start, start + timedelta(days=365), "month")
    counted = Counter({(cell.start, cell.emotion): cell.messages for cell in cells})
    assert counted == Counter((e.at.date().replace(day=1), e.feeling) for e in entries)
    assert len({feeling for _, feeling in counted}) == 2


def test_reminder_is_claimed_once(url: str) -> None:
    store = MoodStore.open(url, KEY)
    users = [f"user {number}" for number in range(30)]
    for user in users:
        store.agree(user, START, "1")
        store.set_reminder(user, Reminder("cmdline", user, time(20), "UTC", None, START))
    claimed = [name for names in _at_once(_claim, url, START) for name in names]
    assert sorted(claimed) == sorted(KEY.of(user) for user in users)
