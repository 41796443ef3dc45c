"""Entries, a key and a store on a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
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


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database file that doesn't exist yet."""
    return f"sqlite:///{tmp_path / 'kept' / 'mood.db'}"


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[MoodStore]:
    """An open store."""
    opened = MoodStore.open(url, Pseudonyms.from_file(tmp_path / "pseudonym.key"))
    yield opened
    opened.close()
