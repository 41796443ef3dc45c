"""Corrections, check-ins, reminders and monthly counts; users by number outside ``consents``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NEW_TABLES = ("reminders", "check_ins", "mood_months", "corrected_texts")
_SECRET_COLUMNS = (
    ("consents", '"user"'),
    ("mood_entries", "message_id"),
    ("check_ins", "message_id"),
    ("check_ins", "note"),
    ("corrected_texts", "message_id"),
    ("corrected_texts", "sealed"),
    ("reminders", "recipient"),
)


def upgrade() -> None:
    """Make the new tables and move consents and entries into their new form."""
    op.rename_table("mood_entries", "old_entries")
    op.rename_table("consents", "old_consents")
    _create_consents()
    _create_entries()
    _create_corrected_texts()
    _create_months()
    _create_check_ins()
    _create_reminders()
    _keep_out_of_statistics()
    _move_up()
    op.drop_table("old_entries")
    op.drop_table("old_consents")


def downgrade() -> None:
    """Put consents and entries back; what the first tables have no place for is dropped."""
    op.rename_table("mood_entries", "new_entries")
    op.rename_table("consents", "new_consents")
    _create_first_tables()
    _move_down()
    for table in (*_NEW_TABLES, "new_entries", "new_consents"):
        op.drop_table(table)


def _create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("agreed", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(32)),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("texts", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.UniqueConstraint("user", name="uq_consents_user"),
    )


def _create_entries() -> None:
    op.create_table(
        "mood_entries",
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("emotion", sa.String(32), nullable=False),
        sa.Column("corrected", sa.String(32)),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("intensity", sa.Float, nullable=False),
        sa.Column("valence", sa.Float, nullable=False),
        sa.Column("scores", sa.JSON, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("person", "at", "message_id", name="pk_mood_entries"),
        sa.UniqueConstraint("person", "message_id", name="uq_mood_entries_person_message_id"),
        sqlite_with_rowid=False,
    )


def _create_corrected_texts() -> None:
    op.create_table(
        "corrected_texts",
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "message_id", name="pk_corrected_texts"),
        sqlite_with_rowid=False,
    )


def _create_months() -> None:
    op.create_table(
        "mood_months",
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("emotion", sa.String(32), nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
        sa.Column("valence_sum", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("month", "emotion", "person", name="pk_mood_months"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mood_months_person", "mood_months", ["person"])


def _create_check_ins() -> None:
    op.create_table(
        "check_ins",
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("person", "message_id", name="pk_check_ins"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="ck_check_ins_rating"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_check_ins_at", "check_ins", ["at"])


def _create_reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("person", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("time", sa.Time, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("weekday", sa.Integer),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("person", name="pk_reminders"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reminders_next_at", "reminders", ["next_at"])


def _keep_out_of_statistics() -> None:
    # PostgreSQL keeps samples of columns: of these they would outlive a user who was forgotten.
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in _SECRET_COLUMNS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def _move_up() -> None:
    op.execute(
        'INSERT INTO consents ("user", agreed, version, decided_at) '
        'SELECT "user", agreed, version, decided_at FROM old_consents'
    )
    # Entries of nobody who decided: never written by us, and not ours to drop.
    op.execute(
        'INSERT INTO consents ("user", agreed, decided_at) '
        'SELECT "user", false, min(at) FROM old_entries '
        'WHERE "user" NOT IN (SELECT "user" FROM old_consents) GROUP BY "user"'
    )
    op.execute(
        "INSERT INTO mood_entries (person, at, message_id, channel, emotion, confidence, "
        "intensity, valence, scores, model) "
        "SELECT c.id, at, message_id, channel, emotion, confidence, intensity, valence, scores, "
        'model FROM old_entries AS e JOIN consents AS c ON c."user" = e."user" '
        "ORDER BY c.id, at, message_id"
    )
    op.create_index(
        "ix_mood_entries_at", "mood_entries", ["at", "person", "emotion", "corrected", "valence"]
    )
    op.execute(
        "INSERT INTO mood_months (month, emotion, person, messages, valence_sum) "
        f"SELECT {_month()}, emotion, person, count(*), sum(valence) FROM mood_entries "
        "GROUP BY 1, 2, 3"
    )


def _month() -> str:
    if op.get_bind().dialect.name == "postgresql":
        return "CAST(date_trunc('month', at AT TIME ZONE 'UTC') AS date)"
    return "strftime('%Y-%m-01', at)"


def _create_first_tables() -> None:
    op.create_table(
        "mood_entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("emotion", sa.String(32), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("intensity", sa.Float, nullable=False),
        sa.Column("valence", sa.Float, nullable=False),
        sa.Column("scores", sa.JSON, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.UniqueConstraint("user", "message_id", name="uq_mood_entries_user_message_id"),
    )
    op.create_index("ix_mood_entries_user_at", "mood_entries", ["user", "at"])
    op.create_table(
        "consents",
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("agreed", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(32)),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )


def _move_down() -> None:
    op.execute(
        'INSERT INTO consents ("user", agreed, version, decided_at) '
        'SELECT "user", agreed, version, decided_at FROM new_consents'
    )
    op.execute(
        'INSERT INTO mood_entries ("user", message_id, at, channel, emotion, confidence, '
        "intensity, valence, scores, model) "
        'SELECT c."user", message_id, at, channel, emotion, confidence, intensity, valence, '
        "scores, model FROM new_entries AS e JOIN new_consents AS c ON c.id = e.person "
        "ORDER BY at, message_id"
    )
