"""The tables of the mood history.

``consents`` alone knows pseudonyms; the others know a user by its number (``person``), which
means nothing once that row is gone. Rows lie by person where the database can keep them so
(SQLite: WITHOUT ROWID), because that is how they are read.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
)

from bot.mood.columns import PlainText, UtcDateTime

metadata = MetaData()

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, nullable=False),
    Column("user", String(64), nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("version", String(32)),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("texts", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("id", name="pk_consents"),
    UniqueConstraint("user", name="uq_consents_user"),
)

mood_entries = Table(
    "mood_entries",
    metadata,
    Column("person", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("message_id", String, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("emotion", String(32), nullable=False),
    Column("corrected", String(32)),
    Column("confidence", Float, nullable=False),
    Column("intensity", Float, nullable=False),
    Column("valence", Float, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("model", PlainText, nullable=False),
    PrimaryKeyConstraint("person", "at", "message_id", name="pk_mood_entries"),
    UniqueConstraint("person", "message_id", name="uq_mood_entries_person_message_id"),
    # Counts over everyone are answered from this index alone.
    Index("ix_mood_entries_at", "at", "person", "emotion", "corrected", "valence"),
    sqlite_with_rowid=False,
)

corrected_texts = Table(
    "corrected_texts",
    metadata,
    Column("person", Integer, nullable=False),
    Column("message_id", String, nullable=False),
    Column("sealed", Text, nullable=False),
    PrimaryKeyConstraint("person", "message_id", name="pk_corrected_texts"),
    sqlite_with_rowid=False,
)

mood_months = Table(
    "mood_months",
    metadata,
    Column("month", Date, nullable=False),
    Column("emotion", String(32), nullable=False),
    Column("person", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("valence_sum", Float, nullable=False),
    PrimaryKeyConstraint("month", "emotion", "person", name="pk_mood_months"),
    Index("ix_mood_months_person", "person"),
    sqlite_with_rowid=False,
)
"""What a person felt in a calendar month (UTC): ``mood_entries`` counted, for ``everyone``."""

check_ins = Table(
    "check_ins",
    metadata,
    Column("person", Integer, nullable=False),
    Column("message_id", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("note", Text),
    PrimaryKeyConstraint("person", "message_id", name="pk_check_ins"),
    CheckConstraint("rating BETWEEN 1 AND 5", name="ck_check_ins_rating"),
    Index("ix_check_ins_at", "at"),
    sqlite_with_rowid=False,
)

reminders = Table(
    "reminders",
    metadata,
    Column("person", Integer, nullable=False, autoincrement=False),
    Column("channel", PlainText, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("time", Time, nullable=False),
    Column("zone", PlainText, nullable=False),
    Column("weekday", Integer),
    Column("next_at", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime),
    PrimaryKeyConstraint("person", name="pk_reminders"),
    Index("ix_reminders_next_at", "next_at"),
    sqlite_with_rowid=False,
)
