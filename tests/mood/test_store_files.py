"""The store's file: opened by many, read by few, and clear about what is wrong with it."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from some_entries import MakeEntry

from bot.errors import StoreError
from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

KEY = Pseudonyms(bytes(32))


def _open_and_record(url: str, start: datetime, entries: list[MoodEntry]) -> int:
    store = MoodStore.open(url, KEY)
    store.agree("me", start, "1")
    return sum(store.record("me", [entry]) for entry in entries)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """These tests look at the file of SQLite."""
    return sqlite_url


def _bytes_beside(url: str) -> bytes:
    folder = Path(url.removeprefix("sqlite:///")).parent
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_opening_again_keeps_what_is_there(
    url: str, start: datetime, make_entry: MakeEntry
) -> None:
    _open_and_record(url, start, [make_entry(1)])
    assert MoodStore.open(url, KEY).entries("me") == [make_entry(1)]


def test_files_are_their_owners_alone(store: MoodStore, url: str, start: datetime) -> None:
    store.agree("me", start, "1")
    folder = Path(url.removeprefix("sqlite:///")).parent
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_user_id_is_in_no_byte(
    store: MoodStore, url: str, start: datetime, make_entry: MakeEntry
) -> None:
    store.agree("ann@example.org", start, "1")
    store.record("ann@example.org", [make_entry(7)])
    content = _bytes_beside(url)
    assert b"message-7" in content
    assert b"ann@example.org" not in content


def test_forgotten_entries_leave_no_byte(
    store: MoodStore, url: str, start: datetime, make_entry: MakeEntry
) -> None:
    # While somebody else has the file open, SQLite keeps the write-ahead log.
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
        other.execute("SELECT * FROM consents")
        store.agree("me", start, "1")
        store.record("me", [make_entry(7)])
        store.forget("me")
        assert b"message-7" not in _bytes_beside(url)


def test_folder_that_cant_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"can't be used \(.+\): check ATTUNE_DATABASE_URL"):
        MoodStore.open(f"sqlite:///{tmp_path}/file/mood.db", KEY)


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "mood.db").write_text("not a database, whatever its name says" * 50)
    with pytest.raises(StoreError, match=r"\(file is not a database\)"):
        MoodStore.open(f"sqlite:///{tmp_path}/mood.db", KEY)


def test_database_of_newer_release(url: str) -> None:
    MoodStore.open(url, KEY).close()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer release"):
        MoodStore.open(url, KEY)


def test_vanished_table_is_one_sentence(store: MoodStore, url: str) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TABLE mood_entries")
    with pytest.raises(StoreError) as caught:
        store.entries("me")
    assert "SELECT" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hunter2@127.0.0.1:1/mood",
        "nosuchdb://ann:hunter2@127.0.0.1/mood",
        "postgresql://ann:hunter2@127.0.0.1:port/mood",
    ],
)
def test_password_is_masked(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        MoodStore.open(url, KEY)
    assert "ann:***@" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
