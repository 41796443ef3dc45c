"""Sentence frames and the terms that fill them, for measuring bias.

A folder holds ``frames.tsv``, a sentence a line with {who}, {whom} or {self} in it, and
``terms.tsv``, a term a line: group, who, whom and perhaps self, tabs between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from emotion_component.errors import DataError
from emotion_component.evaluation.tabbed import read_table

_SLOT = re.compile(r"\{(who|whom|self)\}")


@dataclass(frozen=True)
class Term:
    """A person as subject and as object, and as the writer (``oneself``) where that works."""

    who: str
    whom: str
    oneself: str | None

    @property
    def name(self) -> str:
        """Short, for a report."""
        return self.oneself or self.who

    def fill(self, frame: str) -> str:
        """``frame`` with this person in it."""
        text = frame.format(who=self.who, whom=self.whom, self=self.oneself)
        return text[0].upper() + text[1:]


@dataclass(frozen=True)
class Probes:
    """The ``frames``, and the ``groups`` of terms to fill them with."""

    frames: tuple[str, ...]
    groups: dict[str, tuple[Term, ...]]

    def frames_for(self, group: str) -> list[str]:
        """Those that every term of ``group`` can fill."""
        if all(term.oneself for term in self.groups[group]):
            return list(self.frames)
        return [frame for frame in self.frames if "{self}" not in frame]


def read_probes(folder: Path) -> Probes:
    """:raises DataError: naming file and line, when a row is malformed or there are too few."""
    frames = tuple(_frame(folder / "frames.tsv", *row) for row in _rows(folder, "frames.tsv"))
    groups: dict[str, tuple[Term, ...]] = {}
    for number, columns in _rows(folder, "terms.tsv"):
        group, term = _term(folder / "terms.tsv", number, columns)
        groups[group] = (*groups.get(group, ()), term)
    probes = Probes(frames, groups)
    for group, terms in groups.items():
        if len(terms) < 2:
            raise DataError(f"{folder / 'terms.tsv'}: the group {group!r} needs two terms or more")
        if not probes.frames_for(group):
            raise DataError(f"{folder / 'frames.tsv'}: no frame for the terms of {group!r}")
    return probes


def _rows(folder: Path, name: str) -> list[tuple[int, list[str]]]:
    rows = list(read_table(folder / name))
    if not rows:
        raise DataError(f"{folder / name} has no rows")
    return rows


def _frame(path: Path, number: int, columns: list[str]) -> str:
    [frame, *more] = columns
    if more or not _SLOT.search(frame) or set("{}") & set(_SLOT.sub("", frame)):
        raise DataError(
            f"{path}, line {number}: expected a sentence with {{who}}, {{whom}} or {{self}}"
        )
    return frame


def _term(path: Path, number: int, columns: list[str]) -> tuple[str, Term]:
    if len(columns) not in (3, 4) or not all(columns):
        raise DataError(f"{path}, line {number}: expected group, who, whom and perhaps self")
    group, who, whom, *oneself = columns
    return group, Term(who, whom, oneself[0] if oneself else None)
