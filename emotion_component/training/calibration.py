"""Probabilities that mean what they say, fitted on dev logits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from emotion_component.evaluation.metrics import label_f1
from emotion_component.probability import softmax

_TEMPERATURES = np.geomspace(0.25, 4.0, 161)
_BIN = 0.05
_FINE_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)


@dataclass(frozen=True)
class Calibration:
    """Logits are divided by ``temperature``; a confidence below ``threshold`` is unsure."""

    temperature: float
    threshold: float


def fit(logits: np.ndarray, truth: np.ndarray) -> Calibration:
    """Fit on dev: ``logits`` (rows, classes) and ``truth`` (rows,) class indices.

    The temperature (Guo et al. 2017) is the one with the least negative log-likelihood. The
    threshold is the upper edge of the highest bin of confidence whose predictions are more
    often wrong than right.
    """
    temperature = min(_TEMPERATURES, key=lambda t: _negative_log_likelihood(logits / t, truth))
    scores = softmax(logits / temperature)
    confidence, hit = scores.max(axis=1), scores.argmax(axis=1) == truth
    threshold = 0.0
    for edge in np.arange(0.0, 1.0, _BIN):
        inside = (confidence >= edge) & (confidence < edge + _BIN)
        if inside.sum() >= 20 and hit[inside].mean() < 0.5:
            threshold = float(edge + _BIN)
    return Calibration(round(float(temperature), 4), round(threshold, 4))


def best_thresholds(scores: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """For each label the threshold with the best F1 on dev: (labels,) within 0.05..0.95.

    ``scores`` and ``truth`` are (rows, labels). Of a stretch of equally good thresholds its
    middle is taken: rare labels have long ones, and their edges are accidents of dev.
    """
    f1 = np.array([label_f1(truth, scores > threshold) for threshold in _FINE_GRID])
    best = f1 >= f1.max(axis=0) - 1e-9
    return np.array([np.median(_FINE_GRID[column]) for column in best.T])


def _negative_log_likelihood(logits: np.ndarray, truth: np.ndarray) -> float:
    scores = softmax(logits)[np.arange(len(truth)), truth]
    return float(-np.log(np.maximum(scores, 1e-12)).mean())
