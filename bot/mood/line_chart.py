"""How pleasant it sounded, as a line with its band of certainty over marks of the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from bot.mood.chart_span import note, shown_days, some_days
from bot.mood.drawing import (
    EDGE,
    FAINT,
    SMALL,
    Panel,
    emotion_signs,
    legend_height,
    look,
    titled_with_legend,
)
from bot.mood.line import Point, smoothed
from bot.mood.report import MoodReport
from bot.mood.steps import Step
from bot.mood.trends import Span, by_step, ranked

_HEIGHT = 2.6
_INK = "#222222"
_BAND = {"color": _INK, "alpha": 0.18, "linewidth": 0}
_DAYS, _WEEKS = 70, 500
"""Longer periods have a mark for each week, those above that one for each month."""
_MIDDLE_OF = {"day": 0, "week": 3, "month": 14}


def line_panel(report: MoodReport) -> Panel:
    """Return the chart; a gap between days stays one, and a few entries are given no line."""
    first, last = shown_days(report)
    step = _step((last - first).days)
    marks = by_step(report.days, step)
    pieces = () if report.is_few else smoothed(report.days)
    handles = [*emotion_signs(_emotion(mark) for mark in marks), *_line_signs(bool(pieces))]

    def draw(part: FigureBase) -> None:
        told = note(report) if step == "day" else f"{note(report)} A sign is a {step}."
        axes = titled_with_legend(part, "How pleasant it sounded", told, handles)
        _frame(axes, first, last)
        _draw_line(axes, pieces)
        _draw_marks(axes, marks, step)

    return Panel(_HEIGHT + legend_height(len(handles)), draw)


def _step(length: int) -> Step:
    if length <= _DAYS:
        return "day"
    return "week" if length <= _WEEKS else "month"


def _emotion(mark: Span) -> str | None:
    return next(iter(ranked(mark.shares)), None)


def _line_signs(drawn: bool) -> list[Artist]:
    if not drawn:
        return []
    line = Line2D([], [], color=_INK, linewidth=1.6, label="smoothed")
    return [line, Patch(**_BAND, label="95 % sure")]


def _frame(axes: Axes, first: date, last: date) -> None:
    ticks = some_days(first, last)
    room = 0.7 + 0.02 * (last - first).days
    axes.set(xlim=(first.toordinal() - room, last.toordinal() + room), ylim=(-1.35, 1.35))
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_yticks((-1, 0, 1), ("−1", "0", "+1"))
    axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.axhline(1, color="#dddddd", linewidth=0.8, zorder=0)
    axes.axhline(-1, color="#dddddd", linewidth=0.8, zorder=0)
    for at, word in ((1.2, "pleasant"), (-1.2, "unpleasant")):
        axes.text(first.toordinal() - room, at, word, va="center", fontsize=SMALL, color=FAINT)


def _draw_line(axes: Axes, pieces: Sequence[Sequence[Point]]) -> None:
    for piece in pieces:
        days = [point.day.toordinal() for point in piece]
        low, high = [point.low for point in piece], [point.high for point in piece]
        if len(piece) == 1:
            axes.bar(days, high[0] - low[0], 0.8, low[0], **_BAND)
        axes.fill_between(days, low, high, **_BAND)
        axes.plot(days, [point.mean for point in piece], color=_INK, linewidth=1.6, zorder=2)


def _draw_marks(axes: Axes, marks: Sequence[Span], step: Step) -> None:
    size = 6.5 if len(marks) <= 35 else 4.5
    for mark in marks:
        seen = look(_emotion(mark))
        axes.plot(
            mark.start.toordinal() + _MIDDLE_OF[step],
            mark.mean_valence,
            seen.sign,
            color=seen.colour,
            markersize=size,
            markeredgecolor=EDGE,
            markeredgewidth=0.5,
            zorder=3,
        )
