"""What a list of entries says: pure functions, with the time zone as a parameter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import groupby
from statistics import fmean

from bot.mood.entry import MoodEntry
from emotion_component.labels import EMOTIONS

FEW = 5
"""Fewer entries than this say nothing about a trend."""


@dataclass(frozen=True)
class Day:
    """One calendar day with entries: how many, their mean valence, the commonest emotion."""

    day: date
    count: int
    mean_valence: float
    emotion: str


def is_few(entries: Sequence[MoodEntry]) -> bool:
    """Tell whether there are too few entries to speak of a trend."""
    return len(entries) < FEW


def shares(entries: Sequence[MoodEntry]) -> dict[str, float]:
    """Return the share of each of the seven emotions, 0 to 1; all 0 without entries."""
    counts = Counter(entry.emotion for entry in entries)
    return {label: counts[label] / max(len(entries), 1) for label in EMOTIONS}


def mean_valence(entries: Sequence[MoodEntry]) -> float | None:
    """Return the mean valence, -1 to 1, or None without entries."""
    return fmean(entry.valence for entry in entries) if entries else None


def by_day(entries: Sequence[MoodEntry], zone: tzinfo | None) -> tuple[Day, ...]:
    """Return the days that have entries, in order; a ``zone`` of None is the system's own."""

    def day_of(entry: MoodEntry) -> date:
        return entry.at.astimezone(zone).date()

    days = groupby(sorted(entries, key=day_of), key=day_of)
    return tuple(_day(day, list(group)) for day, group in days)


def change(entries: Sequence[MoodEntry], before: Sequence[MoodEntry]) -> float | None:
    """Return by how much the mean valence rose since ``before``; None if either is few."""
    now, then = mean_valence(entries), mean_valence(before)
    if now is None or then is None or is_few(entries) or is_few(before):
        return None
    return now - then


def ranked(of: Mapping[str, float]) -> list[str]:
    """Return the emotions that occur, the commonest first; ties in the order of the labels."""
    return sorted((label for label in of if of[label]), key=lambda label: -of[label])


def _day(day: date, entries: list[MoodEntry]) -> Day:
    valence = fmean(entry.valence for entry in entries)
    return Day(day, len(entries), valence, ranked(shares(entries))[0])
