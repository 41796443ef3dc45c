"""Forgetting and pruning: what is gone is gone from the tables and from the files' bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from some_entries import START, MakeEntry, entry_after
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.mood.check_in import CheckIn
from bot.mood.database import make_engine
from bot.mood.history import History
from bot.mood.pseudonym import Pseudonyms
from bot.mood.reminder import Reminder
from bot.mood.store import MoodStore
from bot.mood.tables import metadata

USERS = [f"user {number}" for number in range(16)]
NOTHING = History(consent=None, entries=(), check_ins=(), reminder=None, corrected=())


def _live(store: MoodStore, user: str, days: int = 8) -> None:
    """Let ``user`` leave something in every table, on each of so many days."""
    store.agree(user, START, "1")
    store.allow_texts(user, True)
    store.set_reminder(user, Reminder("cmdline", user, time(20), "UTC", None, START))
    store.record(user, [entry_after(day * 24 * 60) for day in range(days)])
    for day in range(days):
        at = START + timedelta(days=day)
        store.check_in(user, CheckIn(f"day-{day}", at, at.date(), 2, f"slept badly on {day}"))
        store.correct(user, f"message-{day * 24 * 60}", "anger", "i could have screamed")


def _rows(engine: Engine) -> int:
    with engine.connect() as connection:
        counts = [f"SELECT count(*) FROM {table}" for table in metadata.tables]
        return sum(connection.execute(text(count)).scalar_one() for count in counts)


def _secrets(engine: Engine, name: str) -> list[bytes]:
    """Return what stands for a user in the database: the pseudonym and what was sealed."""
    person = f"(SELECT id FROM consents WHERE \"user\" = '{name}')"
    queries = (
        f"SELECT note FROM check_ins WHERE person = {person}",
        f"SELECT sealed FROM corrected_texts WHERE person = {person}",
        f"SELECT recipient FROM reminders WHERE person = {person}",
    )
    with engine.connect() as connection:
        sealed = [value for query in queries for (value,) in connection.execute(text(query))]
    return [secret.encode() for secret in (name, *sealed)]


@pytest.fixture
def content(url: str, request: pytest.FixtureRequest) -> Callable[[], bytes]:
    """Reads all files of the database; of PostgreSQL without its write-ahead log."""
    if url.startswith("sqlite"):
        folder = Path(url.removeprefix("sqlite:///")).parent
        return lambda: b"".join(path.read_bytes() for path in folder.iterdir())
    server = request.getfixturevalue("postgres")

    def read() -> bytes:
        server.run("CHECKPOINT")
        files = [path for path in server.folder.rglob("*") if "pg_wal" not in path.parts]
        return b"".join(path.read_bytes() for path in files if path.is_file())

    return read


@pytest.fixture
def lived(store: MoodStore) -> MoodStore:
    """A store in which many users left something."""
    for user in USERS:
        _live(store, user, days=1)
    return store


def test_forgetting_leaves_no_row(store: MoodStore, url: str) -> None:
    _live(store, "me")
    engine = make_engine(url)
    assert _rows(engine) > 8 * 3
    assert store.forget("me") == 16
    assert _rows(engine) == 0
    engine.dispose()


def test_forgetting_leaves_no_byte(
    lived: MoodStore, url: str, pseudonyms: Pseudonyms, content: Callable[[], bytes]
) -> None:
    engine = make_engine(url)
    _sample(engine)
    gone = {user: _secrets(engine, pseudonyms.of(user)) for user in USERS[3:16:5]}
    before = content()
    assert all(secret in before for secrets in gone.values() for secret in secrets)
    for user in gone:
        lived.forget(user)
    after = content()
    assert [secret for secrets in gone.values() for secret in secrets if secret in after] == []
    assert pseudonyms.of(USERS[0]).encode() in after
    engine.dispose()


def _sample(engine: Engine) -> None:
    """Let the database gather its statistics, which hold samples of columns."""
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def test_forgetting_spares_the_others(store: MoodStore) -> None:
    for user in ("ann", "bob"):
        _live(store, user)
    before = store.history("bob")
    store.forget("ann")
    assert store.history("ann") == NOTHING
    assert store.history("bob") == before
    assert len(before.entries) == len(before.check_ins) == len(before.corrected) == 8


def test_forgotten_user_begins_anew(store: MoodStore, make_entry: MakeEntry) -> None:
    for user in ("ann", "me"):
        _live(store, user)
    store.forget("me")
    assert store.record("me", [make_entry(1)]) == 0
    store.agree("me", START, "1")
    store.agree("bob", START, "1")
    assert store.entries("me") == store.entries("bob") == []
    assert len(store.entries("ann")) == 8


def test_pruning_takes_what_is_older(store: MoodStore, start: datetime) -> None:
    for user in ("ann", "bob"):
        _live(store, user)
    assert store.prune(start + timedelta(days=3)) == 2 * (3 + 3)
    kept = store.history("bob")
    assert [entry.at for entry in kept.entries] == [start + timedelta(days=d) for d in range(3, 8)]
    assert [check_in.at for check_in in kept.check_ins] == [entry.at for entry in kept.entries]
    assert len(kept.corrected) == 5
    assert kept.consent is not None
    assert store.prune(start + timedelta(days=3)) == 0


def test_pruned_notes_leave_no_byte(
    store: MoodStore, url: str, pseudonyms: Pseudonyms, content: Callable[[], bytes]
) -> None:
    _live(store, "me")
    engine = make_engine(url)
    notes = [s for s in _secrets(engine, pseudonyms.of("me")) if re.match(rb"gAAAA", s)][:-1]
    store.prune(START + timedelta(days=99))
    left = content()
    assert len(notes) == 16
    assert [note for note in notes if note in left] == []
    engine.dispose()
