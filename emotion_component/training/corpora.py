"""Readers of the data sets: each turns a folder's split into examples."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.text import PLACEHOLDER
from emotion_component.training import mapping

NAMES = [
    "alex",
    "maria",
    "james",
    "fatima",
    "chen",
    "olga",
    "ahmed",
    "sarah",
    "diego",
    "aisha",
    "tom",
    "priya",
    "yuki",
    "kwame",
    "anna",
    "luis",
    "emily",
    "omar",
    "ingrid",
    "ravi",
]
STRENGTHS = {"0": 0.0, "1": 1 / 3, "2": 2 / 3, "3": 1.0}
"""What the intensity learns from: no feeling, slight, clear, overwhelming."""


@dataclass(frozen=True)
class Example:
    """A text with what is known of it: one of the seven, some of the 28, the strength (0..1)."""

    text: str
    emotion: str | None
    fine: tuple[str, ...] | None = None
    source: str = ""
    intensity: float | None = None


@dataclass(frozen=True)
class Corpus:
    """A data set: its name, the share of its rows in an epoch (with a feeling, and neutral), the
    licence of its texts, and its reader.
    """

    name: str
    share: float
    neutral_share: float
    licence: str
    read: Callable[[Path, str], Iterator[Example]]


def read_emotion(folder: Path, split: str) -> Iterator[Example]:
    """dair-ai/emotion (Saravia et al. 2018)."""
    for row in _jsonl(folder / f"{split}.jsonl"):
        yield Example(row["text"], EMOTIONS[row["label"]], None, "emotion")


def read_go_emotions(folder: Path, split: str) -> Iterator[Example]:
    """GoEmotions (Demszky et al. 2020)."""
    name = "dev" if split == "validation" else split
    with _open(folder / f"{name}.tsv") as file:
        for line in file:
            text, ids, _ = line.rstrip("\n").split("\t")
            fine = tuple(FINE_LABELS[int(i)] for i in ids.split(","))
            emotion = mapping.one_emotion(fine, mapping.GO_EMOTIONS)
            yield Example(_with_names(text), emotion, fine, "go_emotions")


def read_xed(folder: Path, split: str) -> Iterator[Example]:
    """XED (Öhman et al. 2020), which has no split: every tenth row by hash is held out."""
    for name in ("annotated", "neutral"):
        for row in _jsonl(folder / f"xed_en_{name}.jsonl"):
            held_out = zlib.crc32(row["text"].encode()) % 10 == 0
            emotion = mapping.one_emotion(row["label"], mapping.XED)
            if emotion and held_out == (split != "train"):
                yield Example(_with_names(row["text"]), emotion, None, "xed_en")


def read_brighter(folder: Path, split: str) -> Iterator[Example]:
    """BRIGHTER English (Muhammad et al. 2025)."""
    name = "dev" if split == "validation" else split
    for row in _jsonl(folder / f"{name}.jsonl"):
        emotion = mapping.one_emotion(row["label"], mapping.BRIGHTER)
        if emotion:
            yield Example(row["text"], emotion, None, "brighter_en")


def read_daily_dialog(folder: Path, split: str) -> Iterator[Example]:
    """DailyDialog (Li et al. 2017)."""
    for row in _jsonl(folder / f"{split}.jsonl"):
        emotion = mapping.DAILY_DIALOG.get(row["label"])
        if emotion:
            yield Example(row["text"], emotion, None, "daily_dialog")


def read_everyday(folder: Path, split: str) -> Iterator[Example]:
    """Messages written for this project (``data/everyday``), with how strong the feeling is."""
    path = folder / f"{split}.tsv"
    with _open(path) as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if len(row) != 3 or row[1] not in EMOTIONS or row[2] not in STRENGTHS:
                raise DataError(
                    f"{path}:{number}: expected TEXT<tab>EMOTION<tab>STRENGTH with an emotion "
                    f"among {', '.join(EMOTIONS)} and a strength among {', '.join(STRENGTHS)}"
                )
            yield Example(row[0], row[1], None, "everyday", STRENGTHS[row[2]])


CORPORA: dict[str, Corpus] = {
    corpus.name: corpus
    for corpus in (
        Corpus("emotion", 1.0, 1.0, "research and education", read_emotion),
        Corpus("go_emotions", 0.5, 0.5, "CC BY 4.0", read_go_emotions),
        Corpus("xed_en", 0.25, 0.25, "CC BY 4.0", read_xed),
        Corpus("brighter_en", 1.0, 1.0, "CC BY 4.0", read_brighter),
        Corpus("daily_dialog", 0.4, 0.12, "CC BY-NC-SA 4.0", read_daily_dialog),
        Corpus("everyday", 2.0, 2.0, "Apache-2.0", read_everyday),
    )
}


def find_corpora(folders: list[Path]) -> dict[str, Path]:
    """Map the name of each known corpus to its folder; a folder of corpora counts for all in it.

    Raises :class:`DataError` where a folder is missing or holds no corpus that we know.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        candidates = [folder, *sorted(folder.iterdir())] if folder.is_dir() else []
        known = {path.name: path for path in candidates if path.name in CORPORA}
        if not known:
            raise DataError(
                f"{folder}: no data set here; expected a folder named "
                f"{', '.join(CORPORA)}, or one that holds such folders"
            )
        found.update(known)
    return found


def _with_names(text: str) -> str:
    """Put a name where the data set has a placeholder, the same one at each run."""
    return PLACEHOLDER.sub(lambda at: NAMES[zlib.crc32(text.encode()) % len(NAMES)], text)


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path) as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"{path}:{number}: not JSON ({error.msg})") from None


def _open(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror})") from None
