"""Odd ids and texts, and databases that can't be written: nothing breaks, nothing is lost."""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from some_entries import START, MakeEntry, entry_after
from sqlalchemy import text

from bot.errors import StoreError
from bot.mood import database
from bot.mood.check_in import CheckIn
from bot.mood.correction import Corrected
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

KEY = Pseudonyms(bytes(32))
NOBODY = 65534
ODD = {
    "quotes": 'o\'brien "the" `one`',
    "SQL": "'; DROP TABLE consents; --",
    "percent": "100 %(user)s :user ? \\",
    "emoji": "😀👩\u200d👩\u200d👧",
    "right to left": "\u202eسهرت\u202c",
    "NUL": "a\x00b",
    "lone surrogate": "a\ud800b",
    "long": "x" * 10_000,
    "empty": "",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_text_comes_back(store: MoodStore, odd: str) -> None:
    entry = replace(entry_after(1), message_id=odd)
    store.agree(odd, START, "1")
    store.allow_texts(odd, True)
    assert store.record(odd, [entry]) == 1
    assert store.record(odd, [entry]) == 0
    assert store.check_in(odd, CheckIn(odd, START, START.date(), 3))
    assert store.keep_note(odd, odd, odd)
    assert store.correct(odd, odd, "anger", odd)
    kept = store.history(odd)
    assert [check_in.note for check_in in kept.check_ins] == [odd]
    assert kept.corrected == (Corrected(odd, "joy", "anger"),)
    assert store.forget(odd) == 2


def test_odd_users_are_told_apart(store: MoodStore, make_entry: MakeEntry) -> None:
    for number, user in enumerate(ODD.values()):
        store.agree(user, START, "1")
        store.record(user, [make_entry(number)])
    for number, user in enumerate(ODD.values()):
        assert store.entries(user) == [make_entry(number)]


def test_odd_channel_is_kept_readable(store: MoodStore) -> None:
    store.agree("me", START, "1")
    store.record("me", [replace(entry_after(1), channel="a\x00b\ud800")])
    assert store.entries("me")[0].channel == "a\ufffdb\ufffd"


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setitem(database._POSTGRESQL, "options", "-c lock_timeout=100")


@contextmanager
def _locked(url: str) -> Iterator[None]:
    engine = database.make_engine(url).execution_options(writes=True)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE consents"))
        yield
    engine.dispose()


@pytest.mark.usefixtures("_impatient")
def test_locked_database_loses_nothing(
    store: MoodStore, url: str, start: datetime, make_entry: MakeEntry
) -> None:
    store.agree("me", start, "1")
    store.record("me", [make_entry(1)])
    with _locked(url), pytest.raises(StoreError, match="lock"):
        store.record("me", [make_entry(2)])
    assert store.record("me", [make_entry(2)]) == 1
    assert store.entries("me") == [make_entry(1), make_entry(2)]


def _elsewhere(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a process of its own makes of it: limits and rights can't be taken back."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(function, *arguments).result()


def _fill_the_disk(url: str) -> tuple[str, int]:
    entries = [entry_after(minutes) for minutes in range(2_000)]
    with closing(MoodStore.open(url, KEY)) as store:
        store.agree("me", START, "1")
        store.record("me", entries[:10])
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, most))
        complaint = _complaint(lambda: store.record("me", entries))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        assert store.entries("me") == entries[:10]
        store.record("me", entries)
        return complaint, len(store.entries("me"))


def _complaint(work: Callable[[], object]) -> str:
    try:
        work()
    except StoreError as error:
        return str(error)
    return ""


def test_full_disk_loses_nothing(sqlite_url: str) -> None:
    complaint, kept = _elsewhere(_fill_the_disk, sqlite_url)
    assert "can't be used (" in complaint
    assert "check ATTUNE_DATABASE_URL and that the database can be" in complaint
    assert kept == 2_000


def _write_as_nobody(url: str) -> str:
    os.setuid(NOBODY) if os.geteuid() == 0 else None
    return _complaint(lambda: MoodStore.open(url, KEY).agree("me", START, "1"))


def test_read_only_database_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/mood.db"
        with closing(MoodStore.open(url, KEY)) as store:
            store.agree("me", START, "1")
            store.record("me", [entry_after(1)])
        (Path(folder) / "mood.db").chmod(0o444)
        Path(folder).chmod(0o555)
        complaint = _elsewhere(_write_as_nobody, url)
        assert complaint.startswith(f"The mood history at {url} can't be used (")
        assert MoodStore.open(url, KEY).entries("me") == [entry_after(1)]
