"""Histories for commands to work on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.mood.check_in import CheckIn
from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

NOW = datetime.now(timezone.utc)
AGREED = NOW - timedelta(days=300)


def entry(days_ago: float, emotion: str = "joy", valence: float = 0.8) -> MoodEntry:
    """Return a message of so many days ago."""
    return MoodEntry(
        message_id=f"{days_ago}-{emotion}",
        at=NOW - timedelta(days=days_ago),
        channel="rest",
        emotion=emotion,
        confidence=0.9,
        intensity=0.5,
        valence=valence,
        scores={emotion: 0.9, "neutral": 0.1},
        model="0.1.0-test",
    )


def check_in(days_ago: int, rating: int, note: str | None = None) -> CheckIn:
    """Return a check-in of so many days ago."""
    at = NOW - timedelta(days=days_ago)
    return CheckIn(f"rated-{days_ago}", at, at.date(), rating, note)


@contextmanager
def store_in(home: Path) -> Iterator[MoodStore]:
    """Open the store that a command with this ``ATTUNE_HOME`` uses."""
    url = f"sqlite:///{home / 'mood.db'}"
    with closing(MoodStore.open(url, Pseudonyms.from_file(home / "pseudonym.key"))) as store:
        yield store


def remember(home: Path, user: str, *entries: MoodEntry) -> None:
    """Keep these messages of ``user``, who agreed long ago."""
    with store_in(home) as store:
        store.agree(user, AGREED, "1")
        store.record(user, entries)
