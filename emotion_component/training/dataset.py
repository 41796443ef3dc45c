"""From examples to batches: cleaned, without leaks, tokenised, of like length."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor

from emotion_component.labels import EMOTIONS, FINE_LABELS, NEUTRAL
from emotion_component.text import clean
from emotion_component.training.augmentation import Augmenter
from emotion_component.training.corpora import CORPORA, Example

IGNORED = -100
_POOL = 50


@dataclass(frozen=True)
class Batch:
    """Token ids, mask (batch, length); ``emotion``, ``intensity`` (batch,); ``fine`` (batch, 28).

    ``emotion`` is :data:`IGNORED` where unknown; ``intensity`` and rows of ``fine`` are NaN.
    """

    input_ids: Tensor
    attention_mask: Tensor
    emotion: Tensor
    fine: Tensor
    intensity: Tensor


def without_leaks(train: Iterable[Example], held_out: Iterable[Example]) -> list[Example]:
    """Cleaned training examples: no text twice, none with two emotions, none held out."""
    seen_elsewhere = {_key(example.text) for example in held_out}
    by_text: dict[str, list[Example]] = defaultdict(list)
    for example in train:
        if (key := _key(example.text)) and key not in seen_elsewhere:
            by_text[key].append(replace(example, text=clean(example.text)))
    kept = []
    for same in by_text.values():
        emotions = {example.emotion for example in same if example.emotion}
        if len(emotions) <= 1:
            kept.append(max(same, key=lambda e: (e.fine is not None, e.emotion is not None)))
    return kept


def sample_epoch(
    examples: Sequence[Example], rng: random.Random, factors: Mapping[str, float]
) -> list[Example]:
    """The rows of one epoch: of each corpus its share, and whole copies above one.

    :param factors: by which the shares of some corpora are multiplied.
    """
    groups: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.source, example.emotion == NEUTRAL].append(example)
    chosen: list[Example] = []
    for (source, neutral), rows in sorted(groups.items()):
        corpus = CORPORA[source]
        share = corpus.neutral_share if neutral else corpus.share
        whole, part = divmod(share * factors.get(source, 1.0), 1.0)
        chosen += rows * int(whole) + rng.sample(rows, round(part * len(rows)))
    return chosen


class Batches:
    """Batches over examples; texts in a batch are of like length, their order is random."""

    def __init__(self, tokenizer: Tokenizer, batch_size: int, augmenter: Augmenter | None) -> None:
        self.tokenizer = tokenizer
        self.batch_size = batch_size
        self.augmenter = augmenter

    def epoch(self, examples: Sequence[Example], rng: random.Random) -> list[Batch]:
        """Shuffled batches for training."""
        texts = [self._augmented(example, rng) for example in examples]
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        order = list(range(len(ids)))
        rng.shuffle(order)
        pool = _POOL * self.batch_size
        rows = [
            sorted(order[at : at + pool], key=lambda i: len(ids[i]))
            for at in range(0, len(order), pool)
        ]
        groups = [group for part in rows for group in _chunks(part, self.batch_size)]
        rng.shuffle(groups)
        return [_collate([ids[i] for i in g], [examples[i] for i in g]) for g in groups]

    def epoch_in_order(self, examples: Sequence[Example]) -> list[Batch]:
        """Batches in the order of ``examples``, nothing augmented."""
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch([e.text for e in examples])]
        groups = _chunks(range(len(ids)), self.batch_size)
        return [_collate([ids[i] for i in g], [examples[i] for i in g]) for g in groups]

    def _augmented(self, example: Example, rng: random.Random) -> str:
        return self.augmenter(example.text, rng) if self.augmenter else example.text


def _collate(ids: list[list[int]], examples: list[Example]) -> Batch:
    longest = max(map(len, ids))
    unknown = [math.nan] * len(FINE_LABELS)
    return Batch(
        torch.tensor([row + [0] * (longest - len(row)) for row in ids]),
        torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids]),
        torch.tensor([EMOTIONS.index(e.emotion) if e.emotion else IGNORED for e in examples]),
        torch.tensor([_fine_targets(e) if e.fine else unknown for e in examples]),
        torch.tensor([math.nan if e.intensity is None else e.intensity for e in examples]),
    )


def _fine_targets(example: Example) -> list[float]:
    return [float(label in (example.fine or ())) for label in FINE_LABELS]


def _chunks(items: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _key(text: str) -> str:
    return clean(text).casefold()
