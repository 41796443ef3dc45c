"""``attune compare``: systems trained and measured side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.folders import make_folder
from bot.run_log import log_to
from emotion_component.comparison.data import read_data
from emotion_component.comparison.run import Comparison
from emotion_component.comparison.systems import System
from emotion_component.comparison.table import (
    HEADINGS,
    PARTS_HEADINGS,
    Row,
    markdown,
    notes_of,
    parts_of,
    rows_of,
)

_WIDTH_IN_A_FILE = 120

_notes = Console(stderr=True, highlight=False, markup=False)


def compare(
    data: Path,
    output: Path,
    systems: Sequence[System],
    seeds: int,
    epochs: Mapping[str, int],
    as_json: bool,
) -> None:
    """Train what ``output`` does not hold yet, and print the table of all that it holds.

    :param epochs: by family of systems.
    :raises AttuneError: when the data or something that a system needs is missing.
    """
    read = read_data(data)
    comparison = Comparison(read, epochs, make_folder(output))
    log_to(output / "compare.log")
    with redirect_stdout(sys.stderr):  # where trainers draw their progress
        comparison.run(systems, seeds, _notes.print)
    rows = rows_of(comparison.results(), read.test.labels)
    rows_read = f"{len(read.train.texts)} training texts, {len(read.test.texts)} test texts"
    title = f"{data.resolve().name}: {rows_read}"
    (output / "table.md").write_text(markdown(rows, title), encoding="utf-8")
    if as_json:
        print(json.dumps({"data": str(data), "rows": [row.as_dict() for row in rows]}, indent=2))
    else:
        _print(rows, title)


def _print(rows: Sequence[Row], title: str) -> None:
    width = None if sys.stdout.isatty() else _WIDTH_IN_A_FILE
    console = Console(highlight=False, markup=False, width=width)
    console.print(_table(title, HEADINGS, [row.cells for row in rows]))
    if parts := parts_of(rows):
        console.print(_table("what each part is worth", PARTS_HEADINGS, parts))
    for note in notes_of(rows):
        console.print(f"- {note}")


def _table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at else "left")
    for row in rows:
        table.add_row(*row)
    return table
