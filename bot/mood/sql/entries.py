"""The entries of mood, each message of a user once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from bot.mood.columns import message_key
from bot.mood.correction import Corrected
from bot.mood.entry import MoodEntry
from bot.mood.sql.consents import person
from bot.mood.sql.upsert import insert_new, put
from bot.mood.tables import corrected_texts, mood_entries
from bot.mood.vault import Vault
from emotion_component.labels import VALENCE

FEELING = func.coalesce(mood_entries.c.corrected, mood_entries.c.emotion)
"""``MoodEntry.feeling``, computed by the database."""

PLEASANTNESS = case(
    (
        or_(
            mood_entries.c.corrected.is_(None),
            mood_entries.c.corrected == mood_entries.c.emotion,
        ),
        mood_entries.c.valence,
    ),
    else_=case(VALENCE, value=mood_entries.c.corrected),
)
"""``MoodEntry.pleasantness``, computed by the database."""

_COLUMNS = [column for column in mood_entries.c if column.name != "person"]
_AT_ONCE = 500
"""How many message ids one query asks for: databases limit the parameters of a statement."""


def add(connection: Connection, number: int, entries: Iterable[MoodEntry]) -> list[MoodEntry]:
    """Keep the entries whose message has none yet; return those."""
    by_key = {message_key(entry.message_id): entry for entry in entries}
    known = _known(connection, number, by_key)
    new = {key: entry for key, entry in by_key.items() if key not in known}
    if new:
        rows = [_row(number, key, entry) for key, entry in new.items()]
        connection.execute(insert_new(connection, mood_entries), rows)
    return list(new.values())


def between(
    connection: Connection, name: str, since: datetime | None, until: datetime | None
) -> list[MoodEntry]:
    """Return a user's entries from ``since`` to before ``until``, in time order."""
    query = select(*_COLUMNS).where(mood_entries.c.person == person(name))
    if since is not None:
        query = query.where(mood_entries.c.at >= since)
    if until is not None:
        query = query.where(mood_entries.c.at < until)
    rows = connection.execute(query.order_by(mood_entries.c.at, mood_entries.c.message_id))
    return [MoodEntry(**row._mapping) for row in rows]


def correct(connection: Connection, number: int, key: str, emotion: str) -> datetime | None:
    """Set what the user called the message; return when it was said, None for an unknown one."""
    found = (mood_entries.c.person == number, mood_entries.c.message_id == key)
    at = connection.execute(select(mood_entries.c.at).where(*found)).scalar()
    if at is not None:
        connection.execute(update(mood_entries).where(*found).values(corrected=emotion))
    return at


def keep_text(connection: Connection, number: int, key: str, sealed: str) -> None:
    """Keep the sealed text of a corrected message."""
    put(connection, corrected_texts, {"person": number, "message_id": key}, sealed=sealed)


def corrected(connection: Connection, vault: Vault, name: str | None = None) -> Iterator[Corrected]:
    """Yield what was corrected and whose text is kept, by one user or by all."""
    query = select(corrected_texts.c.sealed, mood_entries.c.emotion, mood_entries.c.corrected)
    query = query.select_from(corrected_texts).join(mood_entries, _same_message())
    if name is not None:
        query = query.where(corrected_texts.c.person == person(name))
    order = (mood_entries.c.at, mood_entries.c.message_id)
    for sealed, guess, emotion in connection.execute(query.order_by(*order)):
        yield Corrected(vault.open(sealed), guess, emotion)


def remove_texts(connection: Connection, number: int) -> int:
    """Delete the kept texts of a person; return how many there were."""
    gone = delete(corrected_texts).where(corrected_texts.c.person == number)
    return connection.execute(gone).rowcount


def remove(connection: Connection, number: int) -> int:
    """Delete the entries of a person and their texts; return how many entries there were."""
    remove_texts(connection, number)
    return connection.execute(delete(mood_entries).where(mood_entries.c.person == number)).rowcount


def remove_before(connection: Connection, before: datetime) -> int:
    """Delete the entries of everyone from before then, and their texts; return how many."""
    gone = connection.execute(delete(mood_entries).where(mood_entries.c.at < before)).rowcount
    orphaned = ~select(mood_entries.c.at).where(_same_message()).exists()
    connection.execute(delete(corrected_texts).where(orphaned))
    return gone


def _same_message() -> ColumnElement:
    return (mood_entries.c.person == corrected_texts.c.person) & (
        mood_entries.c.message_id == corrected_texts.c.message_id
    )


def _known(connection: Connection, number: int, keys: Collection[str]) -> set[str]:
    left = iter(keys)
    known: set[str] = set()
    while some := list(islice(left, _AT_ONCE)):
        query = select(mood_entries.c.message_id).where(
            mood_entries.c.person == number, mood_entries.c.message_id.in_(some)
        )
        known.update(connection.execute(query).scalars())
    return known


def _row(number: int, key: str, entry: MoodEntry) -> dict[str, Any]:
    return {**asdict(entry), "person": number, "message_id": key}
