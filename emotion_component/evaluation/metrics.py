"""Precision, recall and F1, computed with NumPy so that the runtime can report them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ClassScore:
    """One label's precision, recall and F1 (0..1; 0 where undefined) and its number of rows."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Scores:
    """Scores over ``classes``, the labels that the data set has.

    ``confusion`` counts rows by true label (rows, as in ``classes``) and predicted label
    (columns, as in ``predicted_labels``).
    """

    classes: tuple[ClassScore, ...]
    accuracy: float
    confusion: tuple[tuple[int, ...], ...]
    predicted_labels: tuple[str, ...]

    @property
    def macro(self) -> ClassScore:
        """The plain mean over the labels."""
        return self._mean("macro avg", [1.0] * len(self.classes))

    @property
    def weighted(self) -> ClassScore:
        """The mean over the labels, weighted by support."""
        return self._mean("weighted avg", [float(c.support) for c in self.classes])

    def _mean(self, name: str, weights: list[float]) -> ClassScore:
        columns = [(c.precision, c.recall, c.f1) for c in self.classes]
        precision, recall, f1 = np.average(columns, axis=0, weights=weights)
        support = sum(c.support for c in self.classes)
        return ClassScore(name, float(precision), float(recall), float(f1), support)


@dataclass(frozen=True)
class ReliabilityBin:
    """The rows whose confidence lies in one bin around ``centre``: their mean confidence, their
    accuracy, their share of all (0..1).
    """

    centre: float
    confidence: float
    accuracy: float
    share: float


def reliability(confidence: np.ndarray, hit: np.ndarray, bins: int = 15) -> list[ReliabilityBin]:
    """The bins of a reliability diagram that have rows, of equal width, lowest first."""
    place = np.minimum((np.asarray(confidence) * bins).astype(int), bins - 1)
    return [
        ReliabilityBin(
            (at + 0.5) / bins,
            float(confidence[place == at].mean()),
            float(hit[place == at].mean()),
            float((place == at).mean()),
        )
        for at in range(bins)
        if (place == at).any()
    ]


def score(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> Scores:
    """Compare ``predicted`` with ``truth``, both (rows,) of label names.

    Only labels that stand in ``truth`` are classes; a prediction of another label counts as
    an error, never as a class of its own. ``labels`` gives the order.
    """
    present = tuple(label for label in labels if label in set(truth))
    confusion = np.zeros((len(present), len(labels)), dtype=int)
    for true, guess in zip(truth, predicted, strict=True):
        confusion[present.index(true), labels.index(guess)] += 1
    classes = tuple(_class_score(label, i, confusion, labels) for i, label in enumerate(present))
    hits = sum(confusion[i, labels.index(label)] for i, label in enumerate(present))
    rows = tuple(tuple(int(n) for n in row) for row in confusion)
    return Scores(classes, float(hits / len(truth)), rows, tuple(labels))


def micro_f1(truth: Sequence[str], predicted: Sequence[str], ignored: str) -> float:
    """F1 over all labels but ``ignored`` together, as DailyDialog is scored."""
    hits = sum(t == p != ignored for t, p in zip(truth, predicted, strict=True))
    found = sum(p != ignored for p in predicted)
    wanted = sum(t != ignored for t in truth)
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def label_f1(truth: np.ndarray, found: np.ndarray) -> np.ndarray:
    """F1 of each label on its own: both (rows, labels) booleans, the result (labels,)."""
    hits = (truth & found).sum(axis=0)
    return np.asarray(2 * hits / np.maximum(truth.sum(axis=0) + found.sum(axis=0), 1))


def ordered_share(scores: np.ndarray, truth: np.ndarray) -> float:
    """Of all pairs of rows with different ``truth``, the share that ``scores`` puts in order.

    Both (rows,); 0.5 is chance, ties count half (Somers' D = 2 x - 1).
    """
    higher = truth[:, None] > truth[None, :]
    difference = scores[:, None] - scores[None, :]
    return float(((difference > 0) + 0.5 * (difference == 0))[higher].mean())


def expected_calibration_error(confidence: np.ndarray, hit: np.ndarray, bins: int = 15) -> float:
    """The mean distance of confidence from accuracy over equal bins (Guo et al. 2017).

    ``confidence`` (rows,) in 0..1, ``hit`` (rows,) booleans.
    """
    return float(
        sum(b.share * abs(b.confidence - b.accuracy) for b in reliability(confidence, hit, bins))
    )


def accuracy_at_coverage(confidence: np.ndarray, hit: np.ndarray, coverage: float) -> float:
    """Accuracy on the ``coverage`` (0..1) of rows with the highest confidence.

    What a selective classifier reports (Geifman and El-Yaniv 2017); arguments as above.
    """
    most = max(1, round(coverage * len(hit)))
    surest = np.argsort(-np.asarray(confidence), kind="stable")[:most]
    return float(np.asarray(hit)[surest].mean())


def _class_score(label: str, row: int, confusion: np.ndarray, labels: Sequence[str]) -> ClassScore:
    column = labels.index(label)
    hits, support = confusion[row, column], confusion[row].sum()
    predicted = confusion[:, column].sum()
    precision = hits / predicted if predicted else 0.0
    recall = hits / support
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return ClassScore(label, float(precision), float(recall), float(f1), int(support))
