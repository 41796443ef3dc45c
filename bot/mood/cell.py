"""A count over all users: the only form in which the history tells about everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """One emotion in one step of time (a day, week or month in UTC) that begins on ``start``.

    ``users`` felt it in ``messages``, whose pleasantness adds up to ``valence_sum``.
    """

    start: date
    emotion: str
    users: int
    messages: int
    valence_sum: float
