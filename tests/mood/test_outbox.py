from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from some_entries import START, entry_after

from bot.errors import StoreError
from bot.mood.entry import MoodEntry
from bot.mood.outbox import Outbox

ANNA, BEN = "a" * 64, "b" * 64
HOSTILE = ["x'; DROP TABLE turns; --", "😀 مرحبا", "a\x00b", "\ud800", "long" * 2500]
DIE_AFTER_ONE = """
import os, signal, sys
from pathlib import Path
from some_entries import entry_after
from bot.mood.outbox import Outbox
Outbox(Path(sys.argv[1])).put(sys.argv[2], entry_after(1))
os.kill(os.getpid(), signal.SIGKILL)
"""

PUT_A_HUNDRED = """
import sys
from pathlib import Path
from some_entries import entry_after
from bot.mood.outbox import Outbox
outbox = Outbox(Path(sys.argv[1]))
assert all([outbox.put(sys.argv[2], entry_after(minutes)) for minutes in range(100)])
"""


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    opened = Outbox(tmp_path / "home" / "outbox.db")
    opened.agreed(ANNA, START)
    yield opened
    opened.close()


def _entries(outbox: Outbox, name: str) -> list[MoodEntry]:
    return [turn.entry for turn in outbox.waiting(name, limit=100)]


def _process(script: str, folder: Path, name: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", script, str(folder / "home" / "outbox.db"), name]
    return subprocess.Popen(command, env=environ, cwd=Path(__file__).parents[2])


@contextmanager
def _no_file_grows() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_turns_come_back_whole_and_in_order(outbox: Outbox) -> None:
    said = [entry_after(minutes) for minutes in (3, 1, 2)]
    assert all(outbox.put(ANNA, entry) for entry in said)
    assert _entries(outbox, ANNA) == said


def test_no_turn_waits_twice(outbox: Outbox) -> None:
    assert outbox.put(ANNA, entry_after(1))
    assert not outbox.put(ANNA, entry_after(1))
    assert len(_entries(outbox, ANNA)) == 1


def test_only_turns_after_an_agreement_are_taken(outbox: Outbox) -> None:
    assert not outbox.put(BEN, entry_after(1))
    assert not outbox.put(ANNA, entry_after(-1))
    assert outbox.names() == []


def test_first_agreement_counts(outbox: Outbox) -> None:
    outbox.agreed(ANNA, entry_after(10).at)
    assert outbox.put(ANNA, entry_after(5))


def test_removed_turns_are_gone_and_others_stay(outbox: Outbox) -> None:
    for minutes in (1, 2, 3):
        outbox.put(ANNA, entry_after(minutes))
    outbox.remove(outbox.waiting(ANNA, limit=2))
    assert _entries(outbox, ANNA) == [entry_after(3)]


def test_turn_outlives_its_process(outbox: Outbox, tmp_path: Path) -> None:
    died = _process(DIE_AFTER_ONE, tmp_path, ANNA)
    assert died.wait() == -signal.SIGKILL
    assert _entries(outbox, ANNA) == [entry_after(1)]


def test_processes_share_the_file(outbox: Outbox, tmp_path: Path) -> None:
    outbox.agreed(BEN, START)
    processes = [_process(PUT_A_HUNDRED, tmp_path, name) for name in (ANNA, BEN)]
    assert [process.wait() for process in processes] == [0, 0]
    for name in (ANNA, BEN):
        assert _entries(outbox, name) == [entry_after(minutes) for minutes in range(100)]


def test_withdrawn_leaves_no_trace(outbox: Outbox, tmp_path: Path) -> None:
    for minutes in range(50):
        outbox.put(ANNA, entry_after(minutes))
    outbox.close()
    outbox.put(ANNA, entry_after(100))
    outbox.withdrawn(ANNA)
    for file in (tmp_path / "home").iterdir():
        assert ANNA.encode() not in file.read_bytes(), file.name
        assert b"message-" not in file.read_bytes(), file.name
    assert not outbox.put(ANNA, entry_after(200))


def test_files_are_their_owners_alone(outbox: Outbox, tmp_path: Path) -> None:
    outbox.put(ANNA, entry_after(1))
    modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "home").iterdir()}
    assert modes == dict.fromkeys(["outbox.db", "outbox.db-wal", "outbox.db-shm"], 0o600)


@pytest.mark.parametrize("text", HOSTILE, ids=["sql", "emoji", "nul", "surrogate", "long"])
def test_any_text_is_kept_as_it_is(outbox: Outbox, text: str) -> None:
    entry = replace(entry_after(1), message_id=text, channel=text)
    assert outbox.put(ANNA, entry)
    assert _entries(outbox, ANNA) == [entry]


def test_full_disk_is_an_error_and_then_over(outbox: Outbox) -> None:
    outbox.put(ANNA, entry_after(1))
    with _no_file_grows(), pytest.raises(StoreError, match="make room on its disk"):
        outbox.put(ANNA, entry_after(2))
    assert outbox.put(ANNA, entry_after(2))
    assert _entries(outbox, ANNA) == [entry_after(1), entry_after(2)]


def test_busy_file_is_an_error_soon(outbox: Outbox, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "home" / "outbox.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        outbox.put(ANNA, entry_after(1))
    other.close()
    assert outbox.put(ANNA, entry_after(1))


def test_unusable_place_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreError, match="ATTUNE_HOME"):
        Outbox(tmp_path / "home" / "outbox.db").agreed(ANNA, START)
