"""What the model says about one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from emotion_component.labels import EMOTIONS, FINE_LABELS, NEUTRAL, VALENCE


@dataclass(frozen=True)
class EmotionPrediction:
    """The emotion of one text.

    ``label`` is one of the seven and ``confidence`` its calibrated probability, 0..1;
    ``scores`` has all seven, summing to 1, and ``fine`` GoEmotions' 28 labels, each 0..1 on
    its own; both are sorted, highest first. ``fine_labels`` are those of the 28 whose score
    reaches their own threshold, chosen on dev. ``intensity`` (0..1) is how strong the feeling
    comes across: 0 none, 1/3 slight, 2/3 clear, 1 overwhelming; it is what the model learned
    from messages graded so by hand, and takes no account of which feeling it is. ``valence``
    (-1..1) is the mean pleasantness under ``scores``. ``unsure`` is true when the confidence is
    below the threshold.
    """

    label: str
    confidence: float
    scores: Mapping[str, float]
    fine: Mapping[str, float]
    fine_labels: tuple[str, ...]
    intensity: float
    valence: float
    unsure: bool

    @classmethod
    def from_scores(
        cls,
        scores: Mapping[str, float],
        fine: Mapping[str, float],
        intensity: float,
        threshold: float,
        fine_thresholds: Mapping[str, float],
    ) -> EmotionPrediction:
        """Derive the rest from the scores; a confidence below ``threshold`` is unsure."""
        ranked = _ranked(scores)
        fine = _ranked(fine)
        label, confidence = next(iter(ranked.items()))
        return cls(
            label=label,
            confidence=confidence,
            scores=MappingProxyType(ranked),
            fine=MappingProxyType(fine),
            fine_labels=tuple(n for n, value in fine.items() if value >= fine_thresholds[n]),
            intensity=intensity,
            valence=sum(VALENCE[name] * value for name, value in scores.items()),
            unsure=confidence < threshold,
        )

    @classmethod
    def nothing_said(cls) -> EmotionPrediction:
        """For a text without a readable character: neutral, and certain of it."""
        scores = {name: float(name == NEUTRAL) for name in EMOTIONS}
        fine = {name: float(name == NEUTRAL) for name in FINE_LABELS}
        return cls.from_scores(scores, fine, 0.0, 0.0, dict.fromkeys(FINE_LABELS, 0.5))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, numbers rounded to four places."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _ranked(scores: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return round(value, 4) if isinstance(value, float) else value
