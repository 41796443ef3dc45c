"""``bot.mood.broker.MoodBroker``: the emotion of every turn, straight from Rasa's events.

Named in endpoints.yml. Rasa publishes the events of a turn when it saves the talk, whatever the
policies and actions made of it.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from bot.mood.carrier import Carrier
from bot.mood.entry import MoodEntry
from bot.mood.outbox import OUTBOX_FILE
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings

logger = logging.getLogger(__name__)

SECONDS_TO_CLOSE = 2.0
_CONSENT_SLOT = "consent"
_AGREED = "agreed"


class MoodBroker(EventBroker):
    """Takes each user turn's emotion to the mood history, without the text and in no hurry.

    It goes by the slot ``consent``, which the actions set, to tell whose turns may wait on the
    disk; the history itself judges whose are kept.
    """

    def __init__(self, carrier: Carrier, pseudonyms: Pseudonyms) -> None:
        self._carrier = carrier
        self._pseudonyms = pseudonyms
        carrier.start()

    @classmethod
    def from_settings(cls, settings: Settings) -> MoodBroker:
        """Return the broker to the history that ``settings`` name; it needn't be reachable.

        :raises SettingsError: when the key file can't be used.
        """
        pseudonyms = Pseudonyms.from_file(settings.key_file)
        carrier = Carrier(
            settings.home / OUTBOX_FILE, lambda: MoodStore.open(settings.database_url, pseudonyms)
        )
        return cls(carrier, pseudonyms)

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> MoodBroker:
        """Return the broker as the environment sets it; endpoints.yml has no options for it."""
        return cls.from_settings(Settings.from_environment())

    def publish(self, event: Mapping[str, Any]) -> None:
        """Take one event; what can't be used is left out, and the turn goes on."""
        try:
            self._take(event)
        except Exception as error:  # else Rasa would not save the talk; its text may hold the event
            logger.error("A turn was left out of the mood history: %s", type(error).__name__)

    async def close(self) -> None:
        """Write what can be written in two seconds; the rest stays for the next start."""
        await asyncio.to_thread(self.finish)

    def finish(self) -> None:
        """Do what ``close`` does where no event loop runs."""
        self._carrier.close(SECONDS_TO_CLOSE)

    def _take(self, event: Mapping[str, Any]) -> None:
        kind = event.get("event")
        if kind == "user":
            entry = MoodEntry.from_event(event)
            if entry:
                self._carrier.take(self._pseudonyms.of(event["sender_id"]), entry)
        elif kind == "slot" and event.get("name") == _CONSENT_SLOT:
            self._decided(self._pseudonyms.of(event["sender_id"]), event)

    def _decided(self, name: str, event: Mapping[str, Any]) -> None:
        if event.get("value") == _AGREED:
            self._carrier.agreed(name, datetime.fromtimestamp(event["timestamp"], timezone.utc))
        else:
            self._carrier.withdrawn(name)
