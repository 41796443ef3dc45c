"""The reminders, each handed to one process at a time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from bot.mood.reminder import Due, Reminder
from bot.mood.sql.consents import person
from bot.mood.sql.upsert import put
from bot.mood.tables import consents, mood_entries, reminders
from bot.mood.vault import Vault

LEASE = timedelta(minutes=15)
"""How long a claimed reminder is nobody else's, if who claimed it never says more of it."""

_COLUMNS = [c for c in reminders.c if c.name not in {"person", "claimed_until"}]


def set_for(connection: Connection, number: int, reminder: Reminder, vault: Vault) -> None:
    """Keep this reminder in place of an earlier one."""
    values = asdict(reminder) | {"recipient": vault.seal(reminder.recipient)}
    put(connection, reminders, {"person": number}, **values, claimed_until=None)


def find(connection: Connection, name: str, vault: Vault) -> Reminder | None:
    """Return the user's reminder."""
    query = select(*_COLUMNS).where(reminders.c.person == person(name))
    row = connection.execute(query).one_or_none()
    return _opened(row, vault) if row else None


def claim(connection: Connection, now: datetime, vault: Vault) -> list[Due]:
    """Return the reminders due by ``now`` that nobody has claimed, and claim them."""
    last_seen = select(func.max(mood_entries.c.at)).where(
        mood_entries.c.person == reminders.c.person
    )
    query = (
        select(reminders.c.person, consents.c.user, last_seen.scalar_subquery(), *_COLUMNS)
        .join(consents, consents.c.id == reminders.c.person)
        .where(reminders.c.next_at <= now)
        .where(or_(reminders.c.claimed_until.is_(None), reminders.c.claimed_until <= now))
        .order_by(reminders.c.next_at)
        .with_for_update(of=reminders, skip_locked=True)
    )
    rows = connection.execute(query).all()
    if rows:
        claimed = update(reminders).where(reminders.c.person == bindparam("number"))
        claimed = claimed.values(claimed_until=now + LEASE)
        connection.execute(claimed, [{"number": row.person} for row in rows])
    return [Due(row.user, _opened(row, vault), row[2]) for row in rows]


def reschedule(connection: Connection, name: str, next_at: datetime) -> bool:
    """End the claim on a user's reminder and set when it is due next; tell whether it stood."""
    claimed = update(reminders).where(reminders.c.person == person(name))
    claimed = claimed.where(reminders.c.claimed_until.is_not(None))
    return connection.execute(claimed.values(next_at=next_at, claimed_until=None)).rowcount == 1


def remove(connection: Connection, number: int) -> bool:
    """Delete a person's reminder; tell whether there was one."""
    return connection.execute(delete(reminders).where(reminders.c.person == number)).rowcount == 1


def _opened(row: Any, vault: Vault) -> Reminder:
    values = {column.name: row._mapping[column.name] for column in _COLUMNS}
    return Reminder(**values | {"recipient": vault.open(values["recipient"])})
