"""Hands out the reminders whose time has come, each slot at most once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import Enum, auto

from bot.errors import StoreError
from bot.mood.delivery import Trouble
from bot.mood.reminder import Due
from bot.mood.store import MoodStore
from bot.reminders.schedule import next_slot

logger = logging.getLogger(__name__)

EVERY_SECONDS = 15.0
STOPPED_WITHIN = 1.0
STALE = timedelta(hours=1)
"""What is later than this isn't sent: the machine was off."""
TALKING = timedelta(minutes=30)
"""Who wrote so lately is talking with us anyway."""


class Delivered(Enum):
    """What became of a reminder in its channel."""

    SENT = auto()
    AWAY = auto()
    """Nobody can be reached there now: this slot is passed over."""
    BLOCKED = auto()
    """The user doesn't want to hear from us there: the reminder ends."""


Deliver = Callable[[str, str], Delivered]
"""Sends the check-in question to a channel and, there, a recipient.

The recipient is the user id under which Rasa knows them too. An error loses this slot only.
"""


class ReminderRunner:
    """Looks for due reminders from a daemon thread, until it is stopped.

    A slot is moved on before it is handed to ``deliver``: whatever dies in between, and however
    many runners share a history, none is sent twice.

    ``deliver`` is called in that thread. A process that lives in an event loop (a Telegram bot)
    starts the runner where its loop runs, delivers with
    ``asyncio.run_coroutine_threadsafe(send(...), loop).result(timeout)``, and stops it with
    ``await asyncio.to_thread(runner.stop)`` while the loop still runs.
    """

    def __init__(
        self,
        store: MoodStore,
        deliver: Deliver,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._store = store
        self._deliver = deliver
        self._clock = clock
        self._trouble = Trouble("Reminders wait")
        self._stopping = threading.Event()
        # A daemon: a database that hangs must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)

    def start(self) -> None:
        """Begin at once."""
        self._thread.start()

    def stop(self) -> None:
        """Hand out nothing more; returns when the thread has ended, or after a second."""
        self._stopping.set()
        self._thread.join(STOPPED_WITHIN)

    def run_once(self) -> None:
        """Do what is due now. Raises ``StoreError`` where the history can't be used."""
        for due in self._store.due_reminders(self._clock()):
            # What is left when we stop is claimed for a while, then anybody's again.
            if self._stopping.is_set():
                return
            try:
                self._hand_out(due)
            except StoreError:
                raise
            except Exception as error:  # its text may name the recipient; others still wait
                logger.warning("A reminder could not be delivered: %s", type(error).__name__)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.run_once()
            except Exception as error:  # the thread has to live on, whatever broke
                self._trouble.begins(error)
            else:
                self._trouble.ends()
            self._stopping.wait(EVERY_SECONDS)

    def _hand_out(self, due: Due) -> None:
        reminder, now = due.reminder, self._clock()
        # A clock that was set back must not bring the same slot again.
        after = max(now, reminder.next_at)
        following = next_slot(reminder.time, reminder.zone, reminder.weekday, after)
        if not self._store.reschedule(due.pseudonym, following) or not is_wanted(due, now):
            return
        if self._deliver(reminder.channel, reminder.recipient) is Delivered.BLOCKED:
            self._store.remove_reminder(reminder.recipient)


def is_wanted(due: Due, now: datetime) -> bool:
    """Tell whether a due reminder still helps: it isn't stale, and its user isn't talking."""
    stale = now - due.reminder.next_at > STALE
    talking = due.last_seen is not None and now - due.last_seen < TALKING
    return not (stale or talking)
