"""Entries, a key and a store on a real SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from postgres import Postgres, running_postgres
from some_entries import START, MakeEntry, entry_after

from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore


@pytest.fixture
def start() -> datetime:
    """The moment the entries are counted from."""
    return START


@pytest.fixture
def make_entry() -> MakeEntry:
    """Makes an entry so many minutes after the start."""
    return entry_after


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A database file that doesn't exist yet."""
    return f"sqlite:///{tmp_path / 'kept' / 'mood.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A new database of either kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    """Pseudonyms with a key of this test alone."""
    return Pseudonyms.from_file(tmp_path / "pseudonym.key")


@pytest.fixture
def store(url: str, pseudonyms: Pseudonyms) -> Iterator[MoodStore]:
    """An open store."""
    opened = MoodStore.open(url, pseudonyms)
    yield opened
    opened.close()
