"""Agreeing that a mood history is kept, and declining it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import ASK_CONSENT, certainty, last_question
from actions.history import AGREED, DECLINED, mood_store, now, say_unavailable
from bot.mood.consent import CONSENT_VERSION
from emotion_component.errors import AttuneError

SURE = 0.9
"""How certain the intent must be to count as consent where nobody asked; a button has 1."""


class ActionConsentAgree(Action):
    """The user lets us keep their mood history; asks where that isn't certain."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_consent_agree"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Store the consent and confirm it, or ask for it."""
        if certainty(tracker) >= SURE or last_question(tracker) == ASK_CONSENT:
            return agree(dispatcher, tracker)
        dispatcher.utter_message(response=ASK_CONSENT)
        return [SlotSet("consent_asked", True)]


class ActionConsentDecline(Action):
    """The user doesn't want a mood history, or no longer."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_consent_decline"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Store the refusal and confirm it."""
        return decline(dispatcher, tracker)


def agree(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep the user's mood history from this moment on."""
    try:
        mood_store().agree(tracker.sender_id, now(), CONSENT_VERSION)
    except AttuneError as error:
        say_unavailable(dispatcher, error)
        return []
    dispatcher.utter_message(response="utter_consent_agreed")
    return [SlotSet("consent", AGREED)]


def decline(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep nothing from this moment on."""
    try:
        mood_store().decline(tracker.sender_id, now())
    except AttuneError as error:
        say_unavailable(dispatcher, error)
        return []
    dispatcher.utter_message(response="utter_consent_declined")
    return [SlotSet("consent", DECLINED)]
