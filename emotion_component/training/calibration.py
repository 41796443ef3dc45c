"""Probabilities that mean what they say, fitted on dev logits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from emotion_component.probability import softmax

_TEMPERATURES = np.geomspace(0.25, 4.0, 161)
_BIN = 0.05


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


def _negative_log_likelihood(logits: np.ndarray, truth: np.ndarray) -> float:
    scores = softmax(logits)[np.arange(len(truth)), truth]
    return float(-np.log(np.maximum(scores, 1e-12)).mean())
