"""Forgetting a user: their history, and all that is kept of them beside it."""

from __future__ import annotations

from contextlib import closing

from rasa_sdk import Tracker
from rasa_sdk.events import AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.history import log_failure, mood_store, pseudonym, settings
from bot.exports import remove_exports
from bot.mood.outbox import OUTBOX_FILE, Outbox
from emotion_component.errors import AttuneError


def forget(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Delete what is kept of the user; the last slot set has their talk dropped, too.

    The history goes first: where it can't be reached, nothing was deleted.
    """
    try:
        mood_store().forget(tracker.sender_id)
    except AttuneError as error:
        log_failure(error)
        dispatcher.utter_message(response="utter_forget_failed")
        return []
    try:
        _forget_beside_the_history(pseudonym(tracker))
        dispatcher.utter_message(response="utter_forgotten")
    except AttuneError as error:
        log_failure(error)
        dispatcher.utter_message(response="utter_forget_unfinished")
    # The broker goes by the slot `consent`, the tracker store by `forgotten`.
    slots = {"consent": None, "consent_asked": True, "forgotten": True}
    return [AllSlotsReset(), *(SlotSet(name, value) for name, value in slots.items())]


def keep(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Delete nothing."""
    dispatcher.utter_message(response="utter_forget_cancelled")
    return []


def _forget_beside_the_history(name: str) -> None:
    with closing(Outbox(settings().home / OUTBOX_FILE)) as outbox:
        outbox.withdrawn(name)
    remove_exports(settings().home, name)
