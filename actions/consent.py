"""Agreeing that a mood history is kept, and declining it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.history import AGREED, DECLINED, mood_store, now, say_unavailable
from bot.mood.consent import CONSENT_VERSION
from emotion_component.errors import AttuneError


class ActionConsentAgree(Action):
    """The user lets us keep their mood history."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_consent_agree"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Store the consent and confirm it."""
        return agree(dispatcher, tracker)


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
