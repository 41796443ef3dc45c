"""Days in a row, and how much the mood moves between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from some_entries import some_days

from bot.mood.streaks import Streak, streaks
from bot.mood.volatility import volatility

FIRST = date(2025, 3, 10)


def _streak(first: int, last: int) -> Streak:
    return Streak(FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def test_streaks_of_each_kind() -> None:
    days = some_days([0.5, 0.5, -0.5, -0.5, -0.5, None, 0.0, 0.5])
    found = streaks(days, FIRST + timedelta(days=7))
    assert (found.current, found.longest) == (_streak(6, 7), _streak(0, 4))
    assert (found.pleasant, found.unpleasant) == (_streak(0, 1), _streak(2, 4))
    assert found.longest is not None
    assert found.longest.days == 5


@pytest.mark.parametrize(("ago", "goes_on"), [(0, True), (1, True), (2, False)])
def test_streak_goes_on_until_a_day_is_missed(ago: int, goes_on: bool) -> None:
    found = streaks(some_days([0.0, 0.0]), FIRST + timedelta(days=1 + ago))
    assert (found.current is not None) is goes_on


def test_nothing_has_no_streak() -> None:
    found = streaks([], FIRST)
    assert (found.current, found.longest, found.pleasant, found.unpleasant) == (None,) * 4


def test_volatility_is_the_rmssd() -> None:
    assert volatility(some_days([0.0, 0.3, -0.1, -0.1, 0.2])) == pytest.approx(
        ((0.3**2 + 0.4**2 + 0.0 + 0.3**2) / 4) ** 0.5
    )


def test_drift_is_steady_and_swings_are_not() -> None:
    drift, swings = some_days([n / 10 for n in range(-9, 10)]), some_days([0.9, -0.9] * 9)
    assert volatility(drift) == pytest.approx(0.1)
    assert volatility(swings) == pytest.approx(1.8)


def test_gap_is_no_step() -> None:
    assert volatility(some_days([0.0, 0.1, None, 0.9, 1.0, 1.0])) is None
    assert volatility(some_days([0.0, 0.1, 0.2, None, 0.9, 1.0, 1.0])) == pytest.approx(
        0.0866, abs=1e-4
    )
