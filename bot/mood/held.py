"""Turns on their way to the mood history that no disk may see."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from itertools import count, islice

from bot.mood.entry import MoodEntry
from bot.mood.outbox import Waiting


class Held:
    """Holds turns in memory, by pseudonym, at most ``limit``: the oldest are given up first.

    Any thread may use it.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._turns: dict[int, tuple[str, MoodEntry]] = {}
        self._ids = count()
        self._lock = threading.Lock()

    def put(self, name: str, entry: MoodEntry) -> None:
        """Hold a turn."""
        with self._lock:
            self._turns[next(self._ids)] = (name, entry)
            if len(self._turns) > self._limit:
                del self._turns[next(iter(self._turns))]

    def withdrawn(self, name: str) -> None:
        """Drop the turns of ``name``."""
        with self._lock:
            self._turns = {id: turn for id, turn in self._turns.items() if turn[0] != name}

    def names(self) -> list[str]:
        """Return whose turns are held, in the order of each one's first."""
        with self._lock:
            return list(dict.fromkeys(name for name, _ in self._turns.values()))

    def waiting(self, name: str, limit: int) -> list[Waiting]:
        """Return the first turns of ``name``, in order."""
        with self._lock:
            found = (Waiting(id, turn) for id, (of, turn) in self._turns.items() if of == name)
            return list(islice(found, limit))

    def remove(self, turns: Iterable[Waiting]) -> None:
        """Drop turns that the history has."""
        with self._lock:
            for turn in turns:
                self._turns.pop(turn.id, None)
