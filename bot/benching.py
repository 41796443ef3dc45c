"""``attune bench``: the parts of Attune measured, each beside what it is compared with."""

from __future__ import annotations

import json

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from bot.bench.emotion import measure_emotion
from bot.bench.section import BenchOptions, Measure, Section

SECTIONS: dict[str, Measure] = {"emotion": measure_emotion}
"""What is measured, by its name in the JSON document."""

_notes = Console(stderr=True, highlight=False)


def bench(options: BenchOptions, as_json: bool) -> None:
    """Measure every section and print the results.

    :raises AttuneError: when what shall be measured can't be read.
    """
    results = {name: _measure(name, options) for name in SECTIONS}
    if as_json:
        print(json.dumps({name: result.as_dict() for name, result in results.items()}, indent=2))
        return
    for result in results.values():
        Console(highlight=False).print(result.as_table())


def _measure(name: str, options: BenchOptions) -> Section:
    columns = (
        TextColumn("{task.description}, round {task.completed} of {task.total}"),
        BarColumn(),
    )
    # Drawn between rounds only: a clock that redraws it would run beside what is measured.
    with Progress(*columns, console=_notes, auto_refresh=False, transient=True) as progress:
        bar = progress.add_task(name, total=options.repeat)
        return SECTIONS[name](
            options, lambda done: progress.update(bar, completed=done, refresh=True)
        )
