"""Valence as a smoothed line, with how sure it is.

The line is an exponentially weighted mean (Brown 1959), run forwards and backwards so that it
doesn't lag: a day that lies ``time_constant`` days away weighs 1/e. It was chosen over a state
space model because one number says what it does, and over a moving window because old days fade
instead of dropping out.

The band is the mean's 95 % interval from its weighted standard error. A day counts for as many
independent messages as it is worth, n / (1 + (n - 1) r) with the correlation r of messages within
a day (the design effect, Kish 1965): the band is wider where there are few messages or few days
near. The spread of messages is estimated from the distances to the line, starting from a typical
one while there is little to go by.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from bot.mood.trends import Day

LONGEST_GAP = 3
"""The line breaks where more days than this lie between two days with entries."""

_TIME_CONSTANT = 4.0
_WITHIN_DAY = 0.3
_TYPICAL_VARIANCE = 0.35
_TYPICAL_WEIGHT = 4.0
_WIDTH = 1.96


@dataclass(frozen=True)
class Point:
    """The line on one day with entries: ``mean`` within ``low`` to ``high``, all -1 to 1."""

    day: date
    mean: float
    low: float
    high: float


def smoothed(
    days: Sequence[Day], time_constant: float = _TIME_CONSTANT
) -> tuple[tuple[Point, ...], ...]:
    """Return the line's pieces in order; days without entries have no point."""
    if not days:
        return ()
    worth = [_worth(day) for day in days]
    near = _weighted(days, worth, time_constant)
    sums = _weighted(
        days, [w * day.mean_valence for w, day in zip(worth, days, strict=True)], time_constant
    )
    means = [total / weight for total, weight in zip(sums, near, strict=True)]
    variance = _variance(days, means, worth, near)
    # Weights squared: exp(-d / c) ** 2 is the same kernel at half the time constant.
    squares = _weighted(days, worth, time_constant / 2)
    errors = [math.sqrt(variance * s) / n for s, n in zip(squares, near, strict=True)]
    points = [
        Point(day.day, mean, max(mean - _WIDTH * error, -1.0), min(mean + _WIDTH * error, 1.0))
        for day, mean, error in zip(days, means, errors, strict=True)
    ]
    return _pieces(points)


def _worth(day: Day) -> float:
    said = day.count + day.check_ins
    return said / (1 + (said - 1) * _WITHIN_DAY)


def _weighted(days: Sequence[Day], values: list[float], time_constant: float) -> list[float]:
    """For each day, the sum of all values weighted by exp(-distance in days / constant)."""
    forwards = _faded(days, values, time_constant)
    backwards = _faded(days[::-1], values[::-1], time_constant)[::-1]
    return [f + b - own for f, b, own in zip(forwards, backwards, values, strict=True)]


def _faded(days: Sequence[Day], values: list[float], time_constant: float) -> list[float]:
    steps = [abs((after.day - day.day).days) for day, after in pairwise(days)]
    fading = [0.0, *(math.exp(-step / time_constant) for step in steps)]
    pairs = zip(fading, values, strict=True)
    sums = accumulate(pairs, lambda total, pair: total * pair[0] + pair[1], initial=0.0)
    return list(sums)[1:]


def _variance(
    days: Sequence[Day], means: list[float], worth: list[float], near: list[float]
) -> float:
    """The variance of one message; the line uses up part of each day's own freedom."""
    rows = list(zip(days, means, worth, near, strict=True))
    spread = sum(w * (day.mean_valence - mean) ** 2 for day, mean, w, _ in rows)
    freedom = sum(1 - w / n for _, _, w, n in rows)
    return (_TYPICAL_WEIGHT * _TYPICAL_VARIANCE + spread) / (_TYPICAL_WEIGHT + freedom)


def _pieces(points: list[Point]) -> tuple[tuple[Point, ...], ...]:
    pieces = [[points[0]]]
    for point in points[1:]:
        if (point.day - pieces[-1][-1].day).days > LONGEST_GAP + 1:
            pieces.append([])
        pieces[-1].append(point)
    return tuple(tuple(piece) for piece in pieces)
