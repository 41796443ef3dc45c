"""Updates that Telegram keeps until the bot has them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Any

ASKED_FOR_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds of update that a bot gets only when it names them."""


class Disturbance(Enum):
    """What can go wrong with an update on its way."""

    TWICE = "it comes twice"
    LATE = "it comes after the one that follows it"


@dataclass(eq=False)
class Pending:
    """An update that waits, and whose order it belongs to: its chat's, or only its own."""

    update: dict[str, Any]
    order: Hashable

    @property
    def update_id(self) -> int:
        """Its number."""
        return int(self.update["update_id"])


class UpdateQueue:
    """The updates that wait, in the order of their delivery. Its callers hold the lock."""

    def __init__(self, first_id: int) -> None:
        self.pending: list[Pending] = []
        self.allowed: list[str] = []
        self._next_id = first_id
        self._late: list[Pending] = []
        self._disturbances: list[tuple[Disturbance, int | None]] = []

    def disturb(self, disturbance: Disturbance, chat_id: int | None, times: int) -> None:
        """Let it happen to the next updates, of one chat or of any."""
        self._disturbances += [(disturbance, chat_id)] * times

    def push(self, update: dict[str, Any], chat_id: int | None) -> dict[str, Any] | None:
        """Number an update (unless it is) and let it wait; none where the bot doesn't want it."""
        kind = next((name for name in update if name != "update_id"), "")
        if self.allowed and kind not in self.allowed:
            return None
        if not self.allowed and kind in ASKED_FOR_ONLY:
            return None
        if "update_id" not in update:
            update = {"update_id": self._next_id, **update}
        self._next_id = max(self._next_id, update["update_id"] + 1)
        self._append(Pending(update, object() if chat_id is None else chat_id))
        return update

    def batch(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """What the bot gets; an ``offset`` confirms all below it, a negative one counts back."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [one for one in self.pending if one.update_id >= offset]
        return [one.update for one in self.pending[:limit]]

    def first(self, order: Hashable) -> Pending | None:
        """The update whose turn it is."""
        return next((one for one in self.pending if one.order == order), None)

    def done(self, pending: Pending) -> None:
        """The bot has it."""
        if pending in self.pending:
            self.pending.remove(pending)

    def clear(self) -> None:
        """Forget what waits."""
        self.pending.clear()

    def _append(self, pending: Pending) -> None:
        disturbance = self._take_disturbance(pending.order)
        if disturbance is Disturbance.LATE:
            self._late.append(pending)
            return
        again = Pending(pending.update, pending.order)
        self.pending += [pending, again] if disturbance is Disturbance.TWICE else [pending]
        self.pending += self._late
        self._late.clear()

    def _take_disturbance(self, order: Hashable) -> Disturbance | None:
        for planned in self._disturbances:
            if planned[1] in (None, order):
                self._disturbances.remove(planned)
                return planned[0]
        return None
