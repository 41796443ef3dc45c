"""Change against the period before: told where there is one, not where there is noise."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from some_entries import START, simulated_days, some_days

from bot.mood.change import Change, share_change, valence_change
from bot.mood.trends import Day

TRIES = 300


def _simulated(seed: int, length: int, shift: float) -> list[Change]:
    rng = np.random.default_rng(seed)
    found = []
    while len(found) < TRIES:
        before = list(simulated_days(rng, length))
        later = START.date() + timedelta(days=length)
        change = valence_change(list(simulated_days(rng, length, shift, later)), before)
        if change:
            found.append(change)
    return found


@pytest.mark.parametrize("length", [7, 30, 90])
def test_noise_is_about_the_same(length: int) -> None:
    told = [change.direction != "same" for change in _simulated(1, length, shift=0.0)]
    assert np.mean(told) <= 0.05


def test_noise_of_one_unbroken_stretch_is_about_the_same() -> None:
    """Both months come from one mood that runs on, as a person's does."""
    rng = np.random.default_rng(3)
    told = []
    for _ in range(TRIES):
        days = list(simulated_days(rng, 60))
        middle = START.date() + timedelta(days=30)
        later, before = ([d for d in days if (d.day >= middle) is new] for new in (True, False))
        change = valence_change(later, before)
        told.append(change is not None and change.direction != "same")
    assert np.mean(told) <= 0.05


def test_real_change_is_usually_told() -> None:
    directions = [change.direction for change in _simulated(2, 30, shift=-0.5)]
    assert directions.count("down") > 0.8 * TRIES
    assert "up" not in directions


def test_change_has_size_and_direction() -> None:
    before, now = some_days([-0.5, -0.6, -0.4] * 4), some_days([0.3, 0.2, 0.4] * 4)
    change = valence_change(now, before)
    assert change is not None
    assert (change.direction, change.days, change.days_before) == ("up", 12, 12)
    assert change.difference == pytest.approx(0.8)


def test_tiny_but_certain_difference_is_the_same() -> None:
    change = valence_change(some_days([0.05] * 30), some_days([0.0] * 30))
    assert change is not None
    assert (change.p_value, change.direction) == (0.0, "same")


def test_many_messages_on_few_days_show_no_change() -> None:
    few = [Day(day.day, 50, 0.9, "joy") for day in some_days([0.9] * 3)]
    enough = some_days([-0.9] * 10)
    assert valence_change(few, enough) is None
    assert valence_change(enough, few) is None


def test_share_of_a_feeling_changes() -> None:
    def days(angry: int) -> list[Day]:
        return [
            Day(day.day, 4, 0.0, "joy", counts={"anger": angry + n % 2, "joy": 4 - angry - n % 2})
            for n, day in enumerate(some_days([0.0] * 14))
        ]

    change = share_change(days(0), days(3), "anger")
    assert change is not None
    assert (change.direction, change.difference) == ("down", pytest.approx(-0.75))
