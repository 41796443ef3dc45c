"""Brings a database to the tables this release works with, and back to earlier ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Engine

_ADVISORY_LOCK = 0x617474756E65
"""Any number that no other program on the same PostgreSQL uses: "attune" in ASCII."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade the database, one process at a time; who waited finds it done."""
    with _locked(engine) as config:
        command.upgrade(config, revision)


def go_back(engine: Engine, revision: str) -> None:
    """Downgrade the database for an earlier release, which may have no place for all of it."""
    with _locked(engine) as config:
        command.downgrade(config, revision)


@contextmanager
def _locked(engine: Engine) -> Iterator[Config]:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            # However long another process takes for a large history.
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        yield config
