from __future__ import annotations

import numpy as np
import pytest

from emotion_component.probability import softmax
from emotion_component.training.calibration import best_thresholds, fit

ROWS = 4000


def test_temperature_undoes_overconfidence() -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(size=(ROWS, 3)) * 2
    truth = np.array([rng.choice(3, p=row) for row in softmax(honest)])
    assert fit(honest * 2.5, truth).temperature == pytest.approx(2.5, rel=0.1)


def test_threshold_is_where_more_are_wrong_than_right() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 3, ROWS)
    sure = np.eye(3)[truth] * 6
    guessing = np.eye(3)[(truth + 1) % 3] * 0.4
    logits = np.where((np.arange(ROWS) % 2 == 0)[:, None], sure, guessing)
    fitted = fit(logits, truth)
    confidence = softmax(logits / fitted.temperature).max(axis=1)
    assert (confidence[1::2] < fitted.threshold).all()
    assert (confidence[::2] >= fitted.threshold).all()


def test_each_label_gets_the_threshold_that_suits_it() -> None:
    scores = np.array([[0.9, 0.20], [0.8, 0.15], [0.6, 0.08], [0.3, 0.06]])
    truth = np.array([[True, True], [True, True], [False, False], [False, False]])
    first, second = best_thresholds(scores, truth)
    assert 0.6 <= first < 0.8
    assert 0.08 <= second < 0.15
