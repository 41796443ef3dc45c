"""A store on a real SQLite file and on a real PostgreSQL, and people with reminders in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The server for tests, and its fixtures, are at home beside the store's own tests.
sys.path.append(str(Path(__file__).parents[1] / "mood"))
from postgres import Postgres, running_postgres

from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'mood.db'}"
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def store(url: str) -> Iterator[MoodStore]:
    """An open store."""
    opened = MoodStore.open(url, Pseudonyms(bytes(32)))
    yield opened
    opened.close()
