"""What came of training a system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emotion_component.comparison.data import Data

Predict = Callable[[Sequence[str]], list[str]]

_TIMED = 100


@dataclass(frozen=True)
class Job:
    """One training: its ``seed``, its number of ``epochs`` (0 where a system has none), and a
    ``folder`` to work in, which is removed when the training is done and only then.
    """

    seed: int
    epochs: int
    folder: Path


@dataclass(frozen=True)
class Outcome:
    """The labels given to the dev and test texts, and what they cost.

    ``megabytes`` on disk, ``milliseconds`` for one message in one thread, ``training_seconds``
    without the evaluation between epochs.
    """

    dev: list[str]
    test: list[str]
    megabytes: float
    milliseconds: float
    training_seconds: float


def outcome_of(predict: Predict, data: Data, megabytes: float, training_seconds: float) -> Outcome:
    """Let a trained system ``predict`` what it is scored on, and take its time."""
    return Outcome(
        predict(data.dev.texts),
        predict(data.test.texts),
        megabytes,
        milliseconds(predict, data.test.texts),
        training_seconds,
    )


def milliseconds(predict: Predict, texts: Sequence[str]) -> float:
    """The median time of a hundred of ``texts``, given one at a time."""
    chosen = texts[:: max(1, len(texts) // _TIMED)][:_TIMED]
    for text in chosen[:10]:  # what is slow the first time only
        predict([text])
    return 1000 * median(_seconds(predict, text) for text in chosen)


def megabytes_of(*files: Path) -> float:
    """The size of ``files`` together, in millions of bytes."""
    return sum(file.stat().st_size for file in files) / 1e6


def _seconds(predict: Predict, text: str) -> float:
    began = perf_counter()
    predict([text])
    return perf_counter() - began
