"""An LSTM and a BiLSTM on word vectors of their own, without BERT, as student projects have them.

The vectors are learned from the training texts, the last state (of each direction) goes through
dropout into a softmax, Adam minimises the cross-entropy.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import torch
from rich.progress import track
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence
from torch.optim import Adam

from emotion_component.comparison.data import Data
from emotion_component.comparison.outcome import (
    Job,
    Outcome,
    megabytes_of,
    outcome_of,
)
from emotion_component.comparison.vocabulary import PADDING, Vocabulary
from emotion_component.evaluation.metrics import score
from emotion_component.labels import EMOTIONS

logger = logging.getLogger(__name__)

_EMBEDDING = 100
_HIDDEN = 128
_DROPOUT = 0.5
_RATE = 1e-3
_BATCH = 32


class RecurrentNetwork(nn.Module):
    """Word ids in, logits over the seven labels out."""

    def __init__(self, words: int, bidirectional: bool) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, _EMBEDDING, padding_idx=PADDING)
        self.lstm = nn.LSTM(_EMBEDDING, _HIDDEN, batch_first=True, bidirectional=bidirectional)
        self.dropout = nn.Dropout(_DROPOUT)
        self.dense = nn.Linear((2 if bidirectional else 1) * _HIDDEN, len(EMOTIONS))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Map ``ids`` (batch, length), of which ``lengths`` (batch,) are words, to (batch, 7)."""
        packed = pack_padded_sequence(
            self.embedding(ids), lengths, batch_first=True, enforce_sorted=False
        )
        _, (last, _) = self.lstm(packed)
        return self.dense(self.dropout(last.transpose(0, 1).flatten(1)))


@dataclass(frozen=True)
class RecurrentClassifier:
    """A network with the vocabulary that it reads by."""

    vocabulary: Vocabulary
    network: RecurrentNetwork

    def predict(self, texts: Sequence[str]) -> list[str]:
        """One label for each text."""
        self.network.eval()
        labels: list[str] = []
        with torch.no_grad():
            for at in range(0, len(texts), _BATCH):
                logits = self.network(*self.inputs(texts[at : at + _BATCH]))
                labels += [EMOTIONS[i] for i in logits.argmax(dim=1).tolist()]
        return labels

    def inputs(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Word ids (texts, longest) and the number of words (texts,)."""
        rows = [torch.tensor(self.vocabulary.ids(text)) for text in texts]
        ids = pad_sequence(rows, batch_first=True, padding_value=PADDING)
        return ids, torch.tensor([len(row) for row in rows])

    def save(self, folder: Path) -> tuple[Path, Path]:
        """Write weights and vocabulary, and return where."""
        weights, words = folder / "weights.pt", folder / "words.json"
        torch.save(self.network.state_dict(), weights)
        words.write_text(json.dumps(self.vocabulary.words()), encoding="utf-8")
        return weights, words


def train_lstm(data: Data, job: Job) -> Outcome:
    """Read forwards only."""
    return _train(data, job, bidirectional=False)


def train_bilstm(data: Data, job: Job) -> Outcome:
    """Read in both directions."""
    return _train(data, job, bidirectional=True)


def _train(data: Data, job: Job, bidirectional: bool) -> Outcome:
    torch.manual_seed(job.seed)
    vocabulary = Vocabulary(data.train.texts)
    classifier = RecurrentClassifier(vocabulary, RecurrentNetwork(len(vocabulary), bidirectional))
    seconds = _fit(classifier, data, job)
    size = megabytes_of(*classifier.save(job.folder))
    with _one_thread():
        return outcome_of(classifier.predict, data, size, seconds)


def _fit(classifier: RecurrentClassifier, data: Data, job: Job) -> float:
    """Train, leave the epoch that does best on dev in place, return the seconds it took."""
    optimizer = Adam(classifier.network.parameters(), lr=_RATE)
    rng = random.Random(job.seed)
    best, kept, seconds = -1.0, {}, 0.0
    for _ in track(range(job.epochs), "epochs", transient=True):
        began = perf_counter()
        for texts, truth in _batches(data, rng):
            _step(classifier, optimizer, texts, truth)
        seconds += perf_counter() - began
        scores = score(data.dev.labels, classifier.predict(data.dev.texts), EMOTIONS)
        logger.info("dev: accuracy %.4f, macro-F1 %.4f", scores.accuracy, scores.macro.f1)
        if scores.accuracy + scores.macro.f1 > best:
            best = scores.accuracy + scores.macro.f1
            kept = {name: w.clone() for name, w in classifier.network.state_dict().items()}
    classifier.network.load_state_dict(kept)
    return seconds


def _step(
    classifier: RecurrentClassifier, optimizer: Adam, texts: list[str], truth: list[int]
) -> None:
    classifier.network.train()
    loss = cross_entropy(classifier.network(*classifier.inputs(texts)), torch.tensor(truth))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def _batches(data: Data, rng: random.Random) -> Iterator[tuple[list[str], list[int]]]:
    order = list(range(len(data.train.texts)))
    rng.shuffle(order)
    for at in range(0, len(order), _BATCH):
        rows = order[at : at + _BATCH]
        texts = [data.train.texts[i] for i in rows]
        yield texts, [EMOTIONS.index(data.train.labels[i]) for i in rows]


@contextmanager
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
