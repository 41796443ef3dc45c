"""How to correct the seven logits, learned and checked: features in, a head out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import KFold, StratifiedKFold

from emotion_component.head import LinearHead
from emotion_component.labels import EMOTIONS, NEUTRAL
from emotion_component.predictor import RawOutput
from emotion_component.probability import softmax
from emotion_component.regression import fit_correction

FOLDS = 5
"""Of the cross-validation: an emotion needs as many examples to be in each of them."""
PENALTIES = (1.0, 0.3, 0.1, 0.03)
"""To choose from. At 0.01, in three draws of 80 players' messages, fewer than 95 % of everyday
messages kept their emotion, for little more of what was to be learned."""
KEEPING = 2.0
"""Importance of a message to keep, where that of an example is 1."""
MOST_FOR_NEUTRAL = 3.0
"""Importance of a neutral example at most. People mark feelings; what they write is neutral for
the most part (83 % of DailyDialog), and a feeling heard in it is what disturbs."""
DIRECTIONS = 256
"""Of the features that are used: they hold at least 98 % of the variance, and are fitted in a
quarter of the time."""
SIGNIFICANCE = 0.05
"""Five examples mended and none broken is the least that gets below it."""


@dataclass(frozen=True)
class Check:
    """What cross-validation found for a penalty.

    ``accuracy`` and ``macro_f1`` on the examples are the default's and the corrected one's,
    ``mended`` and ``broken`` the numbers of examples between the two. ``kept`` is the share of
    the messages to keep that keep their emotion, each counted by how sure the default is of it.
    """

    penalty: float
    accuracy: tuple[float, float]
    macro_f1: tuple[float, float]
    mended: int
    broken: int
    kept: float

    def is_better(self) -> bool:
        """By McNemar's exact test, and not at the cost of the rarer emotions."""
        if self.mended <= self.broken or self.macro_f1[1] <= self.macro_f1[0]:
            return False
        test = binomtest(self.mended, self.mended + self.broken, alternative="greater")
        return bool(test.pvalue < SIGNIFICANCE)


@dataclass(frozen=True)
class Rows:
    """Messages as ``features`` (rows, width), with the default's ``logits`` (rows, 7) and what
    shall be said of them, ``targets`` (rows, 7), each row summing to 1.
    """

    features: np.ndarray
    logits: np.ndarray
    targets: np.ndarray

    def __len__(self) -> int:
        return len(self.logits)

    def __getitem__(self, rows: np.ndarray) -> Rows:
        return Rows(self.features[rows], self.logits[rows], self.targets[rows])

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            np.concatenate([self.features, other.features]),
            np.concatenate([self.logits, other.logits]),
            np.concatenate([self.targets, other.targets]),
        )

    def corrected(self, weights: np.ndarray) -> np.ndarray:
        """The logits under ``weights`` (width, 7)."""
        return np.asarray(self.logits + self.features @ weights)


@dataclass(frozen=True)
class Problem:
    """``examples`` to learn and messages to ``keep`` as they are.

    Logits are calibrated, over ``temperature``; features are the network's less ``centre``
    (width,), along ``axes`` (width, directions).
    """

    examples: Rows
    keep: Rows
    centre: np.ndarray
    axes: np.ndarray
    temperature: float

    @classmethod
    def pose(
        cls, examples: RawOutput, labels: Sequence[int], keep: RawOutput, temperature: float
    ) -> Problem:
        """From what the network says, ``labels`` being the examples' emotions by number."""
        centre = keep.features.mean(axis=0)
        axes = _axes(np.concatenate([examples.features, keep.features]) - centre, keep.features)

        def rows(raw: RawOutput) -> Rows:
            logits = raw.emotion.astype(float) / temperature
            return Rows((raw.features - centre) @ axes, logits, softmax(logits))

        told, kept = rows(examples), rows(keep)
        targets = np.eye(told.logits.shape[1])[list(labels)]
        return cls(Rows(told.features, told.logits, targets), kept, centre, axes, temperature)

    def cross_validate(self) -> list[Check]:
        """A check for each penalty; messages to keep are held out as the examples are."""
        said = np.empty((len(PENALTIES), *self.examples.logits.shape))
        kept = np.empty((len(PENALTIES), *self.keep.logits.shape))
        truth = self.examples.targets.argmax(axis=1)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(truth, truth)
        keep_folds = KFold(FOLDS, shuffle=True, random_state=0).split(self.keep.logits)
        for (train, test), (keep, lost) in zip(folds, keep_folds, strict=True):
            for i, weights in enumerate(_solutions(self.examples[train], self.keep[keep])):
                said[i, test] = self.examples[test].corrected(weights)
                kept[i, lost] = self.keep[lost].corrected(weights)
        return [self._check(*found) for found in zip(PENALTIES, said, kept, strict=True)]

    def solve(self, penalty: float) -> LinearHead:
        """What all examples teach, as it is added to the network's own logits and features."""
        solutions = dict(zip(PENALTIES, _solutions(self.examples, self.keep), strict=True))
        weights = self.temperature * self.axes @ solutions[penalty]
        return LinearHead(weights.astype(np.float32), (-self.centre @ weights).astype(np.float32))

    def _check(self, penalty: float, said: np.ndarray, kept: np.ndarray) -> Check:
        truth = self.examples.targets.argmax(axis=1)
        before, after = self.examples.logits.argmax(axis=1), said.argmax(axis=1)
        same = kept.argmax(axis=1) == self.keep.logits.argmax(axis=1)
        return Check(
            penalty,
            (accuracy_score(truth, before), accuracy_score(truth, after)),
            (_macro_f1(truth, before), _macro_f1(truth, after)),
            mended=int(((before != truth) & (after == truth)).sum()),
            broken=int(((before == truth) & (after != truth)).sum()),
            kept=float(np.average(same, weights=self.keep.targets.max(axis=1))),
        )


def _axes(features: np.ndarray, everyday: np.ndarray) -> np.ndarray:
    """The directions (width, directions) in which ``features`` differ most, each of the features
    counted in its standard deviations among ``everyday`` messages.
    """
    # A feature that hardly varies stays small, and a penalty means the same at every width.
    scale = 1 / ((everyday.std(axis=0) + 1e-3) * np.sqrt(everyday.shape[1]))
    found = TruncatedSVD(min(DIRECTIONS, len(scale)), random_state=0).fit(features * scale)
    return np.asarray(scale[:, None] * found.components_.T)


def _solutions(examples: Rows, keep: Rows) -> Iterator[np.ndarray]:
    """Weights for each penalty, each found from the one before."""
    rows, importance = examples + keep, _importance(examples, keep)
    scale = max(1.0, len(examples) / 100)  # or thousands of examples would wear the penalty out
    weights = None
    for penalty in PENALTIES:
        weights = fit_correction(
            rows.features, rows.logits, rows.targets, importance, penalty * scale, weights
        )
        yield weights


def _importance(examples: Rows, keep: Rows) -> np.ndarray:
    """Of each of the examples and then of each message to keep: together those weigh twice as
    much, and neutral examples about as much as the others.
    """
    neutral = examples.targets[:, EMOTIONS.index(NEUTRAL)] == 1
    balance = (~neutral).sum() / max(1, neutral.sum())
    ours = np.where(neutral, np.clip(balance, 1, MOST_FOR_NEUTRAL), 1.0)
    theirs = np.full(len(keep), KEEPING * max(1.0, ours.sum() / len(keep)))
    return np.concatenate([ours, theirs])


def _macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Over the emotions that there are examples of."""
    labels = np.unique(truth)
    return float(f1_score(truth, said, labels=labels, average="macro", zero_division=0))
