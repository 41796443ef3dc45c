"""All users together: what an operator may see, and nothing that leads to one person.

A cell, one emotion in one step of time, is shown from ``min_users`` users on. A hidden one looks
the same as an empty one (nobody can tell that somebody was afraid that day), a step of which
nothing is shown is left out, and totals and shares are of shown cells alone: inside one report
there is nothing to subtract. Between reports there is (a week less its six shown days, a span less
one that is a day shorter), so counts are rounded to multiples of ``min_users``: a difference of
two rounded counts is off by as much as the few that were hidden. Shares are made from the rounded
counts and means are rounded to two decimals for the same reason. It is no proof against somebody
who asks for hundreds of overlapping spans; but they could read the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.mood.cell import Cell
from bot.mood.change import Change, compare
from bot.mood.steps import Step
from emotion_component.labels import EMOTIONS

MIN_USERS = 5
"""Fewer users than this are never shown as a group of their own."""
DISTRESS = ("sadness", "anger", "fear")
"""The emotions whose share the alarm watches."""

_FEWEST_STEPS = 8


@dataclass(frozen=True)
class ShownStep:
    """A day, week or month in UTC that begins on ``start``: what may be shown of it.

    ``users`` and ``messages`` hold rounded counts per emotion, with None for an emotion of which
    nothing may be shown; a user with two emotions counts in both. ``total`` is the sum of the
    messages shown, ``shares`` (0 to 1) are of it. ``mean_valence`` (-1 to 1) is over the same
    messages; ``distressed`` is the share of sadness, anger and fear.
    """

    start: date
    users: Mapping[str, int | None]
    messages: Mapping[str, int | None]
    total: int
    shares: Mapping[str, float]
    mean_valence: float
    distressed: float


@dataclass(frozen=True)
class EveryoneReport:
    """The shown steps in order; ``change`` compares their later half with the earlier one."""

    since: datetime
    until: datetime
    step: Step
    min_users: int
    steps: tuple[ShownStep, ...]
    change: Change | None


def build_everyone(
    cells: Sequence[Cell],
    since: datetime,
    until: datetime,
    step: Step,
    min_users: int = MIN_USERS,
) -> EveryoneReport:
    """Return what may be shown of ``cells``, of which no two are of one step and emotion."""
    shown: dict[date, list[Cell]] = {}
    for cell in cells:
        if cell.users >= min_users:
            shown.setdefault(cell.start, []).append(cell)
    steps = tuple(_step(start, shown[start], min_users) for start in sorted(shown))
    return EveryoneReport(since, until, step, min_users, steps, _change(steps))


def distressed_alarm(report: EveryoneReport, threshold: float) -> str | None:
    """Return a sentence where the latest shown step is above ``threshold`` (0 to 1), else None."""
    if not report.steps or report.steps[-1].distressed <= threshold:
        return None
    latest = report.steps[-1]
    return (
        f"{latest.distressed:.0%} of the messages shown of the {report.step} from "
        f"{latest.start} sound sad, angry or afraid: more than {threshold:.0%}."
    )


def _step(start: date, cells: Sequence[Cell], base: int) -> ShownStep:
    users = {cell.emotion: _rounded(cell.users, base) for cell in cells}
    messages = {cell.emotion: _rounded(cell.messages, base) for cell in cells}
    total = sum(messages.values())
    shares = {label: messages.get(label, 0) / total for label in EMOTIONS}
    valence = sum(cell.valence_sum for cell in cells) / sum(cell.messages for cell in cells)
    return ShownStep(
        start=start,
        users={label: users.get(label) for label in EMOTIONS},
        messages={label: messages.get(label) for label in EMOTIONS},
        total=total,
        shares=shares,
        mean_valence=round(valence, 2),
        distressed=sum(shares[label] for label in DISTRESS),
    )


def _rounded(count: int, base: int) -> int:
    """The nearest multiple; never 0, because every shown cell has at least ``base``."""
    return (count + base // 2) // base * base


def _change(steps: Sequence[ShownStep]) -> Change | None:
    if len(steps) < _FEWEST_STEPS:
        return None
    half = len(steps) // 2
    means = {step.start: step.mean_valence for step in steps}
    starts = list(means)
    earlier = {start: means[start] for start in starts[:half]}
    return compare({start: means[start] for start in starts[half:]}, earlier)
