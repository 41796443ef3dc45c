"""How a network does on the dev splits while it is being trained."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from emotion_component.evaluation.metrics import micro_f1, score
from emotion_component.labels import EMOTIONS, FINE_LABELS, NEUTRAL
from emotion_component.model.network import EmotionNetwork
from emotion_component.probability import sigmoid
from emotion_component.training.corpora import Example
from emotion_component.training.dataset import Batches

_SHIFTS = sorted((round(0.1 * step, 1) for step in range(-10, 11)), key=abs)
"""Nearest to zero first: among equals the smallest shift is taken."""


@dataclass(frozen=True)
class DevLogits:
    """``emotion`` (rows, 7) and ``fine`` (rows, 28) logits of ``examples``, in their order."""

    examples: list[Example]
    emotion: np.ndarray
    fine: np.ndarray

    def of(self, source: str) -> tuple[np.ndarray, list[str]]:
        """Logits and true emotions of one corpus."""
        rows = [i for i, e in enumerate(self.examples) if e.source == source and e.emotion]
        return self.emotion[rows], [str(self.examples[i].emotion) for i in rows]


def dev_logits(network: EmotionNetwork, batches: Batches, examples: Sequence[Example]) -> DevLogits:
    """Run ``network`` over ``examples`` without augmentation."""
    plain = Batches(batches.tokenizer, 64, None)
    network.eval()
    ordered = sorted(examples, key=lambda e: len(e.text))
    emotion, fine = [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(ordered), 64):
            [batch] = plain.epoch_in_order(ordered[at : at + 64])
            output = network(batch.input_ids, batch.attention_mask)
            emotion.append(output.emotion.float().numpy())
            fine.append(output.fine.float().numpy())
    return DevLogits(list(ordered), np.concatenate(emotion), np.concatenate(fine))


def dev_scores(logits: DevLogits) -> dict[str, float]:
    """The dev figures that a checkpoint is chosen by; ``choice`` is their mean."""
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
    chosen = [
        scores[name]
        for name in (
            "emotion.macro_f1",
            "go_emotions.macro_f1",
            "daily_dialog.micro_f1",
        )
        if name in scores
    ]
    scores["choice"] = float(np.mean(chosen or list(scores.values())))
    scores["fine.macro_f1"] = _fine_macro_f1(logits)
    return scores


def with_fitted_neutral(logits: DevLogits) -> tuple[float, DevLogits]:
    """The shift of neutral's logit that makes the best ``choice``, and ``logits`` shifted so.

    How often neutral is right differs from corpus to corpus: the mixture they are trained in
    decides it by accident, dev decides it on purpose.
    """
    candidates = [(shift, _shifted(logits, shift)) for shift in _SHIFTS]
    return max(candidates, key=lambda pair: dev_scores(pair[1])["choice"])


def _shifted(logits: DevLogits, shift: float) -> DevLogits:
    emotion = logits.emotion.copy()
    emotion[:, EMOTIONS.index(NEUTRAL)] += shift
    return replace(logits, emotion=emotion)


def fixed_sample(examples: list[Example], most: int) -> list[Example]:
    """At most ``most`` examples of each corpus, the same at every call."""
    chosen: list[Example] = []
    for source in sorted({e.source for e in examples}):
        rows = [e for e in examples if e.source == source]
        chosen += random.Random(0).sample(rows, min(most, len(rows)))
    return chosen


def _fine_macro_f1(logits: DevLogits, threshold: float = 0.3) -> float:
    rows = [i for i, e in enumerate(logits.examples) if e.fine]
    if not rows:
        return 0.0
    truth = np.array([[f in (logits.examples[i].fine or ()) for f in FINE_LABELS] for i in rows])
    found = sigmoid(logits.fine[rows]) > threshold
    hits = (truth & found).sum(axis=0)
    f1 = 2 * hits / np.maximum(truth.sum(axis=0) + found.sum(axis=0), 1)
    return float(f1.mean())
