"""What the parts of a benchmark have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rich.table import Table


@dataclass(frozen=True)
class BenchOptions:
    """What to measure with.

    - ``model``: folder of the emotion model; the embedded one when left out.
    - ``data``: labelled texts to measure on; a fixed list when left out.
    - ``repeat``: how many times every text is measured, 1 or more.
    """

    model: Path | None = None
    data: Path | None = None
    repeat: int = 10


class Section(Protocol):
    """The measurements of one part of Attune, in the forms that are printed."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""

    def as_table(self) -> Table:
        """For people."""


Measure = Callable[[BenchOptions, Callable[[int], None]], Section]
"""Measures a section, telling after each of ``repeat`` rounds how many are done."""
