"""What a button does that answers a question about what is kept.

Such a button names its own question, so that it means the same however late it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.check_in import drop_note, keep_note
from actions.forget import forget, keep
from actions.texts import drop_texts, keep_texts

Reply = Callable[[CollectingDispatcher, Tracker], list[EventType]]

CHOICES: dict[str, Reply] = {
    "keep_note": keep_note,
    "drop_note": drop_note,
    "keep_texts": keep_texts,
    "drop_texts": drop_texts,
    "forget": forget,
    "keep": keep,
}


class ActionChoose(TalkAction):
    """Does what a button chose."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_choose"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Do it; a choice that no button offers is asked back."""
        reply = CHOICES.get(next(tracker.get_latest_entity_values("choice"), None) or "")
        if reply is None:
            dispatcher.utter_message(response="utter_ask_rephrase")
            return []
        return reply(dispatcher, tracker)
