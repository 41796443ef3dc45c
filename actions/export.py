"""Handing over everything that is kept of the user."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import TERMINAL
from actions.history import mood_store, now, pseudonym, record_turns, settings
from bot.exports import write_exports
from bot.mood.export import is_empty
from bot.mood.history import History

FORMATS = ("json", "csv")


class ActionExport(TalkAction):
    """Writes files where the user sits at this machine, and has the channel send them elsewhere."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_export"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Hand it over, or say that there is nothing."""
        record_turns(tracker)
        history = mood_store().history(tracker.sender_id)
        if is_empty(history):
            dispatcher.utter_message(response="utter_export_empty")
        elif tracker.get_latest_input_channel() == TERMINAL:
            _say_where(dispatcher, tracker, history)
        else:
            dispatcher.utter_message(response="utter_export_sent")
            for form in FORMATS:
                # A reference: what is private rides in no event of Rasa's.
                file = {"kind": "export", "format": form}
                dispatcher.utter_message(json_message={"attune_file": file})
        return []


def _say_where(dispatcher: CollectingDispatcher, tracker: Tracker, history: History) -> None:
    day = now().astimezone().date()
    json_file, csv_file = write_exports(settings().home, pseudonym(tracker), history, day)
    dispatcher.utter_message(
        response="utter_export_files", json_file=str(json_file), csv_file=str(csv_file)
    )
