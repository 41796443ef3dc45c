"""Runners in processes of their own: at once, and killed in the middle."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from reminded import KEY, SLOT, remind, run_at

from bot.mood.store import MoodStore
from bot.reminders.runner import Delivered

PEOPLE = [f"user {number}" for number in range(30)]
FORK = get_context("fork")


def _appending(file: Path, pause: float = 0.0) -> Callable[[str, str], Delivered]:
    def deliver(channel: str, recipient: str) -> Delivered:
        with file.open("a") as sent:
            sent.write(f"{recipient}\n")
        time.sleep(pause)
        return Delivered.SENT

    return deliver


def _run(url: str, now: datetime, file: Path, pause: float, start: Barrier | None = None) -> None:
    store = MoodStore.open(url, KEY)
    if start:
        start.wait()
    run_at(store, now, _appending(file, pause))
    os._exit(0)


def _start(*arguments: Any) -> Any:
    process = FORK.Process(target=_run, args=arguments)
    process.start()
    return process


def _sent(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def test_two_runners_send_each_reminder_once(url: str, store: MoodStore, tmp_path: Path) -> None:
    remind(store, *PEOPLE)
    barrier = FORK.Barrier(2)
    runners = [_start(url, SLOT, tmp_path / "sent", 0.001, barrier) for _ in range(2)]
    for process in runners:
        process.join()
    assert [process.exitcode for process in runners] == [0, 0]
    assert sorted(_sent(tmp_path / "sent")) == sorted(PEOPLE)


def test_killed_runners_never_send_twice(url: str, store: MoodStore, tmp_path: Path) -> None:
    remind(store, *PEOPLE)
    file = tmp_path / "sent"
    for death in range(3):
        # What a dead runner had claimed is free again after a quarter of an hour.
        now = SLOT + death * timedelta(minutes=16)
        process = _start(url, now, file, 0.01)
        while len(_sent(file)) < 6 * (death + 1) and process.is_alive():
            time.sleep(0.002)
        process.kill()
        process.join()
        assert process.exitcode == -9
    run_at(store, SLOT + timedelta(minutes=48), _appending(file))
    sent = _sent(file)
    assert len(sent) == len(set(sent))
    # Each death may cost the slot that was being moved on, and no other.
    assert len(sent) >= len(PEOPLE) - 3
