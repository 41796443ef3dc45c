"""How a network does on the dev splits while it is being trained."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from emotion_component.evaluation.fine import marked
from emotion_component.evaluation.metrics import label_f1, micro_f1, ordered_share, score
from emotion_component.labels import EMOTIONS, NEUTRAL
from emotion_component.model.network import EmotionNetwork
from emotion_component.probability import sigmoid
from emotion_component.training.calibration import best_thresholds
from emotion_component.training.corpora import Example
from emotion_component.training.dataset import Batches

_SHIFTS = sorted((round(0.1 * step, 1) for step in range(-10, 11)), key=abs)
"""Nearest to zero first: among equals the smallest shift is taken."""

CHOICE = (
    "emotion.accuracy",
    "emotion.macro_f1",
    "go_emotions.macro_f1",
    "go_emotions.neutral",
    "daily_dialog.micro_f1",
    "xed_en.macro_f1",
    "everyday.macro_f1",
)
"""What an epoch is chosen by: tweets, comments, and three times conversation."""


@dataclass(frozen=True)
class DevLogits:
    """Logits of ``examples``, in their order: ``emotion`` (rows, 7), ``fine`` (rows, 28) and
    ``intensity`` (rows,).
    """

    examples: list[Example]
    emotion: np.ndarray
    fine: np.ndarray
    intensity: np.ndarray

    def of(self, source: str) -> tuple[np.ndarray, list[str]]:
        """Logits and true emotions of one corpus."""
        rows = [i for i, e in enumerate(self.examples) if e.source == source and e.emotion]
        return self.emotion[rows], [str(self.examples[i].emotion) for i in rows]


def dev_logits(network: EmotionNetwork, batches: Batches, examples: Sequence[Example]) -> DevLogits:
    """Run ``network`` over ``examples`` without augmentation."""
    plain = Batches(batches.tokenizer, 64, None)
    network.eval()
    ordered = sorted(examples, key=lambda e: len(e.text))
    outputs = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(ordered), 64):
            [batch] = plain.epoch_in_order(ordered[at : at + 64])
            outputs.append(network(batch.input_ids, batch.attention_mask))
    emotion, fine, intensity = (
        torch.cat([getattr(output, name) for output in outputs]).float().numpy()
        for name in ("emotion", "fine", "intensity")
    )
    return DevLogits(list(ordered), emotion, fine, intensity)


def dev_scores(logits: DevLogits) -> dict[str, float]:
    """The dev figures that a checkpoint is chosen by; ``choice`` is their mean."""
    scores = _emotion_scores(logits)
    scores["fine.macro_f1"] = _fine_macro_f1(logits)
    return scores | _intensity_scores(logits)


def _emotion_scores(logits: DevLogits) -> dict[str, float]:
    scores: dict[str, float] = {}
    for source in sorted({e.source for e in logits.examples}):
        values, truth = logits.of(source)
        guessed = [EMOTIONS[i] for i in values.argmax(axis=1)]
        scored = score(truth, guessed, EMOTIONS)
        scores[f"{source}.accuracy"] = scored.accuracy
        scores[f"{source}.macro_f1"] = scored.macro.f1
        if NEUTRAL in truth:
            scores[f"{source}.micro_f1"] = micro_f1(truth, guessed, NEUTRAL)
            neutral = next(c for c in scored.classes if c.label == NEUTRAL)
            scores[f"{source}.neutral"] = neutral.recall
    chosen = [scores[name] for name in CHOICE if name in scores]
    scores["choice"] = float(np.mean(chosen or list(scores.values())))
    return scores


def with_fitted_biases(logits: DevLogits) -> tuple[tuple[float, ...], DevLogits]:
    """What to add to the seven logits for the best ``choice``, and ``logits`` with that added.

    How often each emotion is right differs from corpus to corpus: the mixture they are trained
    in decides it by accident, dev decides it on purpose. Neutral first, which weighs most.
    """
    biases = np.zeros(len(EMOTIONS))
    for at in reversed(range(len(EMOTIONS))):
        candidates = [biases + shift * np.eye(len(EMOTIONS))[at] for shift in _SHIFTS]
        biases = max(candidates, key=lambda added: _choice(logits, added))
    return tuple(round(float(b), 1) for b in biases), _shifted(logits, biases)


def _choice(logits: DevLogits, added: np.ndarray) -> float:
    return _emotion_scores(_shifted(logits, added))["choice"]


def _shifted(logits: DevLogits, biases: np.ndarray) -> DevLogits:
    return replace(logits, emotion=logits.emotion + biases)


def fixed_sample(examples: list[Example], most: int) -> list[Example]:
    """At most ``most`` examples of each corpus, the same at every call."""
    chosen: list[Example] = []
    for source in sorted({e.source for e in examples}):
        rows = [e for e in examples if e.source == source]
        chosen += random.Random(0).sample(rows, min(most, len(rows)))
    return chosen


def _fine_macro_f1(logits: DevLogits) -> float:
    known = [i for i, e in enumerate(logits.examples) if e.fine]
    if not known:
        return 0.0
    truth = marked([logits.examples[i].fine or () for i in known])
    scores = sigmoid(logits.fine[known])
    return float(np.mean(label_f1(truth, scores > best_thresholds(scores, truth))))


def _intensity_scores(logits: DevLogits) -> dict[str, float]:
    known = [i for i, e in enumerate(logits.examples) if e.intensity]
    if not known:
        return {}
    truth = np.array([logits.examples[i].intensity for i in known])
    return {"everyday.intensity_order": ordered_share(logits.intensity[known], truth)}
