"""The first tables: mood entries and consents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
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


def downgrade() -> None:
    """Drop both tables, and everything in them."""
    op.drop_table("consents")
    op.drop_table("mood_entries")
