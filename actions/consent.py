"""Agreeing that a mood history is kept, and declining it."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import ASK_CONSENT, certainty, last_question
from actions.history import AGREED, DECLINED, mood_store, now
from bot.mood.consent import CONSENT_VERSION

SURE = 0.9
"""How certain the intent must be to count as consent where nobody asked; a button has 1."""


class ActionConsentAgree(TalkAction):
    """The user lets us keep their mood history; asks where that isn't certain."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_consent_agree"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Store the consent and confirm it, or ask for it."""
        if certainty(tracker) >= SURE or last_question(tracker) == ASK_CONSENT:
            return agree(dispatcher, tracker)
        dispatcher.utter_message(response=ASK_CONSENT)
        return [SlotSet("consent_asked", True)]


class ActionConsentDecline(TalkAction):
    """The user doesn't want a mood history, or no longer."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_consent_decline"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Store the refusal and confirm it."""
        return decline(dispatcher, tracker)


def agree(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep the user's mood history from this moment on."""
    mood_store().agree(tracker.sender_id, now(), CONSENT_VERSION)
    dispatcher.utter_message(response="utter_consent_agreed")
    return [SlotSet("consent", AGREED)]


def decline(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep nothing from this moment on."""
    mood_store().decline(tracker.sender_id, now())
    dispatcher.utter_message(response="utter_consent_declined")
    return [SlotSet("consent", DECLINED)]
