"""The report on everyone as a PNG file: emotions, distress and valence, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from bot.mood.chart_span import short, some_days
from bot.mood.drawing import FAINT, SMALL, TEXT_SIZE, Panel, png, titled
from bot.mood.everyone import EveryoneReport
from bot.mood.shares_chart import ShareRow, bars_panel
from bot.mood.steps import Step, next_step
from emotion_component.evaluation.colours import SERIES_COLOURS

_MOST_ROWS = 31
_MOST_MARKS = 62
_MARK = 4
_LINE_HEIGHT = 1.9


@dataclass(frozen=True)
class _Line:
    values: Sequence[float]
    colour: str
    marker: str
    form: str


def everyone_chart(report: EveryoneReport) -> bytes:
    """Return the charts in one image, 800 pixels wide; no more is in them than in the table."""
    if not report.steps:
        return png([Panel(1.0, lambda part: _nothing(part, report.min_users))])
    rows = [
        ShareRow(short(step.start, report.step), step.total, step.shares)
        for step in report.steps[-_MOST_ROWS:]
    ]
    told = f"Counts are rounded to multiples of {report.min_users}."
    return png(
        [
            Panel(_LINE_HEIGHT, lambda part: _draw_distress(part, report)),
            Panel(_LINE_HEIGHT, lambda part: _draw_valence(part, report)),
            bars_panel(f"Everyone's emotions by {report.step}", told, rows),
        ]
    )


def _nothing(part: FigureBase, min_users: int) -> None:
    told = f"Nothing of {min_users} users or more in this time."
    part.text(0.5, 0.5, told, ha="center", va="center", fontsize=TEXT_SIZE)


def _draw_distress(part: FigureBase, report: EveryoneReport) -> None:
    axes = titled(part, "Distress", "Share of messages that sound sad, angry or afraid.")
    axes.set(ylim=(-0.05, 1.05))
    axes.set_yticks((0, 0.5, 1), ("0 %", "50 %", "100 %"))
    line = _Line([step.distressed for step in report.steps], SERIES_COLOURS[1], "s", "{:.0%}")
    _draw(axes, report, line)


def _draw_valence(part: FigureBase, report: EveryoneReport) -> None:
    axes = titled(part, "Valence", "How pleasant messages sound, from −1 to +1.")
    axes.set(ylim=(-1.1, 1.1))
    axes.set_yticks((-1, 0, 1), ("−1", "0", "+1"))
    line = _Line([step.mean_valence for step in report.steps], SERIES_COLOURS[0], "o", "{:+.2f}")
    _draw(axes, report, line)


def _draw(axes: Axes, report: EveryoneReport, line: _Line) -> None:
    """Steps of which nothing is shown leave a gap in the line."""
    starts = [step.start for step in report.steps]
    ticks = some_days(starts[0], starts[-1])
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.grid(axis="y", color="#dddddd", linewidth=0.8)
    size = _MARK if len(starts) <= _MOST_MARKS else 0
    look = {"color": line.colour, "marker": line.marker, "linewidth": 1.6}
    for piece in _pieces(starts, report.step):
        days = [starts[n].toordinal() for n in piece]
        values = [line.values[n] for n in piece]
        axes.plot(days, values, markersize=_MARK if len(piece) == 1 else size, **look)
    latest = (starts[-1].toordinal(), line.values[-1])
    told = line.form.format(line.values[-1])
    axes.annotate(told, latest, (6, 0), textcoords="offset points", fontsize=SMALL, color=FAINT)


def _pieces(starts: Sequence[date], step: Step) -> list[list[int]]:
    """The places of those steps that follow one another."""
    pieces = [[0]]
    for n in range(1, len(starts)):
        if next_step(starts[n - 1], step) != starts[n]:
            pieces.append([])
        pieces[-1].append(n)
    return pieces
