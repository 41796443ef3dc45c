"""How the actions reach the mood history, and what they do when they can't."""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from functools import lru_cache

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.mood.consent import Consent
from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.retention import keep_pruning
from bot.settings import Settings
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)

AGREED = "agreed"
DECLINED = "declined"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return this process's settings; a failure is tried again next time."""
    return Settings.from_environment()


@lru_cache(maxsize=1)
def _pseudonyms() -> Pseudonyms:
    return Pseudonyms.from_file(settings().key_file)


@lru_cache(maxsize=1)
def mood_store() -> MoodStore:
    """Return this process's store, opened at first use; a failure is tried again next time.

    From then on what is older than ATTUNE_RETENTION_DAYS is deleted, here where no launcher does.
    """
    store = MoodStore.open(settings().database_url, _pseudonyms())
    keep_pruning(settings())
    return store


def pseudonym(tracker: Tracker) -> str:
    """Return what the history calls the user."""
    return _pseudonyms().of(tracker.sender_id)


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(timezone.utc)


def record_turns(tracker: Tracker) -> int:
    """Record every message of the talk that isn't recorded yet; return how many."""
    heard = (MoodEntry.from_event(e) for e in tracker.events if e.get("event") == "user")
    return mood_store().record(tracker.sender_id, [entry for entry in heard if entry])


def has_agreed(tracker: Tracker) -> bool:
    """Tell whether the user lets us keep a history."""
    return decision(mood_store().consent(tracker.sender_id)) == AGREED


def decision(consent: Consent | None) -> str | None:
    """Return what the slot ``consent`` should hold."""
    if consent is None:
        return None
    return AGREED if consent.agreed else DECLINED


def log_failure(error: AttuneError) -> None:
    """Log that the history can't be used, without anything of the talk."""
    logger.warning("The mood history was left out of this turn: %s", error)


def say_unavailable(dispatcher: CollectingDispatcher, error: AttuneError) -> None:
    """Tell who asked for something that the history can't be reached."""
    log_failure(error)
    dispatcher.utter_message(response="utter_history_unavailable")
