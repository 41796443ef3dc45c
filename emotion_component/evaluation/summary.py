"""The figures of an evaluation that stand beside its table, worded for people."""

from __future__ import annotations

from collections.abc import Iterator

from emotion_component.evaluation.confidence import COVERAGE, ConfidenceScores
from emotion_component.evaluation.evaluate import Evaluation
from emotion_component.labels import NEUTRAL


def summary(result: Evaluation) -> list[tuple[str, str]]:
    """Name and value of each figure that applies."""
    return [*_rows(result), *_agreement(result), *_trust(result.confidence), *_beside(result)]


def _rows(result: Evaluation) -> Iterator[tuple[str, str]]:
    yield "rows", f"{result.rows}"
    if result.left_out:
        yield "left out, without one of the seven", f"{result.left_out}"


def _agreement(result: Evaluation) -> Iterator[tuple[str, str]]:
    yield "accuracy", f"{result.scores.accuracy:.4f}"
    if any(c.label == NEUTRAL for c in result.scores.classes):
        yield "micro-F1 without neutral", f"{result.emotion_micro_f1:.4f}"


def _trust(scores: ConfidenceScores | None) -> Iterator[tuple[str, str]]:
    if scores:
        yield f"accuracy on the {COVERAGE:.0%} most confident", f"{scores.selective_accuracy:.4f}"
        yield "mean confidence", f"{scores.mean:.4f}"
        yield "expected calibration error, 15 bins", f"{scores.calibration_error:.4f}"
        yield "called unsure", f"{scores.unsure:.1%}"


def _beside(result: Evaluation) -> Iterator[tuple[str, str]]:
    if result.intensity_order is not None:
        yield "intensities in the right order, of pairs", f"{result.intensity_order:.1%}"
    if result.neutral_alone is not None:
        yield "labelled neutral alone, called neutral", f"{result.neutral_alone:.1%}"
    if result.fine:
        yield "28 labels, macro-F1", f"{result.fine.macro_f1:.4f}"
        yield "28 labels, micro-F1", f"{result.fine.micro_f1:.4f}"
