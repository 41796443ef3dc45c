"""The migrations make the tables that the store works with."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.mood.store import MoodStore
from bot.mood.tables import metadata


def test_migrations_and_tables_agree(store: MoodStore, url: str) -> None:
    with create_engine(url, future=True).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
