from __future__ import annotations

import random

import numpy as np
import pytest
from sklearn.metrics import classification_report, f1_score

from emotion_component.evaluation.fine import score_fine
from emotion_component.evaluation.metrics import (
    accuracy_at_coverage,
    expected_calibration_error,
    micro_f1,
    ordered_share,
    reliability,
    score,
)
from emotion_component.labels import EMOTIONS, FINE_LABELS
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


def test_label_that_is_never_predicted_scores_zero() -> None:
    scores = score(["joy", "fear"], ["joy", "joy"], EMOTIONS)
    joy, fear = scores.classes
    assert (joy.precision, joy.recall) == (0.5, 1.0)
    assert (fear.precision, fear.recall, fear.f1, fear.support) == (0.0, 0.0, 0.0, 1)
    assert scores.macro.f1 == pytest.approx(joy.f1 / 2)


def test_fine_table_equals_scikit_learns() -> None:
    rng = np.random.default_rng(2)
    truth, found = rng.random((200, 28)) < 0.1, rng.random((200, 28)) < 0.15
    found[:, 4] = False
    ours = score_fine(*([_named(row) for row in marks] for marks in (truth, found)))
    theirs = classification_report(
        truth, found, target_names=FINE_LABELS, output_dict=True, zero_division=0
    )
    assert ours.macro_f1 == pytest.approx(theirs["macro avg"]["f1-score"])
    assert ours.micro_f1 == pytest.approx(theirs["micro avg"]["f1-score"])
    for row in ours.labels:
        expected = theirs[row.label]
        assert (row.precision, row.recall) == (expected["precision"], expected["recall"])


def test_fine_labels_that_the_data_lacks_are_left_out() -> None:
    scores = score_fine([{"joy"}, {"joy", "love"}], [{"joy"}, {"joy", "pride"}])
    assert [row.label for row in scores.labels] == ["joy", "love"]
    assert (scores.macro_f1, scores.micro_f1) == (0.5, pytest.approx(2 / 3))


def test_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.91, 0.91, 0.91, 0.91, 0.58, 1.0])
    hit = np.array([True, True, True, False, False, True])
    expected = (4 * abs(0.91 - 0.75) + 0.58 + 0.0) / 6
    assert expected_calibration_error(confidence, hit) == pytest.approx(expected)
    bins = reliability(confidence, hit)
    assert [round(b.share * 6) for b in bins] == [1, 4, 1]
    assert all(abs(b.confidence - b.centre) <= 0.5 / 15 + 1e-9 for b in bins)


def test_coverage_keeps_the_most_confident() -> None:
    confidence = np.array([0.9, 0.2, 0.8, 0.7, 0.6])
    hit = np.array([True, False, True, False, True])
    assert accuracy_at_coverage(confidence, hit, 0.8) == 0.75
    assert accuracy_at_coverage(confidence, hit, 0.4) == 1.0


def test_ordered_share_counts_ties_half() -> None:
    strengths = np.array([1, 1, 2, 3])
    assert ordered_share(np.array([0.1, 0.3, 0.5, 0.9]), strengths) == 1.0
    assert ordered_share(np.array([0.5, 0.5, 0.5, 0.5]), strengths) == 0.5


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


def _named(marks: np.ndarray) -> set[str]:
    return {name for name, mark in zip(FINE_LABELS, marks, strict=True) if mark}
