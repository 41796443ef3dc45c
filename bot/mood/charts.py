"""The charts of a report on one user, as PNG files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from matplotlib.figure import FigureBase

from bot.mood.calendar_chart import calendar_panel
from bot.mood.chart_span import days_in_words
from bot.mood.drawing import TEXT_SIZE, Panel, png
from bot.mood.line_chart import line_panel
from bot.mood.report import MoodReport
from bot.mood.shares_chart import shares_panel

Kind = Literal["line", "calendar", "shares"]

_PANELS: dict[Kind, Callable[[MoodReport], Panel]] = {
    "line": line_panel,
    "calendar": calendar_panel,
    "shares": shares_panel,
}


def chart(kind: Kind | Literal["all"], report: MoodReport) -> bytes:
    """Return one chart, or "all" of them in one image; 800 pixels wide, for 400 on a phone.

    Its user isn't named. Where nothing is kept, the image says so.
    """
    if not report.days:
        return png([_nothing(report)])
    panels = _PANELS.values() if kind == "all" else [_PANELS[kind]]
    return png([panel(report) for panel in panels])


def _nothing(report: MoodReport) -> Panel:
    told = f"No entries: {days_in_words(report)}."

    def draw(part: FigureBase) -> None:
        part.text(0.5, 0.5, told, ha="center", va="center", fontsize=TEXT_SIZE, wrap=True)

    return Panel(1.0, draw)
