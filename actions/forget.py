"""Forgetting a user: their history and their consent."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import ASK_FORGET, certainty
from actions.history import mood_store, say_unavailable
from emotion_component.errors import AttuneError

SURE = 0.7
"""How certain the intent must be to delete without asking back; a button has 1."""


class ActionForget(Action):
    """Deletes what is kept about the user, after asking back where the wish isn't certain."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_forget"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Forget, or ask whether to."""
        if certainty(tracker) >= SURE:
            return forget(dispatcher, tracker)
        dispatcher.utter_message(response=ASK_FORGET)
        return []


def forget(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Delete the user's history and consent, and don't ask for a new one in this talk."""
    try:
        mood_store().forget(tracker.sender_id)
    except AttuneError as error:
        say_unavailable(dispatcher, error)
        return []
    dispatcher.utter_message(response="utter_forgotten")
    return [SlotSet("consent", None), SlotSet("consent_asked", True)]
