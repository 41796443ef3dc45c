"""Entries and days to fill a history with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone

import numpy as np

from bot.mood.check_in import CheckIn
from bot.mood.entry import MoodEntry
from bot.mood.trends import Day

START = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)
FIRST_DAY = START.date()
MakeEntry = Callable[..., MoodEntry]

_DAY = 24 * 60


def entry_after(minutes: float = 0, emotion: str = "joy", valence: float = 0.8) -> MoodEntry:
    """Return the entry said ``minutes`` after the start."""
    return MoodEntry(
        message_id=f"message-{minutes}",
        at=START + timedelta(minutes=minutes),
        channel="rest",
        emotion=emotion,
        confidence=0.9,
        intensity=0.5,
        valence=valence,
        scores={emotion: 0.9, "neutral": 0.1},
        model="0.1.0-test",
    )


def daily(valences: Sequence[float], emotion: str = "joy", first: int = 0) -> list[MoodEntry]:
    """Return one entry a day at noon, from ``first`` days after the start."""
    return [entry_after((first + n) * _DAY, emotion, value) for n, value in enumerate(valences)]


def rated(day: date, rating: int) -> CheckIn:
    """Return a check-in about ``day``, said on the next."""
    return CheckIn(f"rated-{day}", START + timedelta(days=1), day, rating)


def some_days(valences: Sequence[float | None], first: date = FIRST_DAY) -> list[Day]:
    """Return days in a row of two messages each; None is a day without any."""
    return [
        Day(first + timedelta(days=n), 2, value, "neutral", counts={"neutral": 2})
        for n, value in enumerate(valences)
        if value is not None
    ]


def simulated_days(
    rng: np.random.Generator, length: int, level: float = 0.0, first: date = FIRST_DAY
) -> Iterator[Day]:
    """Yield days of somebody whose mood moves around ``level`` and who skips one day in five.

    Daily moods spread by 0.3 and go over to the next day (correlation 0.3), messages spread by 0.5
    around the day's, one to seven a day: what mood diaries look like.
    """
    mood = rng.normal(0, 0.3)
    for n in range(length):
        mood = 0.3 * mood + rng.normal(0, 0.3 * np.sqrt(1 - 0.3**2))
        if rng.random() < 0.8:
            count = int(rng.integers(1, 8))
            mean = float(np.clip(level + mood + rng.normal(0, 0.5, count), -1, 1).mean())
            yield Day(first + timedelta(days=n), count, mean, "joy", counts={"joy": count})
