"""GoEmotions' 28 labels, several of which may be right at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from emotion_component.evaluation.metrics import ClassScore, label_f1
from emotion_component.labels import FINE_LABELS


@dataclass(frozen=True)
class FineScores:
    """Scores over ``labels``, those of the 28 that the data has; ``macro_f1`` is their plain
    mean, ``micro_f1`` counts all decisions together, both as Demszky et al. (2020) report them.
    """

    rows: int
    labels: tuple[ClassScore, ...]
    macro_f1: float
    micro_f1: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        labels = {row.label: asdict(row) for row in self.labels}
        for values in labels.values():
            del values["label"]
        return {**asdict(self), "labels": labels}


def score_fine(truth: Sequence[Collection[str]], found: Sequence[Collection[str]]) -> FineScores:
    """Compare the labels ``found`` with the ``truth``, both (rows,) of names among the 28."""
    wanted, given = marked(truth), marked(found)
    hits, support, guesses = (marks.sum(axis=0) for marks in (wanted & given, wanted, given))
    f1 = label_f1(wanted, given)
    labels = tuple(
        ClassScore(
            name,
            float(hits[i] / max(guesses[i], 1)),
            float(hits[i] / support[i]),
            float(f1[i]),
            int(support[i]),
        )
        for i, name in enumerate(FINE_LABELS)
        if support[i]
    )
    return FineScores(
        rows=len(truth),
        labels=labels,
        macro_f1=float(np.mean([row.f1 for row in labels])),
        micro_f1=float(2 * hits.sum() / (support.sum() + guesses.sum())),
    )


def marked(rows: Sequence[Collection[str]]) -> np.ndarray:
    """Which of the 28 each row has: (rows, 28) booleans."""
    return np.array([[name in row for name in FINE_LABELS] for row in rows])
