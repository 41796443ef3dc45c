"""What every system of a comparison is trained, chosen and scored on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from emotion_component.errors import DataError
from emotion_component.text import clean
from emotion_component.training.corpora import CORPORA, Example, find_corpora
from emotion_component.training.dataset import without_leaks


@dataclass(frozen=True)
class Split:
    """Cleaned examples, each with one of the seven labels."""

    examples: list[Example]

    @cached_property
    def texts(self) -> list[str]:
        return [example.text for example in self.examples]

    @cached_property
    def labels(self) -> list[str]:
        return [str(example.emotion) for example in self.examples]


@dataclass(frozen=True)
class Data:
    """``train`` without a text of the others, ``dev`` without one of ``test``."""

    train: Split
    dev: Split
    test: Split

    @cached_property
    def digest(self) -> str:
        """Names the data: it changes with any text or label."""
        digest = sha256()
        for split in (self.train, self.dev, self.test):
            for example in split.examples:
                digest.update(f"{example.emotion}\t{example.text}\n".encode())
            digest.update(b"\n")
        return digest.hexdigest()[:10]


def read_data(folder: Path) -> Data:
    """Read the corpora in ``folder``: one of those that training knows, or a folder of them.

    :raises DataError: when there is none, a split is missing, or nothing is left of one.
    """
    corpora = find_corpora([folder])
    test = [replace(e, text=clean(e.text)) for e in _labelled(corpora, "test")]
    dev = without_leaks(_labelled(corpora, "validation"), test)
    train = without_leaks(_labelled(corpora, "train"), dev + test)
    for name, examples in (("train", train), ("validation", dev), ("test", test)):
        if not examples:
            raise DataError(f"{folder}: its {name} split has no labelled text of its own")
    return Data(Split(train), Split(dev), Split(test))


def _labelled(corpora: dict[str, Path], split: str) -> Iterable[Example]:
    for name, folder in corpora.items():
        yield from (example for example in CORPORA[name].read(folder, split) if example.emotion)
