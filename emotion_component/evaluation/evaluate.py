"""A model on a labelled file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from emotion_component.evaluation.confidence import ConfidenceScores, score_confidence
from emotion_component.evaluation.fine import FineScores, score_fine
from emotion_component.evaluation.labelled import LabelledText, LabelledTexts
from emotion_component.evaluation.metrics import Scores, micro_f1, ordered_share, score
from emotion_component.labels import EMOTIONS, NEUTRAL
from emotion_component.prediction import EmotionPrediction
from emotion_component.predictor import EmotionModel

_CHUNK = 256
_Pairs = list[tuple[LabelledText, EmotionPrediction]]


@dataclass(frozen=True)
class Mistake:
    """A text whose ``predicted`` label isn't its ``label``."""

    text: str
    label: str
    predicted: str
    confidence: float


@dataclass(frozen=True)
class Evaluation:
    """``scores`` are over the labels of the data, ``emotion_micro_f1`` over all but neutral.

    What is ``None`` does not apply: ``confidence`` to a model that gives none, ``fine`` and
    ``neutral_alone`` (of the rows with neutral as their only label, the share called neutral)
    to data without GoEmotions' labels, ``intensity_order`` (of the pairs of rows with feelings
    of different strength, the share that the intensity puts in order) to data without
    strengths. ``mistakes`` are all there are, the most confident first; they hold texts, and
    :meth:`as_dict` leaves them out.
    """

    model: str
    rows: int
    left_out: int
    scores: Scores
    emotion_micro_f1: float
    confidence: ConfidenceScores | None = None
    fine: FineScores | None = None
    neutral_alone: float | None = None
    intensity_order: float | None = None
    mistakes: tuple[Mistake, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON, without any text."""
        return {
            "model": self.model,
            "rows": self.rows,
            "left_out": self.left_out,
            "accuracy": self.scores.accuracy,
            "macro_f1": self.scores.macro.f1,
            "weighted_f1": self.scores.weighted.f1,
            "micro_f1_without_neutral": self.emotion_micro_f1,
            **_confidence(self.confidence),
            "intensity_order": self.intensity_order,
            "classes": {c.label: _numbers(asdict(c)) for c in self.scores.classes},
            "macro avg": _numbers(asdict(self.scores.macro)),
            "weighted avg": _numbers(asdict(self.scores.weighted)),
            "confusion": {
                c.label: dict(zip(self.scores.predicted_labels, row, strict=True))
                for c, row in zip(self.scores.classes, self.scores.confusion, strict=True)
            },
            "neutral_alone": self.neutral_alone,
            "fine": self.fine and self.fine.as_dict(),
        }


def evaluate(
    model: EmotionModel, data: LabelledTexts, progress: Callable[[int], None] = lambda rows: None
) -> Evaluation:
    """Predict the texts of ``data.scored``; ``progress`` hears how many of them are done."""
    scored = data.scored
    predictions: list[EmotionPrediction] = []
    for at in range(0, len(scored), _CHUNK):
        predictions += model.predict([row.text for row in scored[at : at + _CHUNK]])
        progress(len(predictions))
    pairs = list(zip(scored, predictions, strict=True))
    kept = [prediction for row, prediction in pairs if row.emotion]
    result = compare(f"attune {model.version}", data, [p.label for p in kept])
    result = replace(
        result,
        confidence=score_confidence(kept, data.labels),
        intensity_order=_intensity_order(pairs),
        mistakes=_mistakes(pairs),
    )
    if not data.is_fine:
        return result
    fine = score_fine([row.names for row in scored], [p.fine_labels for p in predictions])
    return replace(result, fine=fine, neutral_alone=_neutral_alone(pairs))


def compare(name: str, data: LabelledTexts, predicted: Sequence[str]) -> Evaluation:
    """Score ``predicted``, the labels that the model ``name`` gave to ``data.texts``."""
    return Evaluation(
        model=name,
        rows=len(data.texts),
        left_out=data.left_out,
        scores=score(data.labels, predicted, EMOTIONS),
        emotion_micro_f1=micro_f1(data.labels, predicted, NEUTRAL),
    )


def _intensity_order(pairs: _Pairs) -> float | None:
    felt = [(row.strength, prediction.intensity) for row, prediction in pairs if row.strength]
    if len({strength for strength, _ in felt}) < 2:
        return None
    strengths, intensities = np.array(felt).T
    return ordered_share(intensities, strengths)


def _mistakes(pairs: _Pairs) -> tuple[Mistake, ...]:
    mistakes = [
        Mistake(row.text, row.emotion, prediction.label, prediction.confidence)
        for row, prediction in pairs
        if row.emotion and row.emotion != prediction.label
    ]
    return tuple(sorted(mistakes, key=lambda mistake: -mistake.confidence))


def _neutral_alone(pairs: _Pairs) -> float | None:
    labels = [prediction.label for row, prediction in pairs if row.names == (NEUTRAL,)]
    return sum(label == NEUTRAL for label in labels) / len(labels) if labels else None


def _confidence(scores: ConfidenceScores | None) -> dict[str, Any]:
    if scores is None:
        return {}
    return {
        "expected_calibration_error": scores.calibration_error,
        "mean_confidence": scores.mean,
        "accuracy_at_80_coverage": scores.selective_accuracy,
        "share_unsure": scores.unsure,
        "reliability": [asdict(place) for place in scores.bins],
    }


def _numbers(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "label"}
