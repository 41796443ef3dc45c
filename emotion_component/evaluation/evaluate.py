"""A model on a labelled file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from emotion_component.evaluation.labelled import LabelledTexts
from emotion_component.evaluation.metrics import Scores, micro_f1, score
from emotion_component.labels import EMOTIONS, NEUTRAL
from emotion_component.predictor import EmotionModel

_CHUNK = 256


@dataclass(frozen=True)
class Evaluation:
    """``scores`` are over the labels of the data, ``emotion_micro_f1`` over all but neutral."""

    model: str
    rows: int
    left_out: int
    scores: Scores
    emotion_micro_f1: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "model": self.model,
            "rows": self.rows,
            "left_out": self.left_out,
            "accuracy": self.scores.accuracy,
            "macro_f1": self.scores.macro.f1,
            "weighted_f1": self.scores.weighted.f1,
            "micro_f1_without_neutral": self.emotion_micro_f1,
            "classes": {c.label: _numbers(asdict(c)) for c in self.scores.classes},
            "macro avg": _numbers(asdict(self.scores.macro)),
            "weighted avg": _numbers(asdict(self.scores.weighted)),
            "confusion": {
                c.label: dict(zip(self.scores.predicted_labels, row, strict=True))
                for c, row in zip(self.scores.classes, self.scores.confusion, strict=True)
            },
        }


def evaluate(
    model: EmotionModel, data: LabelledTexts, progress: Callable[[int], None] = lambda rows: None
) -> Evaluation:
    """Predict every text of ``data``; ``progress`` hears how many rows are done."""
    predicted: list[str] = []
    for at in range(0, len(data.texts), _CHUNK):
        predicted += [p.label for p in model.predict(data.texts[at : at + _CHUNK])]
        progress(len(predicted))
    return compare(f"attune {model.version}", data, predicted)


def compare(name: str, data: LabelledTexts, predicted: Sequence[str]) -> Evaluation:
    """Score ``predicted``, the labels that the model ``name`` gave to ``data``."""
    return Evaluation(
        model=name,
        rows=len(data.texts),
        left_out=data.left_out,
        scores=score(data.labels, predicted, EMOTIONS),
        emotion_micro_f1=micro_f1(data.labels, predicted, NEUTRAL),
    )


def _numbers(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "label"}
