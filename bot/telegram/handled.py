"""Which updates were handled, and how far one came that was interrupted: numbers, no words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY,
    sent INTEGER NOT NULL,
    done INTEGER NOT NULL,
    at REAL NOT NULL
)
"""
_KEPT_SECONDS = 3 * 86_400
"""Telegram gives an update up after a day."""
_PRUNED_EVERY = 1_000
_PATIENCE_MILLISECONDS = 2_000


class Handled:
    """A small file that outlives a kill; for one thread. Every failure is a ``StoreError``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._clear_errors():
            self._connection = _opened(path)

    def is_done(self, update_id: int) -> bool:
        """Tell whether nothing is left to do for an update."""
        row = self._row("SELECT done FROM updates WHERE id = ?", update_id)
        return bool(row and row[0])

    def sent(self, update_id: int) -> int:
        """Return how many of an update's answers went out."""
        row = self._row("SELECT sent FROM updates WHERE id = ?", update_id)
        return int(row[0]) if row else 0

    def note_sent(self, update_id: int, count: int) -> None:
        """Remember that so many of its answers went out."""
        self._write(update_id, count, done=False)

    def note_done(self, update_id: int) -> None:
        """Remember that nothing is left to do for it."""
        self._write(update_id, 0, done=True)
        if update_id % _PRUNED_EVERY == 0:
            self.prune()

    def prune(self) -> None:
        """Forget what Telegram can't send again."""
        with self._clear_errors():
            before = time.time() - _KEPT_SECONDS
            self._connection.execute("DELETE FROM updates WHERE at < ?", (before,))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _row(self, query: str, update_id: int) -> tuple[int] | None:
        with self._clear_errors():
            row: tuple[int] | None = self._connection.execute(query, (update_id,)).fetchone()
            return row

    def _write(self, update_id: int, count: int, done: bool) -> None:
        with self._clear_errors():
            row = (update_id, count, done, time.time())
            self._connection.execute("INSERT OR REPLACE INTO updates VALUES (?, ?, ?, ?)", row)

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self._path} can't be used ({error}): make room on its disk and let Attune "
                "write there, or set ATTUNE_HOME to another folder."
            ) from None


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    os.chmod(path, 0o600)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(_SCHEMA)
    return connection
