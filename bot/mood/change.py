"""Whether a period differs from the one before, or whether that is noise.

Welch's t-test (1947) on daily means, because messages within a day hang together. Days hang
together as well, a bad one is often followed by another: n days are worth n (1 - r) / (1 + r)
independent ones with the correlation r from one day to the next (Bayley & Hammersley 1946). A few
days can't tell r, so it is drawn towards what diaries show of daily mood, about 0.3 ("emotional
inertia", Kuppens, Allen & Sheeber 2010), and never taken for much less: the noise of single
messages hides a part of it. A test simulates moods in which nothing changes: a change is told of at
most one in twenty.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, variance
from typing import Literal

from scipy import stats

from bot.mood.trends import FEW_DAYS, Day, is_few

Direction = Literal["up", "down", "same"]

SURE = 0.05
"""A difference is told when chance alone would bring it about less often than this."""
_SMALLEST = 0.1
_INERTIA = 0.3
_INERTIA_WORTH = 20
_LEAST_INERTIA, _LARGEST_INERTIA = 0.25, 0.9


@dataclass(frozen=True)
class Change:
    """How the mean over days differs from that of the period before.

    ``difference`` is now minus before, on the scale of the values; ``p_value`` is the chance of
    one as large where nothing changed. ``direction`` is "same" unless that chance is below 5 % and
    the difference is worth a sentence (0.1).
    """

    difference: float
    p_value: float
    days: int
    days_before: int

    @property
    def direction(self) -> Direction:
        """Where it went, as far as the evidence carries."""
        if self.p_value >= SURE or abs(self.difference) < _SMALLEST:
            return "same"
        return "up" if self.difference > 0 else "down"


def valence_change(days: Sequence[Day], before: Sequence[Day]) -> Change | None:
    """Return how the valence changed; None where either period has too little to tell."""
    if is_few(days) or is_few(before):
        return None
    return compare(_valences(days), _valences(before))


def share_change(days: Sequence[Day], before: Sequence[Day], feeling: str) -> Change | None:
    """Return how the share (0 to 1) of ``feeling`` in a day's messages changed, or None."""
    if is_few(days) or is_few(before):
        return None
    return compare(_shares(days, feeling), _shares(before, feeling))


def compare(now: Mapping[date, float], before: Mapping[date, float]) -> Change | None:
    """Return how the mean of ``now`` differs from ``before``; None where either is short."""
    if min(len(now), len(before)) < FEW_DAYS:
        return None
    inertia = _inertia(now, before)
    independent = (1 - inertia) / (1 + inertia)
    difference = fmean(now.values()) - fmean(before.values())
    p_value = _welch(difference, _error(now, independent), _error(before, independent))
    return Change(difference, p_value, len(now), len(before))


def _valences(days: Sequence[Day]) -> dict[date, float]:
    return {day.day: day.mean_valence for day in days}


def _shares(days: Sequence[Day], feeling: str) -> dict[date, float]:
    return {day.day: day.counts.get(feeling, 0) / day.count for day in days if day.count}


@dataclass(frozen=True)
class _Error:
    squared: float
    freedom: float


def _error(values: Mapping[date, float], independent: float) -> _Error:
    worth = len(values) * independent
    return _Error(variance(values.values()) / worth, max(worth - 1, 1.0))


def _welch(difference: float, one: _Error, other: _Error) -> float:
    squared = one.squared + other.squared
    if squared < 1e-12:
        return 0.0 if difference else 1.0
    freedom = squared**2 / (one.squared**2 / one.freedom + other.squared**2 / other.freedom)
    return float(2 * stats.t.sf(abs(difference) / math.sqrt(squared), freedom))


def _inertia(*periods: Mapping[date, float]) -> float:
    """The correlation from one day to the next, drawn towards the usual one, 0.25 to 0.9."""
    products: list[float] = []
    squares: list[float] = []
    for values in periods:
        mean = fmean(values.values())
        off = {day: value - mean for day, value in values.items()}
        squares += [value**2 for value in off.values()]
        nexts = ((value, off.get(day + timedelta(days=1))) for day, value in off.items())
        products += [value * after for value, after in nexts if after is not None]
    if not products or not any(squares):
        return _INERTIA
    found = fmean(products) / fmean(squares)
    drawn = _INERTIA_WORTH * _INERTIA + len(products) * found
    return min(max(drawn / (_INERTIA_WORTH + len(products)), _LEAST_INERTIA), _LARGEST_INERTIA)
