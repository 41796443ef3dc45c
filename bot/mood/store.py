"""The one door to the mood history: user ids come in, pseudonyms and SQL stay inside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.util.exc import CommandError
from sqlalchemy import create_engine, delete, event, insert, select, update
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.errors import StoreError, masked
from bot.mood.consent import Consent
from bot.mood.entry import MoodEntry
from bot.mood.migrations import migrate
from bot.mood.pseudonym import Pseudonyms
from bot.mood.tables import consents, mood_entries

_ENTRY_COLUMNS = [column for column in mood_entries.c if column.name not in {"id", "user"}]
_BUSY_MILLISECONDS = 10_000
_FOREIGN_ERRORS = (
    SQLAlchemyError,
    sqlite3.Error,
    CommandError,
    OSError,
    ImportError,
    ValueError,
)


class MoodStore:
    """Keeps entries and consents; every failure is a ``StoreError``."""

    def __init__(self, engine: Engine, url: str, pseudonyms: Pseudonyms) -> None:
        self._engine = engine
        self._url = url
        self._pseudonyms = pseudonyms

    @classmethod
    def open(cls, url: str, pseudonyms: Pseudonyms) -> MoodStore:
        """Return the store at ``url``, made or brought up to date; two may open it at once."""
        with _clear_errors(url):
            engine = create_engine(url, future=True)
            if engine.dialect.name == "sqlite":
                _prepare_sqlite(engine, make_url(url).database)
            else:
                migrate(engine)
        return cls(engine, url, pseudonyms)

    def consent(self, user: str) -> Consent | None:
        """Return what ``user`` decided, or None if they were never asked or were forgotten."""
        with self._reading() as connection:
            return _consent(connection, self._pseudonyms.of(user))

    def agree(self, user: str, at: datetime, version: str) -> None:
        """Let entries from ``at`` on be kept; who agreed before keeps the earlier moment."""
        with self._writing() as connection:
            name = self._pseudonyms.of(user)
            known = _consent(connection, name, lock=True)
            if known and known.agreed:
                at = known.decided_at
            _decide(connection, name, Consent(agreed=True, version=version, decided_at=at))

    def decline(self, user: str, at: datetime) -> None:
        """Keep nothing from now on; what is there stays until ``forget``."""
        with self._writing() as connection:
            name = self._pseudonyms.of(user)
            _decide(connection, name, Consent(agreed=False, version=None, decided_at=at))

    def record(self, user: str, entries: Iterable[MoodEntry]) -> int:
        """Keep those entries that are new and later than the agreement; return how many."""
        with self._writing() as connection:
            name = self._pseudonyms.of(user)
            consent = _consent(connection, name, lock=True)
            if consent is None or not consent.agreed:
                return 0
            allowed = {e.message_id: e for e in entries if e.at >= consent.decided_at}
            known = _message_ids(connection, name, since=consent.decided_at)
            new = [entry for entry in allowed.values() if entry.message_id not in known]
            if new:
                connection.execute(insert(mood_entries), [_row(name, entry) for entry in new])
            return len(new)

    def entries(
        self, user: str, since: datetime | None = None, until: datetime | None = None
    ) -> list[MoodEntry]:
        """Return the entries of ``user`` from ``since`` to before ``until``, in time order."""
        query = select(*_ENTRY_COLUMNS).where(mood_entries.c.user == self._pseudonyms.of(user))
        if since is not None:
            query = query.where(mood_entries.c.at >= since)
        if until is not None:
            query = query.where(mood_entries.c.at < until)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(mood_entries.c.at, mood_entries.c.id))
            return [MoodEntry(**row._mapping) for row in rows]

    def forget(self, user: str) -> int:
        """Delete all entries and the consent of ``user``; return how many entries there were."""
        with self._writing() as connection:
            name = self._pseudonyms.of(user)
            connection.execute(delete(consents).where(consents.c.user == name))
            gone = connection.execute(delete(mood_entries).where(mood_entries.c.user == name))
        if self._engine.dialect.name == "sqlite":
            with _clear_errors(self._url):
                # Deleted rows would live on in the write-ahead log until it is written over.
                _run_pragma(self._engine, "wal_checkpoint(TRUNCATE)")
        return gone.rowcount

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _clear_errors(self._url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(writes=True)
        with _clear_errors(self._url), engine.begin() as connection:
            yield connection


def _consent(connection: Connection, name: str, lock: bool = False) -> Consent | None:
    query = select(consents.c.agreed, consents.c.version, consents.c.decided_at)
    query = query.where(consents.c.user == name)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return Consent(**row._mapping) if row else None


def _decide(connection: Connection, name: str, consent: Consent) -> None:
    changed = connection.execute(
        update(consents).where(consents.c.user == name).values(**asdict(consent))
    )
    if not changed.rowcount:
        connection.execute(insert(consents).values(user=name, **asdict(consent)))


def _message_ids(connection: Connection, name: str, since: datetime) -> set[str]:
    query = select(mood_entries.c.message_id).where(mood_entries.c.user == name)
    return set(connection.execute(query.where(mood_entries.c.at >= since)).scalars())


def _row(name: str, entry: MoodEntry) -> dict[str, Any]:
    return {"user": name, **asdict(entry)}


def _prepare_sqlite(engine: Engine, database: str | None) -> None:
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if not database or database == ":memory:":
        migrate(engine)
        return
    path = Path(database).absolute()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    _run_pragma(engine, "journal_mode=WAL")
    migrate(engine)


def _run_pragma(engine: Engine, pragma: str) -> None:
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA {pragma}")


def _set_up_sqlite(connection: Any, record: Any) -> None:
    # The driver's own transactions begin too late and spare DDL: we begin them ourselves.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA secure_delete=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _clear_errors(url: str) -> Iterator[None]:
    try:
        yield
    except _FOREIGN_ERRORS as error:
        raise StoreError(
            f"The mood history at {masked(url)} can't be used ({_reason(error)}): "
            "check ATTUNE_DATABASE_URL and that the database can be reached and written to."
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, CommandError):
        return "it was made by a newer release of Attune"
    if isinstance(error, ImportError):
        return f"the driver {error.name} isn't installed"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, (DBAPIError, sqlite3.Error)):
        return str(getattr(error, "orig", error)).partition("\n")[0]
    if isinstance(error, (ArgumentError, ValueError)):
        return "the URL can't be read"
    return type(error).__name__
