"""How far a model's confidence can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emotion_component.evaluation.metrics import (
    ReliabilityBin,
    accuracy_at_coverage,
    expected_calibration_error,
    reliability,
)
from emotion_component.prediction import EmotionPrediction

COVERAGE = 0.8
"""The share of rows, most confident first, that the selective accuracy is taken on."""


@dataclass(frozen=True)
class ConfidenceScores:
    """All within 0..1: ``calibration_error`` is the expected one over 15 bins, ``bins`` draw the
    reliability diagram, ``unsure`` is the share of rows that the model calls so.
    """

    calibration_error: float
    mean: float
    selective_accuracy: float
    unsure: float
    bins: tuple[ReliabilityBin, ...]


def score_confidence(
    predictions: Sequence[EmotionPrediction], truth: Sequence[str]
) -> ConfidenceScores:
    """Compare how sure ``predictions`` are with how often they meet ``truth``, both (rows,)."""
    confidence = np.array([p.confidence for p in predictions])
    hit = np.array([p.label == label for p, label in zip(predictions, truth, strict=True)])
    return ConfidenceScores(
        calibration_error=expected_calibration_error(confidence, hit),
        mean=float(confidence.mean()),
        selective_accuracy=accuracy_at_coverage(confidence, hit, COVERAGE),
        unsure=float(np.mean([p.unsure for p in predictions])),
        bins=tuple(reliability(confidence, hit)),
    )
