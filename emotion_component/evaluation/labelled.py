"""Labelled texts from any CSV, TSV or JSONL file, under our seven labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError
from emotion_component.evaluation.rows import USUAL, Columns, read_rows, shown
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.training import mapping

_NAMES = mapping.GO_EMOTIONS | mapping.DAILY_DIALOG | {name: name for name in EMOTIONS}
_KNOWN = {*_NAMES, *FINE_LABELS, "trust", "anticipation"}
_ONLY_FINE = set(FINE_LABELS) - {*EMOTIONS, "disgust"}
_BETWEEN_LABELS = re.compile(r"[][,;|\"']+")
_STRENGTHS = ("0", "1", "2", "3")


@dataclass(frozen=True)
class LabelledText:
    """A text with the names of its labels.

    ``emotion`` is the one of the seven that they map to, ``None`` where there is no such one;
    ``strength`` is 0 (no feeling) to 3 (overwhelming), where the file says it.
    """

    text: str
    names: tuple[str, ...]
    emotion: str | None
    strength: int | None


@dataclass(frozen=True)
class LabelledTexts:
    """The rows of a file; ``texts`` and ``labels`` are of those with one emotion."""

    rows: tuple[LabelledText, ...]

    @property
    def kept(self) -> list[LabelledText]:
        """The rows with one emotion."""
        return [row for row in self.rows if row.emotion]

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.kept]

    @property
    def labels(self) -> list[str]:
        return [row.emotion for row in self.rows if row.emotion]

    @property
    def left_out(self) -> int:
        """How many rows have no one emotion."""
        return len(self.rows) - len(self.kept)

    @property
    def is_fine(self) -> bool:
        """Whether the labels are GoEmotions' 28: all are among them, some only there.

        BRIGHTER's five are among them too, and say nothing about the other 23.
        """
        names = {name for row in self.rows for name in row.names}
        return names <= set(FINE_LABELS) and bool(names & _ONLY_FINE)

    @property
    def scored(self) -> list[LabelledText]:
        """The rows that some figure is made from: all where the 28 are scored, else the kept."""
        return list(self.rows) if self.is_fine else self.kept


def read_labelled(path: Path, columns: Columns = USUAL) -> LabelledTexts:
    """Read a .jsonl, .csv or .tsv with text and label, or a .tsv of GoEmotions.

    A label is one of the seven, of DailyDialog's or of GoEmotions' 28; a number of
    dair-ai/emotion (0 to 6, the seven in their order); or several: a JSON list, or names with
    semicolons between them. Numbers in a list are GoEmotions'. Rows whose labels map to no one
    emotion (``training.mapping``) are there without one.

    :raises DataError: when the file can't be read, is empty, or has an unknown label.
    """
    rows = []
    for row in read_rows(path, columns):
        names = _names(row.label, row.where)
        strength = int(row.strength) if str(row.strength) in _STRENGTHS else None
        rows.append(LabelledText(row.text, names, mapping.one_emotion(names, _NAMES), strength))
    if not rows:
        raise DataError(f"{path}: no labelled text in it")
    if not any(row.emotion for row in rows):
        raise DataError(
            f"{path}: no row has one of {', '.join(EMOTIONS)}; all {len(rows)} are left out"
        )
    return LabelledTexts(tuple(rows))


def _names(raw: Any, where: str) -> tuple[str, ...]:
    if raw is None:
        return ()
    parts = raw if isinstance(raw, list) else _BETWEEN_LABELS.split(str(raw))
    numbered = EMOTIONS if str(raw).strip().isdecimal() else FINE_LABELS
    written = [part for part in (str(part).strip() for part in parts) if part]
    return tuple(_name(part, numbered, where) for part in written)


def _name(written: str, numbered: tuple[str, ...], where: str) -> str:
    if written.isdecimal():
        if int(written) >= len(numbered):
            raise DataError(f"{where}: label {written}; expected 0 to {len(numbered) - 1}")
        return numbered[int(written)]
    if written.lower() not in _KNOWN:
        raise DataError(
            f"{where}: unknown label {shown(repr(written))}; known are {', '.join(EMOTIONS)}, "
            "and GoEmotions' 28"
        )
    return written.lower()
