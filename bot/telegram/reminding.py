"""Reminders that are due, sent to Telegram."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import Forbidden

from bot.mood.delivery import Trouble
from bot.reminders.runner import Delivered, ReminderRunner
from bot.telegram import texts
from bot.telegram.commands import RATINGS
from bot.telegram.courier import Courier
from bot.telegram.moods import Moods
from bot.telegram.outgoing import Text
from bot.telegram.settings import NAME
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)

_SECONDS_TO_DELIVER = 30.0
_SECONDS_TO_TRY_AGAIN = 15.0


class Reminding:
    """Sends the check-in question to whoever asked for it here."""

    def __init__(self, moods: Moods, courier: Courier) -> None:
        self._moods = moods
        self._courier = courier
        self._runner: ReminderRunner | None = None

    async def run(self) -> None:
        """Begin, as soon as the history can be reached; go on until cancelled."""
        loop = asyncio.get_running_loop()

        def deliver(channel: str, recipient: str) -> Delivered:
            sending = asyncio.run_coroutine_threadsafe(self._send(channel, recipient), loop)
            return sending.result(_SECONDS_TO_DELIVER)

        trouble = Trouble("Reminders wait for the mood history")
        while self._runner is None:
            try:
                store = await asyncio.to_thread(self._moods.store)
            except AttuneError as error:
                trouble.begins(error)
                await asyncio.sleep(_SECONDS_TO_TRY_AGAIN)
            else:
                trouble.ends()
                self._runner = ReminderRunner(store, deliver)
                self._runner.start()

    async def stop(self) -> None:
        """Send nothing more."""
        if self._runner:
            await asyncio.to_thread(self._runner.stop)

    async def _send(self, channel: str, recipient: str) -> Delivered:
        if channel != NAME or not recipient.isdecimal():
            return Delivered.AWAY
        try:
            # A private chat has its person's number.
            await self._courier.send(int(recipient), Text(texts.REMINDER, RATINGS))
        except Forbidden:
            return Delivered.BLOCKED
        return Delivered.SENT
