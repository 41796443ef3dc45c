"""How fast the bot sends, beside what Telegram allows."""

from __future__ import annotations

from collections import deque


class Pace:
    """When which chat was sent a message; times are in seconds on one clock."""

    def __init__(self) -> None:
        self._sent: list[tuple[float, int]] = []

    def note(self, at: float, chat_id: int) -> None:
        """A message was sent, or tried to be."""
        self._sent.append((at, chat_id))

    def most(self, seconds: float = 1.0, chat_id: int | None = None) -> int:
        """The most messages within any stretch of so many seconds, in all or in one chat."""
        most, recent = 0, deque[float]()
        for at, chat in sorted(self._sent):
            if chat_id not in (None, chat):
                continue
            recent.append(at)
            while recent[0] <= at - seconds:
                recent.popleft()
            most = max(most, len(recent))
        return most

    def most_in_a_chat(self, seconds: float = 1.0) -> int:
        """The most messages that any one chat was sent within so many seconds."""
        chats = {chat_id for _, chat_id in self._sent}
        return max((self.most(seconds, chat_id) for chat_id in chats), default=0)
