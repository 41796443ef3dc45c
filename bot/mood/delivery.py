"""Hands waiting turns to the mood history, user by user."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.mood.held import Held
from bot.mood.outbox import Outbox
from bot.mood.store import MoodStore
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)

_AT_ONCE = 500
_OUTAGE = 2
"""So many users whose turns aren't taken: then the history is to blame, and others can wait."""


class Trouble:
    """Logs a trouble when it begins and when it is over, not every time in between."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._lasts = False

    def begins(self, error: Exception) -> None:
        """Log the error, of strangers' errors the kind only: their texts may quote a message."""
        if not self._lasts:
            reason = str(error) if isinstance(error, AttuneError) else type(error).__name__
            logger.warning("%s. %s", self._what, reason)
        self._lasts = True

    def ends(self) -> None:
        """Log the end of a trouble, if there was one."""
        if self._lasts:
            logger.warning("%s: no longer.", self._what)
        self._lasts = False


class Delivery:
    """Brings the turns in memory and in the outbox to the store; for one thread.

    Turns that were written before, by the actions or in an earlier attempt, are known by their
    message id and aren't doubled. Where the store refuses one user's turns, they are kept and
    tried after all others'.
    """

    def __init__(self, held: Held, outbox: Outbox, open_store: Callable[[], MoodStore]) -> None:
        self._held = held
        self._outbox = outbox
        self._open_store = open_store
        self._store: MoodStore | None = None
        self._refused: set[str] = set()
        self._trouble = Trouble("Turns have to wait for the mood history")

    def carry(self) -> bool:
        """Hand over what waits; False if some of it has to be tried again later."""
        # Both, whatever becomes of one: the outbox's disk may be full, and memory isn't.
        carried = [self._carried(place) for place in (self._held, self._outbox)]
        if all(carried):
            self._trouble.ends()
        return all(carried)

    def close(self) -> None:
        """Let go of the store and of the outbox."""
        self._outbox.close()
        if self._store:
            self._store.close()

    def _carried(self, place: Held | Outbox) -> bool:
        try:
            return not self._carry_all(place)
        except Exception as error:  # the thread has to live on, whatever broke
            self._trouble.begins(error)
            return False

    def _carry_all(self, place: Held | Outbox) -> int:
        refusals = 0
        for name in sorted(place.names(), key=self._refused.__contains__):
            try:
                self._carry_from(place, name)
            except Exception as error:  # one user's turns don't hold up the others'
                self._trouble.begins(error)
                self._refused.add(name)
                refusals += 1
            else:
                self._refused.discard(name)
            if refusals == _OUTAGE:
                break
        return refusals

    def _carry_from(self, place: Held | Outbox, name: str) -> None:
        if self._store is None:
            self._store = self._open_store()
        while turns := place.waiting(name, _AT_ONCE):
            self._store.record_pseudonymous(name, [turn.entry for turn in turns])
            place.remove(turns)
