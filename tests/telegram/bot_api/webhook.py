"""Pushes updates to the bot's address, as Telegram's ``WebhookActor`` does.

Updates of one chat go one after the other, each again until it is taken; chats go side by side,
over at most ``max_connections``. As on a Bot API server of one's own, plain HTTP is allowed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Hashable
from typing import Any

import aiohttp

from .update_queue import Pending
from .world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_MOST_PATIENT = 64


class Webhook:
    """Where updates go; lives on the server's event loop.

    ``retry_delay`` is the wait after a first failure, in seconds (Telegram: 1); it doubles.
    """

    def __init__(self, world: World, retry_delay: float) -> None:
        self.url = ""
        self._world = world
        self._retry_delay = retry_delay
        self._secret = ""
        self._connections = 40
        self._slots = asyncio.Semaphore(1)
        self._workers: dict[Hashable, asyncio.Task[None]] = {}
        self._last_error: dict[str, Any] = {}

    def set(self, url: str, secret: str, connections: int) -> None:
        """Push to ``url`` from now on."""
        self.stop()
        self.url, self._secret, self._connections = url, secret, min(max(connections, 1), 100)
        self._slots = asyncio.Semaphore(self._connections)
        self.wake()

    def stop(self) -> None:
        """Push no more; what wasn't taken stays in the queue."""
        self.url, self._last_error = "", {}
        for worker in self._workers.values():
            worker.cancel()
        self._workers.clear()

    def wake(self) -> None:
        """There may be something to push."""
        if not self.url:
            return
        with self._world.changed:
            waiting = {pending.order for pending in self._world.queue.pending}
        for order in waiting - self._workers.keys():
            self._workers[order] = asyncio.create_task(self._push_all(order))

    def info(self) -> dict[str, Any]:
        """As ``getWebhookInfo`` tells it, without the queue."""
        info = {"url": self.url, "has_custom_certificate": False}
        return {**info, "max_connections": self._connections, **self._last_error}

    async def _push_all(self, order: Hashable) -> None:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            delay = self._retry_delay
            while pending := self._first(order):
                async with self._slots:
                    trouble = await self._push(session, pending)
                if trouble is None:
                    self._done(pending)
                    delay = self._retry_delay
                else:
                    now = int(time.time())
                    self._last_error = {"last_error_date": now, "last_error_message": trouble}
                    await asyncio.sleep(delay)
                    delay = min(2 * delay, _MOST_PATIENT * self._retry_delay)

    def _first(self, order: Hashable) -> Pending | None:
        """The next update; without one, the worker is gone before any other can come."""
        with self._world.changed:
            pending = self._world.queue.first(order)
        if pending is None:
            self._workers.pop(order, None)
        return pending

    def _done(self, pending: Pending) -> None:
        with self._world.changed:
            self._world.queue.done(pending)
            self._world.changed.notify_all()

    async def _push(self, session: aiohttp.ClientSession, pending: Pending) -> str | None:
        """Send one update; what went wrong, if anything did."""
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=pending.update, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except asyncio.TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Webhook connection closed"
