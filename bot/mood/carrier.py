"""Takes turns while the chat goes on, and sees to it that the mood history gets them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.mood.delivery import Delivery, Trouble
from bot.mood.entry import MoodEntry
from bot.mood.held import Held
from bot.mood.outbox import Outbox
from bot.mood.store import MoodStore

HELD = 10_000
"""How many turns are held in memory at most: some 10 MB."""
FIRST_WAIT, LONGEST_WAIT = 0.25, 5.0
"""Seconds between attempts while the history takes nothing; each wait doubles the last."""


class Carrier:
    """Takes turns at once and hands them to the history from a thread of its own.

    The turns of users known to have agreed wait in the outbox, a file. All others wait in
    memory alone: whether they may be kept is for the history to judge, from its own consents,
    and until it has, nothing of them is on a disk. So do turns that the outbox can't take.
    """

    def __init__(self, outbox: Path, open_store: Callable[[], MoodStore]) -> None:
        self._outbox = Outbox(outbox)
        self._held = Held(HELD)
        self._trouble = Trouble("Turns wait in memory only")
        self._wake = threading.Event()
        self._stopping = threading.Event()
        delivery = Delivery(self._held, Outbox(outbox, may_wait=True), open_store)
        # A daemon: a database that hangs must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, args=[delivery], daemon=True)

    def start(self) -> None:
        """Begin to carry, with what an earlier process left behind."""
        self._wake.set()
        self._thread.start()

    def take(self, name: str, entry: MoodEntry) -> None:
        """Take a turn of the user with the pseudonym ``name``."""
        if not self._in_outbox(name, entry):
            self._held.put(name, entry)
        self._wake.set()

    def agreed(self, name: str, since: datetime) -> None:
        """Let the turns of ``name`` from ``since`` on wait in the outbox."""
        try:
            self._outbox.agreed(name, since)
        except StoreError as error:
            self._trouble.begins(error)

    def withdrawn(self, name: str) -> None:
        """Drop what waits of ``name``: they declined, or are forgotten."""
        self._held.withdrawn(name)
        try:
            self._outbox.withdrawn(name)
        except StoreError as error:
            self._trouble.begins(error)

    def close(self, seconds: float) -> None:
        """Try a last time to carry what waits; after ``seconds`` the outbox keeps the rest."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(seconds)
        self._outbox.close()

    def _in_outbox(self, name: str, entry: MoodEntry) -> bool:
        try:
            kept = self._outbox.put(name, entry)
        except StoreError as error:
            self._trouble.begins(error)
            return False
        self._trouble.ends()
        return kept

    def _run(self, delivery: Delivery) -> None:
        while not self._stopping.is_set():
            self._wake.wait()
            self._wake.clear()
            wait = FIRST_WAIT
            while not delivery.carry() and not self._stopping.wait(wait):
                wait = min(2 * wait, LONGEST_WAIT)
        delivery.carry()
        delivery.close()
