"""Takes updates in: each once, those of a chat one after the other, chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from bot.errors import StoreError
from bot.mood.delivery import Trouble
from bot.telegram.handled import Handled
from bot.telegram.incoming import Incoming

logger = logging.getLogger(__name__)

Json = dict[str, Any]
Read = Callable[[Json], Incoming | None]
Handle = Callable[[int, Incoming], Awaitable[None]]

_TOO_LARGE = 2**62


def id_of(update: Json) -> int | None:
    """Return an update's id, None where it has none that could be one."""
    number = update.get("update_id")
    return number if type(number) is int and 0 <= number < _TOO_LARGE else None


class Intake:
    """Reads updates, has them handled, and knows which are done, also after a kill.

    ``handle`` gets an update's id and what is in it; when it returns, the update is done. It may
    be called again for one that was interrupted.
    """

    def __init__(self, read: Read, handle: Handle, handled: Handled) -> None:
        self._read = read
        self._handle = handle
        self._handled = handled
        self._running: dict[int, asyncio.Future[None]] = {}
        self._chats: dict[int, deque[tuple[int, Incoming]]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._trouble = Trouble("What was handled can't be remembered")

    def take(self, update: Json) -> Awaitable[None] | None:
        """Begin with an update; what is returned ends when it is done, and is None if it is.

        One that can't be read, or has nothing for the bot, is done at once.
        """
        update_id = id_of(update)
        if update_id is None or self._is_done(update_id):
            return None
        if update_id in self._running:
            return asyncio.shield(self._running[update_id])
        incoming = self._read_safely(update)
        if incoming is None:
            self._note_done(update_id)
            return None
        self._running[update_id] = asyncio.get_running_loop().create_future()
        self._enqueue(update_id, incoming)
        return asyncio.shield(self._running[update_id])

    def lowest_running(self) -> int | None:
        """Return the lowest id among the updates that aren't done; None without any."""
        return min(self._running, default=None)

    async def wait_for_any(self, seconds: float) -> None:
        """Return when one of the updates is done, or after so many seconds."""
        if self._running:
            waiting = list(self._running.values())
            await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

    async def stop(self, seconds: float) -> None:
        """Finish what is being handled, if it takes no longer; begin nothing more.

        Telegram brings again what wasn't done.
        """
        self._stopping = True
        if self._workers:
            await asyncio.wait(self._workers, timeout=seconds)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        for future in self._running.values():
            future.cancel()

    def _enqueue(self, update_id: int, incoming: Incoming) -> None:
        chat = incoming.origin.chat_id
        if chat in self._chats:
            self._chats[chat].append((update_id, incoming))
            return
        self._chats[chat] = deque([(update_id, incoming)])
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        waiting = self._chats[chat]
        while waiting and not self._stopping:
            update_id, incoming = waiting[0]
            await self._handle_safely(update_id, incoming)
            waiting.popleft()
            self._note_done(update_id)
            future = self._running.pop(update_id)
            if not future.done():
                future.set_result(None)
        del self._chats[chat]

    async def _handle_safely(self, update_id: int, incoming: Incoming) -> None:
        try:
            await self._handle(update_id, incoming)
        except Exception as error:  # its text may hold the message; the next update still waits
            logger.error("A message was not handled: %s", type(error).__name__)

    def _read_safely(self, update: Json) -> Incoming | None:
        try:
            return self._read(update)
        except Exception as error:  # anybody can send anything; the text may hold the message
            logger.warning("An update could not be read: %s", type(error).__name__)
            return None

    def _is_done(self, update_id: int) -> bool:
        try:
            return self._handled.is_done(update_id)
        except StoreError as error:
            self._trouble.begins(error)
            return False

    def _note_done(self, update_id: int) -> None:
        try:
            self._handled.note_done(update_id)
        except StoreError as error:
            self._trouble.begins(error)
        else:
            self._trouble.ends()
