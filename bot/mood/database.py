"""The database under the mood history: SQLite or PostgreSQL, told apart here alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic.util.exc import CommandError
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError, StatementError

from bot.errors import StoreError, masked
from bot.mood.migrations import migrate

_PATIENCE_SECONDS = 10
_POSTGRESQL: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "options": f"-c lock_timeout={_PATIENCE_SECONDS}s",
}
_FOREIGN_ERRORS = (
    SQLAlchemyError,
    sqlite3.Error,
    CommandError,
    OSError,
    ImportError,
    ValueError,
)
_SMALL_TABLES = ("consents", "corrected_texts", "check_ins", "reminders")
_LARGE_TABLES = ("mood_entries", "mood_months")


class Database:
    """Hands out transactions; every failure within one is a ``StoreError``."""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine = engine
        self._url = url
        self._writer = engine.execution_options(writes=True)
        self._reader = engine
        if engine.dialect.name == "postgresql":
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")

    @classmethod
    def open(cls, url: str) -> Database:
        """Return the database at ``url``, made or brought up to date; two may open it at once."""
        with _clear_errors(url):
            engine = make_engine(url)
            migrate(engine)
        return cls(engine, url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the database."""
        with _clear_errors(self._url), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that is kept as a whole or not at all."""
        with _clear_errors(self._url), self._writer.begin() as connection:
            yield connection

    def erase_deleted(self) -> None:
        """Overwrite what was deleted, which databases keep for a while.

        The small tables, where pseudonyms and sealed texts lie, are written anew: deleting alone
        may leave copies on their pages. What may stay on the pages of the others is a number
        that stands for nobody any more. SQLite's write-ahead log is emptied; PostgreSQL's and
        its backups are beyond us: they age out as its operator has set it.
        """
        with _clear_errors(self._url):
            if self._engine.dialect.name == "sqlite":
                _rewrite_sqlite(self._engine)
            else:
                _vacuum_postgresql(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def make_engine(address: str) -> Engine:
    """Return SQLAlchemy's engine for this URL, set up the way the mood history needs it."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    arguments = _POSTGRESQL if url.get_driver_name() == "psycopg2" else {}
    return create_engine(
        url,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=_PATIENCE_SECONDS,
        connect_args={name: value for name, value in arguments.items() if name not in url.query},
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, future=True, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if url.database and url.database != ":memory:":
        path = Path(url.database).absolute()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        _run_pragma(engine, "journal_mode=WAL")
    return engine


def _run_pragma(engine: Engine, pragma: str) -> None:
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA {pragma}")


def _set_up_sqlite(connection: Any, record: Any) -> None:
    # The driver's own transactions begin too late and spare DDL: we begin them ourselves.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={int(_PATIENCE_SECONDS * 1000)}")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _rewrite_sqlite(engine: Engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        for table in _SMALL_TABLES:
            for statement in (
                f"CREATE TEMP TABLE kept AS SELECT * FROM {table}",
                f"DELETE FROM {table}",
                f"INSERT INTO {table} SELECT * FROM kept",
                "DROP TABLE kept",
            ):
                connection.execute(text(statement))
    _run_pragma(engine, "wal_checkpoint(TRUNCATE)")


def _vacuum_postgresql(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _SMALL_TABLES:
            connection.execute(text(f"VACUUM FULL {table}"))
        for table in _LARGE_TABLES:
            connection.execute(text(f"VACUUM {table}"))


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
    if isinstance(error, (StatementError, sqlite3.Error)):
        return str(getattr(error, "orig", error)).partition("\n")[0]
    if isinstance(error, (ArgumentError, ValueError)):
        return "the URL can't be read"
    return type(error).__name__
