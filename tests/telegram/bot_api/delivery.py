"""The methods by which the bot gets its updates: long polling, or a webhook."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass, field
from typing import Any

from .calls import Call
from .refusals import Refusal, bad_request, conflict
from .webhook import Webhook
from .world import World

_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_MOST_AT_ONCE = 100
_LONGEST_POLL = 50


@dataclass
class _Poll:
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: Refusal | None = None


class Delivery:
    """Hands updates out; lives on the server's event loop."""

    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world = world
        self._webhook = webhook
        self._poll: _Poll | None = None
        self.methods = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
        }

    def wake(self) -> None:
        """There may be something to hand out."""
        if self._poll:
            self._poll.wake.set()
        self._webhook.wake()

    def stop(self) -> None:
        """End the poll that waits."""
        self._end_poll(Refusal(500, "Internal Server Error: closing"))
        self._webhook.stop()

    async def _get_updates(self, call: Call) -> list[dict[str, Any]]:
        if self._webhook.url:
            raise conflict(_WEBHOOK_ACTIVE)
        self._end_poll(conflict(_OTHER_POLL))
        self._set_allowed(call)
        poll = self._poll = _Poll()
        try:
            return await self._wait(call, poll)
        finally:
            if self._poll is poll:
                self._poll = None

    async def _wait(self, call: Call, poll: _Poll) -> list[dict[str, Any]]:
        clock = asyncio.get_running_loop()
        limit = call.number("limit", _MOST_AT_ONCE)
        until = clock.time() + min(max(call.number("timeout"), 0), _LONGEST_POLL)
        while True:
            poll.wake.clear()
            with self._world.changed:
                batch = self._world.queue.batch(
                    call.number("offset"), limit if 1 <= limit <= _MOST_AT_ONCE else _MOST_AT_ONCE
                )
                self._world.changed.notify_all()
            if batch or clock.time() >= until:
                return batch
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(poll.wake.wait(), until - clock.time())
            if poll.ended_by:
                raise poll.ended_by

    async def _set_webhook(self, call: Call) -> bool:
        if not call.text("url"):
            return await self._delete_webhook(call)
        secret = call.text("secret_token")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if not call.text("url").startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self._end_poll(conflict("terminated by setWebhook request"))
        self._set_allowed(call)
        self._drop_if_asked(call)
        self._webhook.set(call.text("url"), secret, call.number("max_connections", 40))
        return True

    async def _delete_webhook(self, call: Call) -> bool:
        self._webhook.stop()
        self._drop_if_asked(call)
        return True

    async def _get_webhook_info(self, call: Call) -> dict[str, Any]:
        with self._world.changed:
            waiting = len(self._world.queue.pending)
            allowed = self._world.queue.allowed
        info = {**self._webhook.info(), "pending_update_count": waiting}
        return {**info, "allowed_updates": allowed} if allowed else info

    def _end_poll(self, refusal: Refusal) -> None:
        if self._poll:
            self._poll.ended_by = refusal
            self._poll.wake.set()

    def _set_allowed(self, call: Call) -> None:
        allowed = call.value("allowed_updates")
        if allowed is not None:
            with self._world.changed:
                self._world.queue.allowed = allowed

    def _drop_if_asked(self, call: Call) -> None:
        if call.flag("drop_pending_updates"):
            with self._world.changed:
                self._world.queue.clear()
