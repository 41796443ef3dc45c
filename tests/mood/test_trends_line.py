"""The smoothed line, its band, its gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from some_entries import some_days

from bot.mood.line import smoothed
from bot.mood.trends import Day

FIRST = date(2025, 3, 10)


def test_nothing_has_no_line() -> None:
    assert smoothed([]) == ()


def test_points_are_weighted_means() -> None:
    ((first, second),) = smoothed(some_days([1.0, 0.0]), time_constant=2.0)
    near = np.exp(-1 / 2)
    assert first.mean == pytest.approx(1 / (1 + near))
    assert second.mean == pytest.approx(near / (1 + near))


def test_line_doesnt_lag() -> None:
    ((*points,),) = smoothed(some_days([-0.5] * 10 + [0.5] * 10))
    assert points[9].mean == pytest.approx(-points[10].mean)


def test_days_without_entries_have_no_point() -> None:
    (piece,) = smoothed(some_days([0.1, None, None, None, 0.2]))
    assert [point.day for point in piece] == [FIRST, FIRST + timedelta(days=4)]


def test_line_breaks_at_a_long_gap() -> None:
    pieces = smoothed(some_days([0.1, 0.2, *[None] * 4, 0.3]))
    assert [len(piece) for piece in pieces] == [2, 1]


def test_band_is_wider_with_fewer_messages() -> None:
    days = some_days([0.2, -0.2] * 5)
    talkative = [replace(day, count=20) for day in days]

    def width(of: list[Day]) -> float:
        return smoothed(of)[0][5].high - smoothed(of)[0][5].low

    assert width(talkative) < width(days)


def test_band_is_wider_beside_a_gap() -> None:
    days = some_days([0.2, -0.2, 0.2, -0.2, 0.2, -0.2, *[None] * 9, 0.1])
    pieces = smoothed(days)
    widths = [point.high - point.low for piece in pieces for point in piece]
    assert widths[-1] == max(widths)
    assert widths[2] < widths[0]


def test_band_holds_a_slow_mood_most_of_the_time() -> None:
    rng = np.random.default_rng(7)
    truth = 0.4 * np.sin(np.arange(120) / 15)
    held = []
    for _ in range(40):
        said = np.clip(truth + rng.normal(0, 0.3, 120), -1, 1)
        points = [point for piece in smoothed(some_days(list(said))) for point in piece]
        held += [point.low <= true <= point.high for point, true in zip(points, truth, strict=True)]
    assert 0.9 < np.mean(held) <= 1.0


def test_band_stays_on_the_scale() -> None:
    ((only,),) = smoothed(some_days([1.0]))
    assert (only.mean, only.high) == (1.0, 1.0)
    assert only.low < 0.5
