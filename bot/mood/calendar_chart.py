"""A calendar of days: how pleasant each was, and which have nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import FigureBase
from matplotlib.patches import Rectangle

from bot.mood.calendar_words import WEEKDAYS
from bot.mood.chart_span import note, short, shown_days, starts
from bot.mood.drawing import (
    EDGE,
    FAINT,
    SMALL,
    TEXT_SIZE,
    Look,
    Panel,
    legend_height,
    sign,
    titled_with_legend,
)
from bot.mood.report import MoodReport
from bot.mood.sentences import tone_of
from emotion_component.evaluation.colours import ink_on

MOST_MONTHS = 24
"""Longer reports are shown from their last months only."""

_MOST_WEEKS = 10
_AROUND = 1.0
_WEEK_HEIGHT, _MONTH_HEIGHT = 0.42, 0.17
_SIGNS = {"pleasant": "^", "balance": "o", "unpleasant": "v"}
_LEGEND = (("pleasant", 0.7), ("balance", 0.0), ("unpleasant", -0.7))
_NAMES = {"pleasant": "pleasant", "balance": "in balance", "unpleasant": "unpleasant"}
_NOTHING = Look("#ffffff", ".", "nothing")


def calendar_panel(report: MoodReport) -> Panel:
    """Return the chart: a row for each week, or for each month of a long period."""
    first, last = shown_days(report)
    values = {day.day: day.mean_valence for day in report.days}
    weeks = list(starts(first, last, "week"))
    months = list(starts(first, last, "month"))[-MOST_MONTHS:]
    by_week = len(weeks) <= _MOST_WEEKS
    handles = [sign(Look(_colour(at), _SIGNS[tone], _NAMES[tone])) for tone, at in _LEGEND]
    handles += [] if by_week else [sign(_NOTHING)]

    def draw(part: FigureBase) -> None:
        axes = titled_with_legend(part, "Day by day", note(report), handles)
        if by_week:
            _draw_weeks(axes, weeks, first, last, values)
        else:
            _draw_months(axes, months, first, last, values)

    rows = len(weeks) * _WEEK_HEIGHT if by_week else len(months) * _MONTH_HEIGHT
    return Panel(_AROUND + rows + legend_height(len(handles)), draw)


def _draw_weeks(
    axes: Axes, weeks: list[date], first: date, last: date, values: Mapping[date, float]
) -> None:
    axes.set(xlim=(-0.02, 7.02), ylim=(len(weeks) + 0.02, -0.02))
    axes.set_xticks([n + 0.5 for n in range(7)], [name[:3] for name in WEEKDAYS])
    axes.set_yticks([n + 0.5 for n in range(len(weeks))], [short(week, "day") for week in weeks])
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", labelsize=SMALL)
    for row, week in enumerate(weeks):
        for column in range(7):
            day = week + timedelta(days=column)
            if first <= day <= last:
                _draw_day(axes, column, row, day, values.get(day))


def _draw_day(axes: Axes, column: int, row: int, day: date, value: float | None) -> None:
    empty = value is None
    colour = "#ffffff" if value is None else _colour(value)
    ink = FAINT if empty else ink_on(colour)
    cell = Rectangle(
        (column + 0.05, row + 0.05),
        0.9,
        0.9,
        facecolor=colour,
        edgecolor="#bbbbbb" if empty else colour,
        linestyle=":" if empty else "-",
    )
    axes.add_patch(cell)
    place = 0.5 if empty else 0.32
    number = {"ha": "center", "va": "center", "fontsize": TEXT_SIZE, "color": ink}
    axes.text(column + place, row + 0.52, str(day.day), **number)
    if value is not None:
        axes.plot(column + 0.7, row + 0.5, _SIGNS[tone_of(value)], color=ink, markersize=5)


def _draw_months(
    axes: Axes, months: list[date], first: date, last: date, values: Mapping[date, float]
) -> None:
    axes.set(xlim=(0.3, 31.7), ylim=(len(months) - 0.4, -0.6))
    axes.set_xticks((1, 5, 10, 15, 20, 25, 31))
    axes.set_yticks(range(len(months)), [short(month, "month") for month in months])
    axes.xaxis.tick_top()
    axes.tick_params(labelsize=SMALL)
    for row, month in enumerate(months):
        for day in (month + timedelta(days=n) for n in range(31)):
            if day.month == month.month and first <= day <= last:
                _draw_small_day(axes, row, day, values.get(day))


def _draw_small_day(axes: Axes, row: int, day: date, value: float | None) -> None:
    if value is None:
        axes.plot(day.day, row, ".", color="#bbbbbb", markersize=2)
        return
    look = {"color": _colour(value), "markeredgecolor": EDGE, "markeredgewidth": 0.4}
    axes.plot(day.day, row, _SIGNS[tone_of(value)], markersize=6, **look)


def _colour(value: float) -> str:
    """From purple over near white to orange; the ends of the scale are too dark to write on."""
    return str(to_hex(colormaps["PuOr_r"](0.5 + 0.36 * value)))
