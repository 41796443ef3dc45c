"""The mood history for the channel: opened at first use, and never on the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings
from bot.telegram.settings import NAME

T = TypeVar("T")


class Moods:
    """Reaches the history in threads; what fails is an ``AttuneError``, and tried again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = threading.Lock()
        self._store: MoodStore | None = None

    async def use(self, work: Callable[[MoodStore], T]) -> T:
        """Return what ``work`` makes of the history, in another thread."""
        return await asyncio.to_thread(lambda: work(self.store()))

    def store(self) -> MoodStore:
        """Return the store; this may take a while."""
        with self._opening:
            if self._store is None:
                pseudonyms = Pseudonyms.from_file(self._settings.key_file)
                self._store = MoodStore.open(self._settings.database_url, pseudonyms)
            return self._store

    def close(self) -> None:
        """Let go of the history."""
        if self._store:
            self._store.close()


def reread(
    store: MoodStore, user: str, message_id: str, sent_at: datetime, parsed: Mapping[str, Any]
) -> bool:
    """Set the mood of a message that was edited; tell whether the history has one of it now.

    A message that the history didn't have yet is noted once, as it reads now.
    """
    entry = MoodEntry.from_event(
        {
            "parse_data": parsed,
            "timestamp": sent_at.timestamp(),
            "message_id": message_id,
            "input_channel": NAME,
        }
    )
    if entry is None:
        return False
    return store.correct(user, message_id, entry.emotion) or store.record(user, [entry]) > 0
