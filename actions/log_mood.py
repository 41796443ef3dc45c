"""The last step of nearly every turn: log the mood, or ask once whether to."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import ASK_CONSENT, CONCERN, CRISIS, said_this_turn
from actions.history import AGREED, log_failure, record_turns, stored_consent
from emotion_component.errors import AttuneError


class ActionLogMood(Action):
    """Records the talk's emotions with consent; asks for it where it is unknown."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_log_mood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Log or ask; a failure is logged and the talk goes on."""
        try:
            return _log_or_ask(dispatcher, tracker)
        except AttuneError as error:
            log_failure(error)
            return []


def _log_or_ask(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    slot = tracker.get_slot("consent")
    # The session may have begun while this server was down: then only the store knows.
    consent = slot or stored_consent(tracker.sender_id)
    if consent == AGREED:
        record_turns(tracker)
    elif consent is None and _may_ask(tracker):
        dispatcher.utter_message(response=ASK_CONSENT)
        return [SlotSet("consent_asked", True)]
    return [] if slot == consent else [SlotSet("consent", consent)]


def _may_ask(tracker: Tracker) -> bool:
    """Tell whether to ask now: once, and not beside a question about somebody's life."""
    grave = {CONCERN, CRISIS}.intersection(said_this_turn(tracker))
    return not grave and not tracker.get_slot("consent_asked")
