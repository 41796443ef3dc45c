"""The days, weeks and months in which everyone is counted, in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

Step = Literal["day", "week", "month"]


@dataclass(frozen=True)
class Stretch:
    """The part of the step from ``start`` that lies in a span: ``since`` to before ``until``."""

    start: date
    since: datetime
    until: datetime
    whole: bool


def stretches(since: datetime, until: datetime, step: Step) -> Iterator[Stretch]:
    """Yield the steps that the span touches, in order, cut to it at both ends."""
    start = first_day(since, step)
    while midnight(start) < until:
        following = next_step(start, step)
        begin, end = midnight(start), midnight(following)
        whole = since <= begin and end <= until
        yield Stretch(start, max(since, begin), min(until, end), whole)
        start = following


def first_day(at: datetime, step: Step) -> date:
    """Return the first day, in UTC, of the step that ``at`` lies in."""
    return step_start(at.astimezone(timezone.utc).date(), step)


def step_start(day: date, step: Step) -> date:
    """Return the first day of the step that ``day`` lies in; weeks begin on Monday (ISO 8601)."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def next_step(start: date, step: Step) -> date:
    """Return the day on which the step after the one from ``start`` begins."""
    if step == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if step == "week" else 1)


def midnight(day: date) -> datetime:
    """Return when ``day`` begins in UTC."""
    return datetime.combine(day, time(), timezone.utc)
