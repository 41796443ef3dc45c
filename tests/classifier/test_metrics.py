from __future__ import annotations

import random

import numpy as np
import pytest
from sklearn.metrics import classification_report, f1_score

from emotion_component.evaluation.metrics import micro_f1, score
from emotion_component.labels import EMOTIONS
from emotion_component.training.calibration import fit

RNG = random.Random(5)
TRUTH = [RNG.choice(EMOTIONS[:6]) for _ in range(400)]
GUESS = [t if RNG.random() < 0.7 else RNG.choice(EMOTIONS) for t in TRUTH]


def test_table_equals_scikit_learns() -> None:
    ours = score(TRUTH, GUESS, EMOTIONS)
    theirs = classification_report(
        TRUTH, GUESS, labels=sorted(set(TRUTH)), output_dict=True, zero_division=0
    )
    for row in (*ours.classes, ours.macro, ours.weighted):
        for ours_value, name in ((row.precision, "precision"), (row.f1, "f1-score")):
            assert ours_value == pytest.approx(theirs[row.label][name])
    hits = [t == g for t, g in zip(TRUTH, GUESS, strict=True)]
    assert ours.accuracy == pytest.approx(np.mean(hits))


def test_label_that_the_data_lacks_is_no_class() -> None:
    scores = score(["joy", "joy"], ["joy", "neutral"], EMOTIONS)
    assert [c.label for c in scores.classes] == ["joy"]
    assert scores.accuracy == 0.5


def test_micro_f1_leaves_neutral_out() -> None:
    emotions = [e for e in EMOTIONS if e != "joy"]
    expected = f1_score(TRUTH, GUESS, labels=emotions, average="micro")
    assert micro_f1(TRUTH, GUESS, ignored="joy") == pytest.approx(expected)


def test_temperature_repairs_overconfidence() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 4000)
    honest = np.log(np.full((4000, 3), 0.15) + 0.55 * np.eye(3)[truth])
    wrong = rng.random(4000) < 0.3
    honest[wrong] = honest[wrong][:, [1, 2, 0]]
    fitted = fit(honest * 3.0, truth)
    assert fitted.temperature == pytest.approx(3.0, rel=0.1)
