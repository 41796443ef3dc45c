"""What a behavioural case asks of the predictions: a label, no change, or a direction.

The three kinds are those of CheckList (Ribeiro et al. 2020): minimum functionality, invariance,
directional expectation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from emotion_component.errors import DataError
from emotion_component.labels import EMOTIONS
from emotion_component.prediction import EmotionPrediction

MEASURES = (*EMOTIONS, "intensity", "valence")
STEP = 0.01
"""A measure moves when it changes by at least this much."""
NEARLY_ALL = 0.95
"""A label whose score stays above this has no room to rise; below one minus it, none to fall."""


class Check(Protocol):
    """``complaint`` is empty when the predictions of the case's texts, in order, are right."""

    def complaint(self, predictions: Sequence[EmotionPrediction]) -> str: ...


@dataclass(frozen=True)
class HasLabel:
    """Minimum functionality: the text's label is one of ``labels``."""

    labels: tuple[str, ...]

    def complaint(self, predictions: Sequence[EmotionPrediction]) -> str:
        [prediction] = predictions
        if prediction.label in self.labels:
            return ""
        return f"{prediction.label} {prediction.confidence:.2f}, not {' or '.join(self.labels)}"


@dataclass(frozen=True)
class StaysSame:
    """Invariance: the first text's label stays, and its score moves by at most ``tolerance``."""

    tolerance: float

    def complaint(self, predictions: Sequence[EmotionPrediction]) -> str:
        original, *variants = predictions
        label = original.label
        for place, variant in enumerate(variants, 1):
            if variant.label != label:
                return f"{label} became {variant.label} in variant {place}"
            moved = abs(variant.scores[label] - original.scores[label])
            if moved > self.tolerance:
                return f"{label} moved by {moved:.2f} in variant {place}"
        return ""


@dataclass(frozen=True)
class Moves:
    """Direction: ``measure`` rises (or falls) from each text to the next."""

    measure: str
    upwards: bool

    def complaint(self, predictions: Sequence[EmotionPrediction]) -> str:
        values = [self._value(prediction) for prediction in predictions]
        if all(self._moves(before, after) for before, after in pairwise(values)):
            return ""
        steps = " → ".join(f"{value:.2f}" for value in values)
        return f"{self.measure} {steps} does not {'rise' if self.upwards else 'fall'}"

    def _value(self, prediction: EmotionPrediction) -> float:
        if self.measure in prediction.scores:
            return prediction.scores[self.measure]
        return float(getattr(prediction, self.measure))

    def _moves(self, before: float, after: float) -> bool:
        if self.measure in EMOTIONS:
            goal = [value if self.upwards else 1 - value for value in (before, after)]
            if min(goal) >= NEARLY_ALL:
                return True
        return (after - before if self.upwards else before - after) >= STEP


def make_check(kind: str, wanted: str, texts: int) -> Check:
    """The check that a row of a case file names, for a case of so many ``texts``.

    :raises DataError: when there is no such check, or it can't be made with ``wanted``.
    """
    if kind not in ("is", "same", "rise", "fall"):
        raise DataError(f"unknown check {kind!r}; known are is, same, rise and fall")
    if kind == "is":
        if texts != 1:
            raise DataError(f"'is' takes one text, found {texts}")
        return HasLabel(tuple(_known(name, EMOTIONS) for name in wanted.split("|")))
    if texts < 2:
        raise DataError(f"{kind!r} compares two texts or more, found {texts}")
    if kind == "same":
        return StaysSame(_tolerance(wanted))
    return Moves(_known(wanted, MEASURES), upwards=kind == "rise")


def _known(name: str, names: Sequence[str]) -> str:
    if name not in names:
        raise DataError(f"unknown {name!r}; known are {', '.join(names)}")
    return name


def _tolerance(wanted: str) -> float:
    try:
        tolerance = float(wanted)
    except ValueError:
        raise DataError(f"'same' takes a tolerance such as 0.2, found {wanted!r}") from None
    if not 0 <= tolerance <= 1:
        raise DataError(f"a tolerance is between 0 and 1, found {wanted}")
    return tolerance
