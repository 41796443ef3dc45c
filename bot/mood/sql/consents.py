"""Who lets us keep what; the one table that knows pseudonyms."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import ScalarSelect

from bot.mood.consent import Consent
from bot.mood.sql.upsert import put
from bot.mood.tables import consents

_COLUMNS = (consents.c.agreed, consents.c.version, consents.c.decided_at, consents.c.texts)


def person(name: str) -> ScalarSelect:
    """Return, for a statement, the number of the user with this pseudonym."""
    return select(consents.c.id).where(consents.c.user == name).scalar_subquery()


def find(connection: Connection, name: str) -> Consent | None:
    """Return what the user with this pseudonym decided."""
    row = connection.execute(select(*_COLUMNS).where(consents.c.user == name)).one_or_none()
    return Consent(**row._mapping) if row else None


def lock(connection: Connection, name: str) -> tuple[int, Consent] | None:
    """Return a user's number and decision; nobody else writes of them until the commit.

    Every change of a user's data begins here, so that each sees the last one's whole work.
    """
    query = select(consents.c.id, *_COLUMNS).where(consents.c.user == name).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    number, *decision = row
    return number, Consent(*decision)


def lock_all(connection: Connection) -> None:
    """Let nobody else change any user's data until the commit; SQLite always does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE consents IN EXCLUSIVE MODE"))


def decide(connection: Connection, name: str, consent: Consent) -> None:
    """Keep this decision in place of an earlier one."""
    put(connection, consents, {"user": name}, **asdict(consent))


def allow_texts(connection: Connection, number: int, allowed: bool) -> None:
    """Keep whether the texts of corrections may be kept."""
    connection.execute(update(consents).where(consents.c.id == number).values(texts=allowed))


def remove(connection: Connection, number: int) -> None:
    """Delete the decision, and with it what the person's number stands for."""
    connection.execute(delete(consents).where(consents.c.id == number))
