"""Days in a row: with entries, more pleasant ones, more unpleasant ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.mood.trends import Day

MIDDLE = 0.15
"""A day is more pleasant than unpleasant above this mean valence, and the reverse below -this."""


@dataclass(frozen=True)
class Streak:
    """Calendar days in a row, from ``first`` to ``last``."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Streaks:
    """``current`` runs until today or yesterday; the others are the longest of their kind."""

    current: Streak | None
    longest: Streak | None
    pleasant: Streak | None
    unpleasant: Streak | None


def streaks(days: Sequence[Day], today: date) -> Streaks:
    """Return the days in a row; of two as long, the later one."""
    runs = _runs(days, lambda day: True)
    last = runs[-1] if runs else None
    return Streaks(
        current=last if last and (today - last.last).days <= 1 else None,
        longest=_longest(runs),
        pleasant=_longest(_runs(days, lambda day: day.mean_valence > MIDDLE)),
        unpleasant=_longest(_runs(days, lambda day: day.mean_valence < -MIDDLE)),
    )


def _runs(days: Sequence[Day], counts: Callable[[Day], bool]) -> list[Streak]:
    runs: list[Streak] = []
    for day in filter(counts, days):
        if runs and day.day - runs[-1].last == timedelta(days=1):
            runs[-1] = Streak(runs[-1].first, day.day)
        else:
            runs.append(Streak(day.day, day.day))
    return runs


def _longest(runs: Sequence[Streak]) -> Streak | None:
    return max(reversed(runs), key=lambda run: run.days, default=None)
