"""Rasa's stores of running talks, made to forget: Rasa itself never deletes one.

``ForgetfulTrackerStore`` is in memory and the default in endpoints.yml. ``WordlessTrackerStore``
is for several Rasa servers that share a database. Both drop a talk, instead of saving it, once
an action has set the slot ``forgotten`` in it: the user's next message begins a new one.
"""

from __future__ import annotations

import asyncio
import copy
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import read_endpoint_config

from bot.errors import StoreError

FORGOTTEN = "forgotten"
"""The slot by which an action marks a talk."""

_IN_MEMORY = (None, "bot.tracker_store.ForgetfulTrackerStore")
_IN_SQL = ("sql", "SQL", "bot.tracker_store.WordlessTrackerStore")
_KEPT_PARSE_DATA = ("intent", "entities", "message_id", "emotion")
_KEPT_METADATA = ("assistant_id", "model_id", "utter_action")


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """Keeps talks in memory, and none that is to be forgotten."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the talk, or drop it."""
        if tracker.get_slot(FORGOTTEN):
            await self.stream_events(tracker)
            self.store.pop(tracker.sender_id, None)
        else:
            await super().save(tracker)


class WordlessTrackerStore(SQLTrackerStore):
    """Keeps talks in a database, without a word that was said, and none to be forgotten.

    What is stored of a message is what policies and actions go by after a reload: intent,
    entities, emotion, ids and times. Actions see the text of the latest message only. Talks are
    found by Rasa's sender id, which stands there as it is until the talk is forgotten.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **options: Any,
    ) -> None:
        super().__init__(domain=domain, host=host, event_broker=event_broker, **options)
        # Rasa logs the errors of its stores; parameters would be events and sender ids.
        self.engine.hide_parameters = True
        if self.engine.dialect.name == "sqlite":
            _guard_file(self.engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what is new in the talk, or drop the talk."""
        if tracker.get_slot(FORGOTTEN):
            await self.stream_events(tracker)
            await asyncio.to_thread(self.forget, tracker.sender_id)
        else:
            await super().save(tracker)

    def forget(self, sender_id: str) -> int:
        """Delete a talk, also from the pages of the file; return how many events it had.

        On PostgreSQL that writes the table anew, which holds up the other talks for so long;
        its write-ahead log, statistics and backups are its operator's.
        """
        with self.session_scope() as session:
            events = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id)
            gone = int(events.delete(synchronize_session=False))
            session.commit()
        if self.engine.dialect.name == "postgresql":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
                server.execute(sa.text(f"VACUUM FULL {self.SQLEvent.__tablename__}"))
        return gone

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        return map(_wordless, super()._additional_events(session, tracker))


def forget_conversation(endpoints: Path, user: str) -> int:
    """Delete the talk of ``user`` from the database that the file ``endpoints`` names, if any.

    A talk in the memory of a running server can't be reached, and ends with that server.

    :return: how many events it had.
    :raises StoreError: when the database can't be used, or is of a kind that we can't clear.
    """
    config = read_endpoint_config(str(endpoints), "tracker_store") if endpoints.is_file() else None
    if config is None or config.type in _IN_MEMORY:
        return 0
    if config.type not in _IN_SQL:
        raise StoreError(
            f"{endpoints} names the tracker store {config.type!r}, where talks can't be deleted "
            "from here: delete this user's there by hand, or use bot.tracker_store."
        )
    try:
        return WordlessTrackerStore(host=config.url, **config.kwargs).forget(user)
    except sa.exc.SQLAlchemyError as error:
        raise StoreError(
            f"The talks in the tracker store of {endpoints} can't be deleted "
            f"({type(error).__name__}): check its url and that it can be reached."
        ) from None


def _guard_file(engine: sa.engine.Engine) -> None:
    if engine.url.database in (None, "", ":memory:"):
        return
    # Without its folder there is no file: every use of the store will say so.
    with suppress(FileNotFoundError):
        os.chmod(engine.url.database, 0o600)
    sa.event.listen(engine, "connect", _delete_for_good)
    engine.dispose()


def _delete_for_good(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA secure_delete=ON")


def _wordless(event: Event) -> Event:
    if not isinstance(event, (UserUttered, BotUttered)):
        return event
    event = copy.copy(event)
    event.text = ""
    event.metadata = _only(_KEPT_METADATA, event.metadata)
    if isinstance(event, UserUttered):
        event.parse_data = {**_only(_KEPT_PARSE_DATA, event.parse_data), "text": ""}
    return event


def _only(names: tuple[str, ...], found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in names if name in found}
