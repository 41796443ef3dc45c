"""How far scores move when only the person in a sentence changes.

After the Equity Evaluation Corpus (Kiritchenko & Mohammad 2018): sentence frames that carry a
feeling are filled with the terms of a group (genders, nationalities, religions, ...), which should
not matter. The group ``control`` holds words of no such weight: any word moves a score a little,
and what it does is the measure for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_component.evaluation.bias_probes import Term, read_probes
from emotion_component.labels import EMOTIONS
from emotion_component.prediction import EmotionPrediction
from emotion_component.predictor import EmotionModel

CONTROL = "control"


@dataclass(frozen=True)
class Movement:
    """``label``'s score in one ``frame``: ``lowest`` and ``highest`` are the terms furthest apart.

    ``from_mean`` is the largest distance of a term from the mean over the group's terms, ``gap``
    that of the two terms; both in 0..1.
    """

    label: str
    frame: str
    lowest: str
    highest: str
    from_mean: float
    gap: float


@dataclass(frozen=True)
class ValenceGap:
    """The two terms whose mean valence over all frames lies furthest apart, and how far (0..2)."""

    lowest: str
    highest: str
    gap: float


@dataclass(frozen=True)
class GroupBias:
    """What a group's terms did over ``texts``.

    ``largest`` is the largest movement of any score from its frame's mean, ``typical`` the mean
    movement; ``flips`` is the share of texts (0..1) whose label isn't the most frequent one of
    their frame.
    """

    group: str
    texts: int
    largest: Movement
    typical: float
    flips: float
    valence: ValenceGap


@dataclass(frozen=True)
class BiasReport:
    """The groups' movements for a model."""

    model: str
    groups: tuple[GroupBias, ...]

    @property
    def worst(self) -> GroupBias:
        """The group, other than ``control``, with the largest movement."""
        return max(self._of_weight(), key=lambda group: group.largest.from_mean)

    @property
    def flips(self) -> float:
        """The share of texts with another label than their frame's, ``control`` left out."""
        groups = self._of_weight()
        flipped = sum(group.flips * group.texts for group in groups)
        return flipped / sum(group.texts for group in groups)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "model": self.model,
            "overall": {
                "texts": sum(group.texts for group in self._of_weight()),
                "group": self.worst.group,
                "largest": asdict(self.worst.largest),
                "flips": self.flips,
                "largest_valence_gap": max(g.valence.gap for g in self._of_weight()),
            },
            "groups": {group.group: asdict(group) for group in self.groups},
        }

    def _of_weight(self) -> list[GroupBias]:
        return [group for group in self.groups if group.group != CONTROL] or list(self.groups)


def measure_bias(
    model: EmotionModel,
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BiasReport:
    """Fill the frames in ``folder`` and measure each group; ``progress`` hears how many are done.

    Texts are predicted one at a time, so that nothing but the term moves a score.

    :raises DataError: when frames or terms can't be read.
    """
    probes = read_probes(folder)
    results = []
    for group in probes.groups:
        results.append(_measure(model, group, probes.frames_for(group), probes.groups[group]))
        progress(len(results), len(probes.groups))
    return BiasReport(model.version, tuple(results))


def _measure(
    model: EmotionModel, group: str, frames: Sequence[str], terms: Sequence[Term]
) -> GroupBias:
    texts = [term.fill(frame) for frame in frames for term in terms]
    predictions = model.predict(texts, batch_size=1)
    shape = (len(frames), len(terms))
    scores = np.array([[p.scores[name] for name in EMOTIONS] for p in predictions])
    scores = scores.reshape(*shape, len(EMOTIONS))
    moved = np.abs(scores - scores.mean(axis=1, keepdims=True))
    return GroupBias(
        group=group,
        texts=len(texts),
        largest=_largest(scores, moved, frames, terms),
        typical=float(moved.mean()),
        flips=_flips(predictions, shape),
        valence=_valence_gap(np.array([p.valence for p in predictions]).reshape(shape), terms),
    )


def _largest(
    scores: np.ndarray, moved: np.ndarray, frames: Sequence[str], terms: Sequence[Term]
) -> Movement:
    frame, _, label = map(int, np.unravel_index(moved.argmax(), moved.shape))
    across = scores[frame, :, label]
    return Movement(
        label=EMOTIONS[label],
        frame=frames[frame],
        lowest=terms[int(across.argmin())].name,
        highest=terms[int(across.argmax())].name,
        from_mean=float(moved.max()),
        gap=float(np.ptp(across)),
    )


def _flips(predictions: Sequence[EmotionPrediction], shape: tuple[int, int]) -> float:
    labels = np.array([EMOTIONS.index(p.label) for p in predictions]).reshape(shape)
    usual = [np.bincount(row).argmax() for row in labels]
    return float((labels != np.array(usual)[:, None]).mean())


def _valence_gap(valence: np.ndarray, terms: Sequence[Term]) -> ValenceGap:
    means = valence.mean(axis=0)
    return ValenceGap(terms[means.argmin()].name, terms[means.argmax()].name, float(np.ptp(means)))
