"""A day as its user rated it: "log 4 out of 5, slept badly"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

_MIDDLE = 3


@dataclass(frozen=True)
class CheckIn:
    """What a user said about ``day``, a date in their own zone.

    ``at`` is when they said it, an aware time in UTC; ``rating`` runs from 1 to 5; ``note`` is
    None unless the user wants it kept.
    """

    message_id: str
    at: datetime
    day: date
    rating: int
    note: str | None = None

    @property
    def pleasantness(self) -> float:
        """The rating on the scale of valence, -1 to 1."""
        return (self.rating - _MIDDLE) / 2
