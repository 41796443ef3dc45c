"""What each person felt by month: the entries counted, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Date, delete, func, insert, literal, select
from sqlalchemy.engine import Connection

from bot.mood.sql.entries import FEELING, PLEASANTNESS
from bot.mood.steps import first_day, midnight, next_step
from bot.mood.tables import mood_entries, mood_months


def recount(connection: Connection, number: int, times: Iterable[datetime]) -> None:
    """Count a person's months in which these ``times`` lie anew."""
    for month in {first_day(at, "month") for at in times}:
        _recount(connection, month, number)


def remove(connection: Connection, number: int) -> None:
    """Delete what was counted for a person."""
    connection.execute(delete(mood_months).where(mood_months.c.person == number))


def remove_before(connection: Connection, before: datetime) -> None:
    """Delete the months before then; the one in which it lies is counted anew."""
    month = first_day(before, "month")
    connection.execute(delete(mood_months).where(mood_months.c.month < month))
    _recount(connection, month)


def _recount(connection: Connection, month: date, number: int | None = None) -> None:
    old = delete(mood_months).where(mood_months.c.month == month)
    rows = select(
        literal(month, Date), FEELING, mood_entries.c.person, func.count(), func.sum(PLEASANTNESS)
    ).where(
        mood_entries.c.at >= midnight(month),
        mood_entries.c.at < midnight(next_step(month, "month")),
    )
    if number is not None:
        old = old.where(mood_months.c.person == number)
        rows = rows.where(mood_entries.c.person == number)
    rows = rows.group_by(FEELING, mood_entries.c.person)
    connection.execute(old)
    columns = ["month", "emotion", "person", "messages", "valence_sum"]
    connection.execute(insert(mood_months).from_select(columns, rows))
