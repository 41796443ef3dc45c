"""Long polling: updates are fetched, and confirmed only when they were handled."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any, Protocol
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.mood.delivery import Trouble
from bot.telegram.courier import seconds_of
from bot.telegram.errors import explained
from bot.telegram.intake import Intake, id_of
from bot.telegram.reading import KINDS

logger = logging.getLogger(__name__)

_LONG_POLL = 30
_BETWEEN_LOOKS = 0.3
"""Seconds after which we look for more while some are being handled: Telegram can't wait then,
for it hands out again whatever isn't confirmed."""
_READ_SECONDS = 10
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 15.0


class Fetch(Protocol):
    """Fetches updates from ``offset`` on, as they came; waits ``timeout`` seconds for one."""

    async def __call__(self, offset: int, timeout: int) -> list[dict[str, Any]]: ...


class Polling:
    """Fetches updates for ever.

    An offset confirms all updates below it, so it moves on only when each of them is done: what a
    kill interrupts comes again. While one is held up, at most 99 after it are fetched.
    """

    def __init__(self, fetch: Fetch, intake: Intake) -> None:
        self._fetch = fetch
        self._intake = intake
        self._next = 0
        self._trouble = Trouble("Telegram gives no updates, and is tried again")
        self._delay = _FIRST_DELAY
        self.connected = False

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            busy = self._intake.lowest_running() is not None
            try:
                updates = await self._fetch(self._offset(), 0 if busy else _LONG_POLL)
            except Exception as error:  # whatever broke, this has to go on
                await self._wait_after(error)
                continue
            self._recovered()
            self._take(updates)
            await self._intake.wait_for_any(_BETWEEN_LOOKS)

    async def confirm(self) -> None:
        """Tell Telegram what is done, where it listens."""
        try:
            await self._fetch(self._offset(), 0)
        except TelegramError as error:
            logger.debug("Not confirmed: %s", type(error).__name__)

    def _take(self, updates: list[dict[str, Any]]) -> None:
        known = {number: update for update in updates if (number := id_of(update)) is not None}
        for number in sorted(known):
            self._intake.take(known[number])
            self._next = max(self._next, number + 1)

    def _offset(self) -> int:
        lowest = self._intake.lowest_running()
        return self._next if lowest is None else lowest

    async def _wait_after(self, error: Exception) -> None:
        self.connected = False
        self._trouble.begins(explained(error))
        wait = seconds_of(error) if isinstance(error, RetryAfter) else self._delay
        self._delay = min(2 * self._delay, _LONGEST_DELAY)
        await asyncio.sleep(wait)

    def _recovered(self) -> None:
        self.connected = True
        self._trouble.ends()
        self._delay = _FIRST_DELAY


def fetch_with(bot: Bot, request: BaseRequest) -> Fetch:
    """Return what fetches raw updates, over a ``request`` of its own.

    ``Bot.get_updates`` reads all of them together: one that can't be read would cost the others.
    """

    async def fetch(offset: int, timeout: int) -> list[dict[str, Any]]:
        asked: dict[str, Any] = {"timeout": timeout, "allowed_updates": json.dumps(KINDS)}
        if offset:
            asked["offset"] = offset
        url = f"{bot.base_url}/getUpdates?{urlencode(asked)}"
        answer = await request.post(url, read_timeout=timeout + _READ_SECONDS)
        return [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []

    return fetch
