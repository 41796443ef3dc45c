"""From the first revision with data to the newest and back, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from some_entries import START, entry_after
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from bot.mood.cell import Cell
from bot.mood.consent import Consent
from bot.mood.database import make_engine
from bot.mood.migrations import go_back, migrate
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

KEY = Pseudonyms(bytes(32))
USERS = ("ann", "bob", "eve")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database of the first release, with what three users said."""
    made = make_engine(url)
    migrate(made, "0001")
    with made.begin() as connection:
        for user in USERS:
            connection.execute(text(_CONSENT), {"user": KEY.of(user), "at": START})
            for minutes in (0, 7, 60 * 24 * 40):
                connection.execute(text(_ENTRY), _first_form(user, minutes))
    yield made
    made.dispose()


_CONSENT = """INSERT INTO consents ("user", agreed, version, decided_at)
    VALUES (:user, true, '1', :at)"""
_ENTRY = """INSERT INTO mood_entries ("user", message_id, at, channel, emotion, confidence,
    intensity, valence, scores, model) VALUES (:user, :message_id, :at, :channel, :emotion,
    :confidence, :intensity, :valence, '{"joy": 0.9, "neutral": 0.1}', :model)"""


def _first_form(user: str, minutes: float) -> dict[str, Any]:
    entry = entry_after(minutes)
    names = ("message_id", "at", "channel", "emotion", "confidence", "intensity", "valence")
    values = {name: getattr(entry, name) for name in (*names, "model")}
    return values | {"user": KEY.of(user)}


def _rows(engine: Engine) -> dict[str, list[Any]]:
    first = 'SELECT * FROM mood_entries ORDER BY "user", at'
    second = 'SELECT * FROM consents ORDER BY "user"'
    with engine.connect() as connection:
        entries = [list(row)[1:] for row in connection.execute(text(first))]
        return {"entries": entries, "consents": list(connection.execute(text(second)))}


def _open(url: str) -> int:
    return len(MoodStore.open(url, KEY).entries("ann"))


def test_history_of_the_first_release_is_kept(engine: Engine, url: str) -> None:
    store = MoodStore.open(url, KEY)
    for user in USERS:
        assert store.consent(user) == Consent(agreed=True, version="1", decided_at=START)
        assert store.entries(user) == [entry_after(at) for at in (0, 7, 60 * 24 * 40)]


def test_months_are_counted_when_migrating(engine: Engine, url: str) -> None:
    cells = MoodStore.open(url, KEY).everyone(START, START + timedelta(days=365), "month")
    march, april = START.date().replace(day=1), START.date().replace(month=4, day=1)
    assert cells == [
        Cell(march, "joy", 3, 6, pytest.approx(4.8)),
        Cell(april, "joy", 3, 3, pytest.approx(2.4)),
    ]


def test_there_and_back_keeps_the_rows(engine: Engine, url: str) -> None:
    before = _rows(engine)
    migrate(engine)
    go_back(engine, "0001")
    assert _rows(engine) == before
    assert sorted(inspect(engine).get_table_names()) == [
        "alembic_version",
        "consents",
        "mood_entries",
    ]
    migrate(engine)
    assert MoodStore.open(url, KEY).entries("eve")[0] == entry_after(0)


def test_back_to_nothing(engine: Engine) -> None:
    migrate(engine)
    go_back(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_entries_without_a_decision_are_kept(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            text('DELETE FROM consents WHERE "user" = :user'), {"user": KEY.of("eve")}
        )
    store = MoodStore.open(url, KEY)
    assert len(store.entries("eve")) == 3
    assert store.record("eve", [entry_after(9)]) == 0


def test_processes_migrate_at_once(engine: Engine, url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        assert list(pool.map(_open, [url] * 4)) == [3] * 4
