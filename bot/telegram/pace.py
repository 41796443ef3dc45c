"""How fast Telegram lets a bot write: overall, in a chat, in a group."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# A little under what Telegram allows (30 a second): messages may be closer when they arrive.
_BETWEEN_ANY = 1 / 26
_BETWEEN_IN_A_CHAT = 1.05
_IN_A_GROUP = 20
_GROUP_SECONDS = 61.0
_REMEMBERED = 1_000


class Pace:
    """Lets messages through one by one; times are those of the event loop's clock."""

    def __init__(self) -> None:
        self._any = asyncio.Lock()
        self._next_any = 0.0
        self._chats: dict[int, _ChatPace] = {}

    @asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncIterator[None]:
        """Wait until a message to this chat may go out, and count it when it has."""
        chat = self._chat(chat_id)
        async with chat.lock:
            await _sleep_until(chat.next_at())
            async with self._any:
                await _sleep_until(self._next_any)
                # From the present moment: a machine that slept must not catch up in a burst.
                self._next_any = asyncio.get_running_loop().time() + _BETWEEN_ANY
            try:
                yield
            finally:
                # From when it was taken: it can't have arrived later.
                chat.note(asyncio.get_running_loop().time())

    def hold(self, chat_id: int, seconds: float) -> None:
        """Let nothing more through to a chat for so long."""
        self._chat(chat_id).hold_until(asyncio.get_running_loop().time() + seconds)

    def _chat(self, chat_id: int) -> _ChatPace:
        if len(self._chats) > _REMEMBERED:
            now = asyncio.get_running_loop().time()
            self._chats = {one: pace for one, pace in self._chats.items() if pace.is_needed(now)}
        return self._chats.setdefault(chat_id, _ChatPace(is_group=chat_id < 0))


class _ChatPace:
    def __init__(self, is_group: bool) -> None:
        self.lock = asyncio.Lock()
        self._sent: deque[float] = deque(maxlen=_IN_A_GROUP if is_group else 1)
        self._is_group = is_group
        self._held_until = 0.0

    def next_at(self) -> float:
        """When the next message may go out."""
        at = self._held_until
        if self._sent:
            at = max(at, self._sent[-1] + _BETWEEN_IN_A_CHAT)
        if self._is_group and len(self._sent) == _IN_A_GROUP:
            at = max(at, self._sent[0] + _GROUP_SECONDS)
        return at

    def note(self, at: float) -> None:
        """A message went out."""
        self._sent.append(at)

    def hold_until(self, at: float) -> None:
        """Telegram said to wait."""
        self._held_until = max(self._held_until, at)

    def is_needed(self, now: float) -> bool:
        """Tell whether it still holds anything up."""
        recent = bool(self._sent) and now - self._sent[-1] < _GROUP_SECONDS
        return self.lock.locked() or recent or now < self._held_until


async def _sleep_until(at: float) -> None:
    # In the end: the clock may be a hair behind, or a hold may have come in between.
    while (left := at - asyncio.get_running_loop().time()) > 0:
        await asyncio.sleep(left)
