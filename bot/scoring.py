"""Predictions for files of any length: a row in, a row out, in constant memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from bot.errors import InputError
from emotion_component import EmotionModel
from emotion_component.errors import AttuneError

TEXT = "text"
FORMATS = (".txt", ".csv", ".jsonl")
_CHUNK = 256
_LONGEST_FIELD = 64 * 1024 * 1024


class RowError(AttuneError):
    """One row can't be read; the others can."""


@dataclass(frozen=True)
class Row:
    """A row of the input: its line number, and its text or what is wrong with it."""

    line: int
    text: str
    error: str | None = None


@dataclass(frozen=True)
class Result:
    """What came out for a row: a prediction's values, or what was wrong."""

    line: int
    values: dict[str, Any]
    error: str | None = None


def score_file(model: EmotionModel, source: Path) -> Iterator[Result]:
    """Stream a prediction for each line of ``source`` (.txt), or each row with a ``text``.

    :raises InputError: when the file can't be read or has no column ``text``.
    """
    if source.suffix not in FORMATS:
        raise InputError(f"{source}: expected a file that ends in {', '.join(FORMATS)}")
    return _stream(model, source)


def _stream(model: EmotionModel, source: Path) -> Iterator[Result]:
    try:
        with source.open("rb") as file:
            yield from _score(model, _rows(file, source))
    except OSError as error:
        raise InputError(f"{source} can't be read: {error.strerror}") from error


def _score(model: EmotionModel, rows: Iterable[Row]) -> Iterator[Result]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        good = iter(model.predict([row.text for row in chunk if row.error is None]))
        for row in chunk:
            if row.error is None:
                yield Result(row.line, {TEXT: row.text, **next(good).as_dict()})
            else:
                yield Result(row.line, {}, row.error)


def _rows(file: BinaryIO, source: Path) -> Iterator[Row]:
    if source.suffix == ".csv":
        return _csv_rows(file, source)
    reader = _json_text if source.suffix == ".jsonl" else str
    return (_row(number, line, reader) for number, line in enumerate(file, 1))


def _row(number: int, line: bytes, reader: Any) -> Row:
    try:
        return Row(number, reader(line.rstrip(b"\r\n").decode("utf-8")))
    except UnicodeDecodeError as error:
        return Row(number, "", f"not UTF-8 (byte {error.start + 1})")
    except RowError as error:
        return Row(number, "", str(error))


def _json_text(line: str) -> str:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise RowError(f"not JSON ({error.msg})") from None
    text = value.get(TEXT) if isinstance(value, dict) else value
    if not isinstance(text, str):
        raise RowError(f'expected an object with a text under "{TEXT}"')
    return text


def _csv_rows(file: BinaryIO, source: Path) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.DictReader(lines)
    if TEXT not in (reader.fieldnames or ()):
        raise InputError(f"{source}: no column '{TEXT}'; it has {reader.fieldnames or 'none'}")
    for values in reader:
        text = values[TEXT] or ""
        try:
            text.encode("utf-8")
            yield Row(reader.line_num, text)
        except UnicodeEncodeError:
            yield Row(reader.line_num, "", "not UTF-8")


class ResultWriter:
    """Writes results as JSON lines, or as CSV with a column a label."""

    def __init__(self, file: TextIO, as_csv: bool) -> None:
        self._file = file
        self._csv = csv.writer(file) if as_csv else None
        self._begun = False

    def write(self, result: Result) -> None:
        """Append ``result``."""
        if self._csv is None:
            values = {"line": result.line, **result.values}
            if result.error:
                values["error"] = result.error
            self._file.write(json.dumps(values, ensure_ascii=False) + "\n")
        else:
            self._write_csv(result)

    def _write_csv(self, result: Result) -> None:
        assert self._csv is not None
        columns = ["text", "label", "confidence", "intensity", "valence", "unsure"]
        if not self._begun:
            self._csv.writerow(["line", *columns, "error"])
            self._begun = True
        values = [result.values.get(column, "") for column in columns]
        self._csv.writerow([result.line, *values, result.error or ""])
