from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from gaming import HELD_OUT, TO_LEARN
from sklearn.linear_model import LogisticRegression

from emotion_component import EmotionModel
from emotion_component.adaptation import Adaptation, adapt
from emotion_component.regression import fit_correction

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def learned(embedded: EmotionModel) -> Adaptation:
    """What players' messages teach the embedded model."""
    return adapt(embedded, TO_LEARN)


@pytest.fixture(scope="module")
def adapted(embedded: EmotionModel, learned: Adaptation) -> EmotionModel:
    assert learned.head is not None, learned.summary
    return embedded.with_head(learned.head)


@pytest.fixture(scope="session")
def everyday(project: Path) -> Pairs:
    """Some of the everyday messages that neither training nor adaptation reads."""
    with (project / "data" / "everyday" / "test.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(text, emotion) for text, emotion, _ in rows][::3]


def _labels(model: EmotionModel, texts: list[str]) -> list[str]:
    return [prediction.label for prediction in model.predict(texts)]


def _accuracy(model: EmotionModel, pairs: Pairs) -> float:
    said = _labels(model, [text for text, _ in pairs])
    return float(
        np.mean([label == emotion for label, (_, emotion) in zip(said, pairs, strict=True)])
    )


def _of(emotions: set[str], pairs: Pairs) -> Pairs:
    return [pair for pair in pairs if pair[1] in emotions]


def test_messages_never_seen_are_understood_better(
    embedded: EmotionModel, adapted: EmotionModel
) -> None:
    assert _accuracy(adapted, HELD_OUT) > _accuracy(embedded, HELD_OUT) + 0.1


def test_everyday_messages_keep_their_emotion(
    embedded: EmotionModel, adapted: EmotionModel, everyday: Pairs
) -> None:
    texts = [text for text, _ in everyday]
    said = list(zip(texts, _labels(embedded, texts), strict=True))
    assert _accuracy(adapted, said) >= 0.9


def test_summary_says_what_cross_validation_found(learned: Adaptation) -> None:
    expected = "learned from 80 examples of anger, joy, neutral, sadness: accuracy 0."
    assert learned.summary.startswith(expected)
    assert "(5-fold cross-validation)" in learned.summary
    assert not any(text in learned.summary for text, _ in TO_LEARN)


def test_order_of_the_examples_changes_nothing(embedded: EmotionModel, learned: Adaptation) -> None:
    again = adapt(embedded, random.Random(1).sample(TO_LEARN * 2, 2 * len(TO_LEARN)))
    assert again.summary == learned.summary
    assert np.array_equal(again.head.weights, learned.head.weights)


def test_one_emotion_does_not_flood_the_neutral(embedded: EmotionModel, everyday: Pairs) -> None:
    anger = _of({"anger"}, TO_LEARN + HELD_OUT)
    unmarked = [text for text, _ in _of({"neutral"}, TO_LEARN)]
    adaptation = adapt(embedded, anger, unmarked)
    assert adaptation.head is not None, adaptation.summary
    adapted = embedded.with_head(adaptation.head)
    assert _accuracy(adapted, _of({"neutral"}, HELD_OUT)) >= 0.8
    calm = [text for text, _ in _of({"neutral"}, everyday)]
    assert _labels(adapted, calm).count("anger") <= 0.1 * len(calm)


def test_what_the_default_knows_is_not_learned_again(embedded: EmotionModel) -> None:
    texts = [text for text, _ in HELD_OUT + TO_LEARN]
    adaptation = adapt(embedded, list(zip(texts, _labels(embedded, texts), strict=True)))
    assert adaptation.head is None
    assert "the default stands: what was learned is not surely better" in adaptation.summary


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        (TO_LEARN[:19], "it takes 20 different examples, 5 of each emotion, and there are 19"),
        (TO_LEARN[:10] * 9, "and there are 10"),
        ([*TO_LEARN[:16], *_of({"anger"}, TO_LEARN)[:4]], "and there are 16"),
        ([(" \x00", emotion) for _, emotion in TO_LEARN], "and there are 0"),
        (_of({"anger"}, TO_LEARN), "examples are marked anger, which doesn't show what isn't"),
    ],
)
def test_too_little_to_judge_by(embedded: EmotionModel, marked: Pairs, reason: str) -> None:
    adaptation = adapt(embedded, marked)
    assert adaptation.head is None
    assert reason in adaptation.summary


def test_what_is_missing_is_asked_for(embedded: EmotionModel) -> None:
    adaptation = adapt(embedded, [*_of({"joy", "anger"}, TO_LEARN), ("elo hell", "fear")])
    assert "examples of anger, joy: " in adaptation.summary
    assert "Left out, with fewer than 5 examples: fear." in adaptation.summary
    assert "Mark some neutral ones too" in adaptation.summary


def test_correction_is_the_penalised_regression() -> None:
    draw = np.random.default_rng(1)
    features, classes = draw.normal(size=(60, 4)), draw.integers(0, 3, 60)
    zero, targets = np.zeros((60, 3)), np.eye(3)[classes]
    found = fit_correction(features, zero, targets, np.ones(60), penalty=2.0)
    known = LogisticRegression(C=0.5, fit_intercept=False, tol=1e-8).fit(features, classes)
    assert np.allclose(found, known.coef_.T, atol=1e-2)


def test_correction_of_what_is_right_already_is_nothing() -> None:
    draw = np.random.default_rng(1)
    logits = draw.normal(size=(20, 3))
    right = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    found = fit_correction(draw.normal(size=(20, 4)), logits, right, np.ones(20), penalty=0.1)
    assert np.allclose(found, 0.0, atol=1e-3)
