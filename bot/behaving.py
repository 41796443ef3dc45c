"""``attune behaviour``: a model's pass rates on behavioural cases, and its bias."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from emotion_component import EmotionModel
from emotion_component.evaluation.behaviour import PARTS, BehaviourReport, Verdict, run_behaviour
from emotion_component.evaluation.bias import CONTROL, BiasReport, measure_bias

_notes = Console(stderr=True, highlight=False)


def report_behaviour(data: Path, model: Path | None, as_json: bool, failures: bool) -> None:
    """Judge ``model`` on the cases in ``data``, and on ``data/bias`` where there is one.

    :raises AttuneError: when the cases or the model can't be read.
    """
    loaded = EmotionModel.load(model)
    with _progress("cases") as advance:
        behaviour = run_behaviour(loaded, data, advance)
    bias = None
    if (data / "bias").is_dir():
        with _progress("groups of terms") as advance:
            bias = measure_bias(loaded, data / "bias", advance)
    if as_json:
        document = behaviour.as_dict() | {"bias": bias.as_dict() if bias else None}
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print(behaviour, bias, failures)


def _print(behaviour: BehaviourReport, bias: BiasReport | None, failures: bool) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(_pass_rates(behaviour))
    if failures:
        for verdict in behaviour.failures:
            console.print(_failure(verdict), soft_wrap=True)
    if bias:
        console.print(_movements(bias))


def _failure(verdict: Verdict) -> str:
    case = verdict.case
    place = f"{case.capability}.tsv:{case.line} ({case.part})"
    return f"{place}: {' / '.join(case.texts)}: {verdict.complaint}"


def _pass_rates(report: BehaviourReport) -> Table:
    table = Table(title=f"attune {report.model}: behaviour", title_justify="left")
    table.add_column("passed")
    for heading in ("cases", *PARTS):
        table.add_column(heading, justify="right")
    for name in report.capabilities:
        table.add_row(name.replace("_", " "), *_rates(report, name))
    table.add_section()
    table.add_row("all", *_rates(report, None))
    return table


def _rates(report: BehaviourReport, capability: str | None) -> list[str]:
    rates = [report.pass_rate(part, capability).rate for part in PARTS]
    shown = ["" if rate is None else f"{rate:.1%}" for rate in rates]
    return [str(report.pass_rate(None, capability).cases), *shown]


def _movements(report: BiasReport) -> Table:
    worst = report.worst.largest
    caption = (
        f"Largest from its frame's mean: {worst.label} by {worst.from_mean:.3f} in "
        f'"{worst.frame}" ({worst.lowest} / {worst.highest}); '
        f"another label in {report.flips:.1%} of texts. "
        f'Valence: largest difference of two terms\' means. "{CONTROL}": words of no such weight.'
    )
    table = Table(title="bias: only the person changes", caption=caption)
    table.title_justify = table.caption_justify = "left"
    table.add_column("group")
    for heading in ("texts", "typical", "largest", "flips", "valence"):
        table.add_column(heading, justify="right")
    table.add_column("largest between")
    for group in report.groups:
        numbers = (f"{group.typical:.3f}", f"{group.largest.from_mean:.3f}", f"{group.flips:.1%}")
        pair = f"{group.largest.lowest} / {group.largest.highest}"
        table.add_row(group.group, str(group.texts), *numbers, f"{group.valence.gap:.3f}", pair)
    return table


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    with Progress(console=_notes, transient=True) as progress:
        bar = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
