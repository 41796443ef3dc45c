"""What one part is worth: the difference to the system without it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emotion_component.evaluation.metrics import label_f1
from emotion_component.labels import EMOTIONS

_DRAWS = 1000


@dataclass(frozen=True)
class Difference:
    """The mean difference of a score, and the 95 % interval it lies in."""

    mean: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval is on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Worth:
    """``over`` names the system without the part."""

    over: str
    accuracy: Difference
    macro_f1: Difference

    @property
    def verdict(self) -> str:
        """In a word: whether the part helps on this data."""
        clear = [d.mean > 0 for d in (self.accuracy, self.macro_f1) if d.clear]
        if not clear:
            return "worth nothing that can be measured here"
        if all(clear):
            return "helps"
        return "helps one, harms the other" if any(clear) else "harms"


def worth_of(over: str, truth: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Worth:
    """Compare the seeds of two systems; each of ``ours`` and ``theirs`` is ``Result.predicted``.

    The intervals come from a bootstrap over test texts, the same for both, and over the seeds
    of each (Efron and Tibshirani 1993). With one seed they know nothing of other seeds.
    """
    true = np.array([[label == name for name in EMOTIONS] for label in truth])
    guessed = _guessed(ours), _guessed(theirs)
    rng = np.random.default_rng(0)
    everything = [np.arange(len(g)) for g in guessed]
    mean = _difference(true, guessed, np.arange(len(true)), everything)
    draws = []
    for _ in range(_DRAWS):
        rows = rng.integers(len(true), size=len(true))
        draws.append(_difference(true, guessed, rows, [rng.choice(s, len(s)) for s in everything]))
    low, high = np.percentile(draws, (2.5, 97.5), axis=0)
    accuracy, macro_f1 = (
        Difference(*map(float, values)) for values in zip(mean, low, high, strict=True)
    )
    return Worth(over, accuracy, macro_f1)


def _guessed(seeds: Sequence[str]) -> np.ndarray:
    """(seeds, rows, 7) booleans."""
    return np.array([[[int(d) == i for i in range(len(EMOTIONS))] for d in p] for p in seeds])


def _difference(
    true: np.ndarray,
    guessed: tuple[np.ndarray, np.ndarray],
    rows: np.ndarray,
    seeds: Sequence[np.ndarray],
) -> np.ndarray:
    """(2,): of accuracy and macro-F1, on ``rows``, with the given ``seeds`` of each."""
    ours, theirs = (
        np.mean([_scores(true[rows], g[seed][rows]) for seed in chosen], axis=0)
        for g, chosen in zip(guessed, seeds, strict=True)
    )
    return np.asarray(ours - theirs)


def _scores(true: np.ndarray, guessed: np.ndarray) -> tuple[float, float]:
    present = true.any(axis=0)
    accuracy = (true & guessed).sum() / len(true)
    return float(accuracy), float(label_f1(true, guessed)[present].mean())
