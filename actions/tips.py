"""An exercise that fits what the user felt."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import last_feeling


class ActionGiveTip(Action):
    """Offers an exercise for the last feeling heard."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_give_tip"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say it."""
        give_tip(dispatcher, tracker)
        return []


def give_tip(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Say an exercise: "yes, please" is neutral, the feeling came before it."""
    dispatcher.utter_message(response=f"utter_tip_{last_feeling(tracker)}")
