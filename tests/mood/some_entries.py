"""Entries to fill a history with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from bot.mood.entry import MoodEntry

START = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)
MakeEntry = Callable[..., MoodEntry]


def entry_after(minutes: float = 0, emotion: str = "joy", valence: float = 0.8) -> MoodEntry:
    """Return the entry said ``minutes`` after the start."""
    return MoodEntry(
        message_id=f"message-{minutes}",
        at=START + timedelta(minutes=minutes),
        channel="rest",
        emotion=emotion,
        confidence=0.9,
        intensity=0.5,
        valence=valence,
        scores={emotion: 0.9, "neutral": 0.1},
        model="0.1.0-test",
    )
