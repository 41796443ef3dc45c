"""The beginning of a session: what is known about the user's consent."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.history import log_failure, stored_consent
from emotion_component.errors import AttuneError


class ActionSessionStart(Action):
    """Starts a session as Rasa does, and fills the slot ``consent`` from the store."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_session_start"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Return the session's first events."""
        events: list[EventType] = [SessionStarted()]
        if domain.get("session_config", {}).get("carry_over_slots_to_new_session", True):
            events.extend(_slots(tracker))
        try:
            events.append(SlotSet("consent", stored_consent(tracker.sender_id)))
        except AttuneError as error:
            log_failure(error)
        return [*events, ActionExecuted("action_listen")]


def _slots(tracker: Tracker) -> list[EventType]:
    set_before = (e for e in tracker.applied_events() if e.get("event") == "slot")
    return [SlotSet(event["name"], event["value"]) for event in set_before]
