"""The days that users rated."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from bot.mood.check_in import CheckIn
from bot.mood.columns import message_key
from bot.mood.sql.consents import person
from bot.mood.sql.upsert import insert_new
from bot.mood.tables import check_ins
from bot.mood.vault import Vault

_COLUMNS = [column for column in check_ins.c if column.name != "person"]


def add(connection: Connection, number: int, check_in: CheckIn, vault: Vault) -> bool:
    """Keep the check-in unless its message has one; tell whether it was kept."""
    row = asdict(check_in) | {"person": number, "message_id": message_key(check_in.message_id)}
    if check_in.note is not None:
        row["note"] = vault.seal(check_in.note)
    return connection.execute(insert_new(connection, check_ins).values(row)).rowcount == 1


def between(
    connection: Connection, name: str, since: date | None, until: date | None, vault: Vault
) -> list[CheckIn]:
    """Return a user's check-ins about the days from ``since`` to before ``until``, in order."""
    query = select(*_COLUMNS).where(check_ins.c.person == person(name))
    if since is not None:
        query = query.where(check_ins.c.day >= since)
    if until is not None:
        query = query.where(check_ins.c.day < until)
    rows = connection.execute(query.order_by(check_ins.c.day, check_ins.c.at))
    return [_opened(CheckIn(**row._mapping), vault) for row in rows]


def keep_note(connection: Connection, number: int, key: str, sealed: str) -> bool:
    """Add a sealed note to a check-in; tell whether there is that check-in."""
    found = (check_ins.c.person == number, check_ins.c.message_id == key)
    return connection.execute(update(check_ins).where(*found).values(note=sealed)).rowcount == 1


def remove(connection: Connection, number: int) -> int:
    """Delete the check-ins of a person; return how many there were."""
    return connection.execute(delete(check_ins).where(check_ins.c.person == number)).rowcount


def remove_before(connection: Connection, before: datetime) -> int:
    """Delete the check-ins of everyone from before then; return how many there were."""
    return connection.execute(delete(check_ins).where(check_ins.c.at < before)).rowcount


def _opened(check_in: CheckIn, vault: Vault) -> CheckIn:
    return check_in if check_in.note is None else replace(check_in, note=vault.open(check_in.note))
