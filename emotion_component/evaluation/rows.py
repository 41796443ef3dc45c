"""Rows of text and label from .csv, .tsv and .jsonl files, whatever their columns are called."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError

_TEXT = ("text", "sentence", "utterance")
_LABEL = ("label", "emotion", "labels")
_STRENGTH = "strength"
_LONGEST_NAME = 30
_OPTIONS = "name yours with --text-column and --label-column"
_Record = tuple[str, dict[str, Any]]
_Fields = tuple[int, list[str]]


@dataclass(frozen=True)
class Columns:
    """The names of the columns, upper or lower case; where none is given, the usual ones."""

    text: str | None = None
    label: str | None = None


USUAL = Columns()


@dataclass(frozen=True)
class Row:
    """What stands in the file: ``where`` names it in messages, ``label`` is as it was written."""

    where: str
    text: str
    label: Any
    strength: Any


def read_rows(path: Path, columns: Columns) -> Iterator[Row]:
    """The rows of a .jsonl, of a .csv (by commas or semicolons), or of a .tsv with or without a
    heading; a .tsv without one has TEXT, LABEL and perhaps a third column: a strength of 0 to 3,
    or GoEmotions' id beside the numbers of its labels.

    :raises DataError: when the file can't be read or lacks a column.
    """
    readers = {".jsonl": _jsonl, ".csv": _csv, ".tsv": _tsv}
    content = _content(path)
    if path.suffix.lower() not in readers:
        raise DataError(f"{path}: expected a file that ends in .jsonl, .csv or .tsv")
    for place, record in readers[path.suffix.lower()](content, path, columns):
        where = f"{path}, {place}"
        text, label = _pick(record, path, columns)
        if not isinstance(text, str):
            raise DataError(f"{where}: its text is {json.dumps(text)}; expected a string")
        yield Row(where, text, label, record.get(_STRENGTH))


def shown(name: str) -> str:
    """``name`` as a message may quote it: what is too long for one may be somebody's text."""
    return name if len(name) <= _LONGEST_NAME else f"({len(name)} characters)"


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except IsADirectoryError:
        raise DataError(f"{path} is a folder: name a file in it") from None
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path} is not UTF-8 (byte {error.start + 1}): save it in that encoding"
        ) from None


def _jsonl(content: str, path: Path, columns: Columns) -> Iterator[_Record]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"{path}, line {number}: not JSON ({error.msg})") from None
        if not isinstance(record, dict):
            raise DataError(f"{path}, line {number}: expected an object with text and label")
        yield f"line {number}", {name.strip().lower(): value for name, value in record.items()}


def _csv(content: str, path: Path, columns: Columns) -> Iterator[_Record]:
    heading = content.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        yield from _headed(_split(content, delimiter, quoted=True), path)
    except csv.Error as error:
        raise DataError(f"{path} is not a CSV file ({error})") from None


def _tsv(content: str, path: Path, columns: Columns) -> Iterator[_Record]:
    try:
        plain = list(_split(content, "\t", quoted=False))
    except csv.Error as error:
        raise DataError(f"{path} is not a TSV file ({error})") from None
    if plain and _is_heading(plain[0][1], columns):
        yield from _headed(_unquoted(content, plain), path)
    else:
        yield from _unheaded(plain, path)


def _unquoted(content: str, plain: list[_Fields]) -> list[_Fields]:
    """The rows without their quotes, unless these are part of the texts."""
    try:
        rows = list(_split(content, "\t", quoted=True))
    except csv.Error:
        return plain
    is_even = len({len(fields) for _, fields in plain}) == 1
    return plain if is_even and len(rows) < len(plain) else rows


def _split(content: str, delimiter: str, *, quoted: bool) -> Iterator[_Fields]:
    reader = csv.reader(
        io.StringIO(content, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=True,
    )
    return ((reader.line_num, row) for row in reader if row)


def _headed(rows: Iterable[_Fields], path: Path) -> Iterator[_Record]:
    names: list[str] = []
    for number, row in rows:
        if not names:
            names = [name.strip().lower() for name in row]
        elif len(row) != len(names):
            raise DataError(
                f"{path}, row {number}: {len(row)} columns where the heading has {len(names)}"
            )
        else:
            yield f"row {number}", dict(zip(names, row, strict=True))


def _unheaded(rows: Iterable[_Fields], path: Path) -> Iterator[_Record]:
    for number, row in rows:
        if len(row) < 2:
            raise DataError(f"{path}, row {number}: expected TEXT<tab>LABEL")
        place = f"row {number}" + (f" (if it is a heading, {_OPTIONS})" if number == 1 else "")
        text, label, *others = row
        ids = label.split(",")
        if len(others) == 1 and all(i.isdecimal() for i in ids):
            yield place, {"text": text, "label": [int(i) for i in ids]}
        else:
            yield place, {"text": text, "label": label, _STRENGTH: "".join(others)}


def _is_heading(row: list[str], columns: Columns) -> bool:
    expected = {*_wanted(columns.text, _TEXT), *_wanted(columns.label, _LABEL)}
    return columns != USUAL or bool({name.strip().lower() for name in row} & expected)


def _pick(record: dict[str, Any], path: Path, columns: Columns) -> tuple[Any, Any]:
    names = [
        next((name for name in wanted if name in record), None)
        for wanted in (_wanted(columns.text, _TEXT), _wanted(columns.label, _LABEL))
    ]
    if None in names:
        raise DataError(
            f"{path}: expected columns {columns.text or 'text'} and {columns.label or 'label'}, "
            f"found {', '.join(map(shown, record))}; {_OPTIONS}"
        )
    text, label = (record[str(name)] for name in names)
    return text, label


def _wanted(given: str | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    return (given.strip().lower(),) if given else usual
