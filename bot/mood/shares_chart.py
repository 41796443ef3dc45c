"""Shares of the emotions, a bar of parts for each day, week or month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from bot.mood.chart_span import note, short, shown_days, starts
from bot.mood.drawing import (
    FAINT,
    SMALL,
    Panel,
    emotion_signs,
    legend_height,
    look,
    titled_with_legend,
)
from bot.mood.report import MoodReport
from bot.mood.steps import Step
from bot.mood.trends import FEW, by_step
from emotion_component.evaluation.colours import ink_on
from emotion_component.labels import EMOTIONS

MOST_ROWS = 24
"""Longer reports are shown from their last months only."""

_DAYS, _WEEKS = 9, 98
_AROUND, _ROW = 0.9, 0.31
_ROOM_FOR_SIGN, _ROOM_FOR_BOTH = 0.05, 0.15


@dataclass(frozen=True)
class ShareRow:
    """A bar: its name, how many messages it is of, and their shares (0 to 1)."""

    name: str
    count: int
    shares: Mapping[str, float]


def shares_panel(report: MoodReport) -> Panel:
    """Return the chart; steps without messages keep their place."""
    first, last = shown_days(report)
    step = shares_step((last - first).days)
    spans = {span.start: span for span in by_step(report.days, step)}
    rows = []
    for start in list(starts(first, last, step))[-MOST_ROWS:]:
        span = spans.get(start)
        count, shares = (span.count, span.shares) if span else (0, {})
        rows.append(ShareRow(short(max(start, first), step), count, shares))
    return bars_panel(f"Emotions by {step}", note(report), rows)


def shares_step(length: int) -> Step:
    """Return of what a bar is in a period of ``length`` days."""
    if length <= _DAYS:
        return "day"
    return "week" if length <= _WEEKS else "month"


def bars_panel(title: str, told: str, rows: Sequence[ShareRow]) -> Panel:
    """Return the chart of ``rows``, the first on top; emotions always stand in the same order."""
    handles = emotion_signs(label for row in rows for label in row.shares if row.shares[label])

    def draw(part: FigureBase) -> None:
        axes = titled_with_legend(part, title, told, handles)
        axes.set(xlim=(0, 1), ylim=(len(rows) - 0.45, -0.55), xticks=())
        axes.set_yticks(range(len(rows)), [row.name for row in rows])
        under = {"ha": "center", "va": "top", "fontsize": SMALL, "color": FAINT}
        axes.text(1.02, len(rows) - 0.5, "messages", **under)
        for at, row in enumerate(rows):
            _draw_row(axes, at, row)

    return Panel(_AROUND + _ROW * len(rows) + legend_height(len(handles)), draw)


def _draw_row(axes: Axes, at: int, row: ShareRow) -> None:
    if not row.count:
        axes.text(0.01, at, "no messages", va="center", fontsize=SMALL, color=FAINT)
        return
    told = f"only {row.count}" if row.count < FEW else f"{row.count:,}"
    axes.text(1.02, at, told, va="center", fontsize=SMALL, color=FAINT)
    left = 0.0
    for label in EMOTIONS:
        share = row.shares.get(label, 0.0)
        if share:
            _draw_part(axes, at, left, share, label)
        left += share


def _draw_part(axes: Axes, at: int, left: float, share: float, label: str) -> None:
    seen = look(label)
    ink = ink_on(seen.colour)
    axes.barh(at, share, 0.82, left, color=seen.colour, edgecolor="white", linewidth=0.8)
    middle = left + share / 2
    if share >= _ROOM_FOR_BOTH:
        axes.plot(middle - 0.045, at, seen.sign, color=ink, markersize=4.5)
        place = {"ha": "left", "va": "center_baseline", "fontsize": SMALL, "color": ink}
        axes.text(middle - 0.02, at, f"{share:.0%}", **place)
    elif share >= _ROOM_FOR_SIGN:
        axes.plot(middle, at, seen.sign, color=ink, markersize=4.5)
