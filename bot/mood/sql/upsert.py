"""Inserts that yield to, or replace, the row that is there already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import Insert

_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_new(connection: Connection, table: Table) -> Insert:
    """Return an insert into ``table`` that leaves out rows which are there already."""
    return _INSERTS[connection.dialect.name](table).on_conflict_do_nothing()


def put(connection: Connection, table: Table, key: Mapping[str, Any], **values: Any) -> None:
    """Insert the row with this ``key`` into ``table``, or give it these ``values``."""
    statement = _INSERTS[connection.dialect.name](table).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
