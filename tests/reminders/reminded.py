"""People who want to be reminded, and runners for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta, timezone

from bot.mood.pseudonym import Pseudonyms
from bot.mood.reminder import Reminder
from bot.mood.store import MoodStore
from bot.reminders.runner import Delivered, ReminderRunner

SLOT = datetime(2025, 3, 10, 20, tzinfo=timezone.utc)
"""When everybody's reminder is due."""
KEY = Pseudonyms(bytes(32))
DAY = timedelta(days=1)


def remind(store: MoodStore, *users: str) -> None:
    """Give each user a daily reminder, due at ``SLOT``."""
    for user in users:
        store.agree(user, SLOT - 30 * DAY, "1")
        store.set_reminder(user, Reminder("telegram", user, time(20), "UTC", None, SLOT))


class Channel:
    """Remembers what it was given to deliver."""

    def __init__(self, outcome: Delivered = Delivered.SENT) -> None:
        self.outcome = outcome
        self.got: list[str] = []

    def deliver(self, channel: str, recipient: str) -> Delivered:
        """Take a reminder."""
        assert channel == "telegram"
        self.got.append(recipient)
        return self.outcome


def run_at(store: MoodStore, now: datetime, deliver: Callable[[str, str], Delivered]) -> None:
    """Hand out what is due at ``now``."""
    ReminderRunner(store, deliver, clock=lambda: now).run_once()
