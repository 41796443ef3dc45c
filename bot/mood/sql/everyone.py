"""Counts over all users, from the months that were counted before where they fit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import Select

from bot.mood.cell import Cell
from bot.mood.sql.entries import FEELING, PLEASANTNESS
from bot.mood.steps import Step, Stretch, first_day, midnight, next_step, stretches
from bot.mood.tables import mood_entries, mood_months


def cells(connection: Connection, since: datetime, until: datetime, step: Step) -> list[Cell]:
    """Return the count of each emotion in each step, from ``since`` to before ``until``."""
    first, last = connection.execute(_first_and_last()).one()
    if first is None:
        return []
    # Where the span goes beyond all entries, the steps at its ends are whole ones.
    if since <= first:
        since = midnight(first_day(first, step))
    if until > last:
        until = midnight(next_step(first_day(last, step), step))
    return [
        Cell(stretch.start, *row)
        for stretch in stretches(since, until, step)
        for row in connection.execute(_counts(stretch, step))
    ]


def _first_and_last() -> Select:
    # Two queries, each answered from one end of the index.
    return select(
        select(func.min(mood_entries.c.at)).scalar_subquery(),
        select(func.max(mood_entries.c.at)).scalar_subquery(),
    )


def _counts(stretch: Stretch, step: Step) -> Select:
    return _of_month(stretch) if step == "month" and stretch.whole else _of_rows(stretch)


def _of_rows(stretch: Stretch) -> Select:
    # By person first: counting distinct people instead makes PostgreSQL sort all rows.
    each = (
        select(FEELING.label("emotion"), func.count().label("n"), func.sum(PLEASANTNESS).label("v"))
        .where(mood_entries.c.at >= stretch.since, mood_entries.c.at < stretch.until)
        .group_by(FEELING, mood_entries.c.person)
        .subquery()
    )
    counts = select(each.c.emotion, func.count(), func.sum(each.c.n), func.sum(each.c.v))
    return counts.group_by(each.c.emotion).order_by(each.c.emotion)


def _of_month(stretch: Stretch) -> Select:
    counted = mood_months.c
    return (
        select(
            counted.emotion,
            func.count(),
            func.sum(counted.messages),
            func.sum(counted.valence_sum),
        )
        .where(counted.month == stretch.start)
        .group_by(counted.emotion)
        .order_by(counted.emotion)
    )
