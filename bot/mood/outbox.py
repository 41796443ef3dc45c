"""Turns on their way to the mood history, in a small file that outlives a crash."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.mood.columns import message_key
from bot.mood.entry import MoodEntry

OUTBOX_FILE = "outbox.db"
"""Its name in ``ATTUNE_HOME``."""

_PATIENCE_MILLISECONDS = 200
_SCHEMA = """
CREATE TABLE IF NOT EXISTS agreed (name TEXT PRIMARY KEY, since REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    message_id TEXT NOT NULL,
    entry TEXT NOT NULL,
    UNIQUE (name, message_id)
);
"""
_ENTRY_FIELDS = {field.name for field in fields(MoodEntry)}


@dataclass(frozen=True)
class Waiting:
    """A turn in the outbox; ``id`` grows in the order in which turns came."""

    id: int
    entry: MoodEntry


class Outbox:
    """Holds the turns of users who agreed, by pseudonym, until the history has them.

    It remembers who agreed, as told by ``agreed`` and ``withdrawn``, and takes nobody else's
    turns: so what reaches the disk here is never more than the history would keep. What is
    written survives the end of the process at once, and a loss of power a few seconds later.
    Several processes may use one file; an ``Outbox`` itself belongs to one thread. The file is
    opened at first use. Every failure is a ``StoreError``; then nothing was changed.

    Only where it ``may_wait`` does it now and then wait for the disk.
    """

    def __init__(self, path: Path, may_wait: bool = False) -> None:
        self._path = path
        self._may_wait = may_wait
        self._connection: sqlite3.Connection | None = None

    def agreed(self, name: str, since: datetime) -> None:
        """Take the turns of ``name`` from ``since`` on; an earlier moment stays."""
        with self._writing() as connection:
            row = (name, since.timestamp())
            connection.execute("INSERT OR IGNORE INTO agreed VALUES (?, ?)", row)

    def withdrawn(self, name: str) -> None:
        """Take nothing more of ``name``, and delete what waits, pseudonym and all."""
        with self._writing() as connection:
            connection.execute("DELETE FROM turns WHERE name = ?", (name,))
            connection.execute("DELETE FROM agreed WHERE name = ?", (name,))
        # Deleted rows would live on in the write-ahead log until it is written over.
        with self._reading() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def put(self, name: str, entry: MoodEntry) -> bool:
        """Keep the turn if ``name`` had agreed by then; False where it isn't known or known twice.

        It doesn't wait for the disk, and a fifth of a second at most for other processes.
        """
        with self._writing() as connection:
            key, at = message_key(entry.message_id), entry.at.timestamp()
            taken = connection.execute(
                "INSERT OR IGNORE INTO turns (name, message_id, entry) SELECT ?, ?, ? "
                "WHERE EXISTS (SELECT 1 FROM agreed WHERE name = ? AND since <= ?)",
                (name, key, _as_json(entry), name, at),
            )
            return taken.rowcount == 1

    def names(self) -> list[str]:
        """Return whose turns wait, in the order of each one's first."""
        with self._reading() as connection:
            rows = connection.execute("SELECT name FROM turns GROUP BY name ORDER BY min(id)")
            return [name for (name,) in rows]

    def waiting(self, name: str, limit: int) -> list[Waiting]:
        """Return the first turns of ``name``, in order."""
        query = "SELECT id, entry FROM turns WHERE name = ? ORDER BY id LIMIT ?"
        with self._reading() as connection:
            rows = connection.execute(query, (name, limit)).fetchall()
        return [Waiting(id, _from_json(entry)) for id, entry in rows]

    def remove(self, turns: Iterable[Waiting]) -> None:
        """Delete turns that the history has."""
        with self._writing() as connection:
            ids = [(turn.id,) for turn in turns]
            connection.executemany("DELETE FROM turns WHERE id = ?", ids)

    def close(self) -> None:
        """Let go of the file; what waits in it stays."""
        if self._connection:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._connection is None:
                self._connection = _connect(self._path, self._may_wait)
            yield self._connection
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise StoreError(
                f"The outbox {self._path} can't be used ({reason}): make room on its disk and "
                "let Attune write there, or set ATTUNE_HOME to another folder."
            ) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def _connect(path: Path, may_wait: bool) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    # Whoever ends the talk may close what another thread opened.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MILLISECONDS}")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA journal_mode=WAL")
        # So only a checkpoint waits for the disk.
        connection.execute("PRAGMA synchronous=NORMAL")
        if not may_wait:
            connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _as_json(entry: MoodEntry) -> str:
    return json.dumps({**asdict(entry), "at": entry.at.isoformat()})


def _from_json(text: str) -> MoodEntry:
    # A file left by another release may know more of an entry than this one.
    known = {name: value for name, value in json.loads(text).items() if name in _ENTRY_FIELDS}
    return MoodEntry(**{**known, "at": datetime.fromisoformat(known["at"])})
