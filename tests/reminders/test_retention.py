"""What is older than its operator wants it goes, and nothing else."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from reminded import DAY, SLOT
from some_entries import entry_after

from bot import retention
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.retention import keep_pruning, prune_old
from bot.settings import Settings


def _settings(folder: Path, **environ: str) -> Settings:
    return Settings.from_environment({"ATTUNE_HOME": str(folder), **environ})


def _fill(store: MoodStore, now: datetime) -> None:
    store.agree("me", now - 100 * DAY, "1")
    ages = [timedelta(days=31), timedelta(days=29), timedelta()]
    store.record("me", [replace(entry_after(n), at=now - age) for n, age in enumerate(ages)])


def test_older_than_so_many_days_is_deleted(store: MoodStore) -> None:
    _fill(store, SLOT)
    assert prune_old(store, 30, SLOT) == 1
    assert [entry.at for entry in store.entries("me")] == [SLOT - 29 * DAY, SLOT]
    assert prune_old(store, 30, SLOT) == 0


def test_job_prunes_at_start(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ATTUNE_RETENTION_DAYS="30")
    store = MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))
    _fill(store, datetime.now(timezone.utc))
    keep_pruning(settings)
    for _ in range(200):
        if len(store.entries("me")) == 2:
            return
        time.sleep(0.05)
    pytest.fail("The old entry is still there.")


def test_nothing_is_pruned_unless_it_is_set(tmp_path: Path) -> None:
    threads = threading.active_count()
    keep_pruning(_settings(tmp_path))
    assert threading.active_count() == threads
    assert not list(tmp_path.iterdir())


def test_database_that_is_down_is_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = "postgresql://me:secret@127.0.0.1:1/mood"
    settings = _settings(tmp_path, ATTUNE_RETENTION_DAYS="30", ATTUNE_DATABASE_URL=url)
    assert retention._prune(settings, 30) is False
    [message] = caplog.messages
    assert message.startswith("What is older than ATTUNE_RETENTION_DAYS stays for now.")
    assert "secret" not in message
