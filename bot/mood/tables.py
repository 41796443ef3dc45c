"""The two tables of the mood history."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator):
    """An aware time, kept as UTC also where the database knows no time zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return ``value`` in UTC; a naive time raises ``ValueError``."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value} has no time zone")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return what the database gave back as an aware time in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


metadata = MetaData()

mood_entries = Table(
    "mood_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user", String(64), nullable=False),
    Column("message_id", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String, nullable=False),
    Column("emotion", String(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("intensity", Float, nullable=False),
    Column("valence", Float, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("model", String, nullable=False),
    UniqueConstraint("user", "message_id", name="uq_mood_entries_user_message_id"),
    Index("ix_mood_entries_user_at", "user", "at"),
)

consents = Table(
    "consents",
    metadata,
    Column("user", String(64), primary_key=True),
    Column("agreed", Boolean, nullable=False),
    Column("version", String(32)),
    Column("decided_at", UtcDateTime, nullable=False),
)
