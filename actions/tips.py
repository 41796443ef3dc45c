"""An exercise that fits what the user felt."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import last_feeling


class ActionGiveTip(TalkAction):
    """Offers an exercise for the last feeling heard."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_give_tip"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Say it."""
        return give_tip(dispatcher, tracker)


def give_tip(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Say an exercise: "yes, please" is neutral, the feeling came before it."""
    dispatcher.utter_message(response=f"utter_tip_{last_feeling(tracker)}")
    return []
