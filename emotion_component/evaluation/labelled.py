"""Labelled texts from any CSV, TSV or JSONL file, under our seven labels."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.training import mapping

_NAMES = mapping.DAILY_DIALOG | {name: name for name in EMOTIONS}
_KNOWN_ELSEWHERE = {"disgust", "trust", "anticipation"}
_TEXT_COLUMNS = ("text", "sentence", "utterance")
_LABEL_COLUMNS = ("label", "emotion", "labels")


@dataclass(frozen=True)
class LabelledTexts:
    """``texts`` and their ``labels``; ``left_out`` rows have no one label among the seven."""

    texts: list[str]
    labels: list[str]
    left_out: int


def read_labelled(path: Path) -> LabelledTexts:
    """Read a .jsonl, .csv or .tsv with text and label, or a .tsv of GoEmotions.

    A label is one of the seven, a number of dair-ai/emotion (0 to 5), a name of DailyDialog, or
    a list of names; rows whose labels map to no one emotion (``training.mapping``) are left out.

    :raises DataError: when the file can't be read, is empty, or has an unknown label.
    """
    texts, labels, left_out = [], [], 0
    for number, (text, raw) in enumerate(_rows(path), 1):
        emotion = _emotion(raw, f"{path}, row {number}")
        if emotion is None:
            left_out += 1
        else:
            texts.append(text)
            labels.append(emotion)
    if not texts:
        raise DataError(f"{path}: no labelled text in it")
    return LabelledTexts(texts, labels, left_out)


def _rows(path: Path) -> Iterator[tuple[str, Any]]:
    readers = {".jsonl": _jsonl, ".csv": _csv, ".tsv": _tsv}
    if path.suffix not in readers:
        raise DataError(f"{path}: expected a file that ends in .jsonl, .csv or .tsv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from readers[path.suffix](file, path)
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 (byte {error.start + 1})") from None


def _jsonl(file: Iterable[str], path: Path) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(file, 1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"{path}, line {number}: not JSON ({error.msg})") from None
        if not isinstance(row, dict):
            raise DataError(f"{path}, line {number}: expected an object with text and label")
        yield _pick(row, path)


def _csv(file: Iterable[str], path: Path) -> Iterator[tuple[str, Any]]:
    return (_pick(row, path) for row in csv.DictReader(file))


def _tsv(file: Iterable[str], path: Path) -> Iterator[tuple[str, Any]]:
    rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    first = next(rows, [])
    if set(first) & set(_TEXT_COLUMNS):
        yield from (_pick(dict(zip(first, row, strict=False)), path) for row in rows)
        return
    for row in [first, *rows]:
        if len(row) < 2:
            raise DataError(f"{path}: expected TEXT<tab>LABEL in each line")
        ids = row[1].split(",")
        numbered = len(row) == 3 and all(i.isdecimal() for i in ids)
        yield row[0], [FINE_LABELS[int(i)] for i in ids] if numbered else row[1]


def _pick(row: dict[str, Any], path: Path) -> tuple[str, Any]:
    text = next((row[name] for name in _TEXT_COLUMNS if name in row), None)
    label = next((row[name] for name in _LABEL_COLUMNS if name in row), None)
    if not isinstance(text, str) or label is None:
        raise DataError(f"{path}: expected columns text and label, found {', '.join(row)}")
    return text, label


def _emotion(raw: Any, where: str) -> str | None:
    if isinstance(raw, list):
        known = mapping.GO_EMOTIONS | _NAMES
        _require_known(raw, {*FINE_LABELS, *known, *_KNOWN_ELSEWHERE}, where)
        return mapping.one_emotion(raw, known)
    if isinstance(raw, int) or str(raw).isdecimal():
        if not 0 <= int(raw) < len(EMOTIONS):
            raise DataError(f"{where}: label {raw}; expected 0 to {len(EMOTIONS) - 1}")
        return EMOTIONS[int(raw)]
    _require_known([raw], {*_NAMES, *_KNOWN_ELSEWHERE}, where)
    return _NAMES.get(raw)


def _require_known(labels: Iterable[str], known: set[str], where: str) -> None:
    for label in labels:
        if label not in known:
            raise DataError(f"{where}: unknown label {label!r}; known are {', '.join(EMOTIONS)}")
