"""Whether the texts of corrected messages may be kept to learn from: a consent of its own."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import ASK_KEEP_TEXTS, is_button, text
from actions.history import mood_store

_SURE = re.compile(
    r"\b(?:words?|texts?|messages?|corrections?|wrote|learn\w*|train\w*)\b", re.IGNORECASE
)
_WORDS_OF_A_WISH = 14


class ActionDropTexts(TalkAction):
    """The user doesn't want their words kept, or no longer."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_drop_texts"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Delete the kept texts; where the wish isn't certain, ask."""
        said = text(tracker)
        if is_button(tracker) or (_SURE.search(said) and len(said.split()) <= _WORDS_OF_A_WISH):
            return drop_texts(dispatcher, tracker)
        dispatcher.utter_message(response=ASK_KEEP_TEXTS)
        return []


def keep_texts(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep the texts of messages that the user corrects from now on."""
    kept = mood_store().allow_texts(tracker.sender_id, True)
    dispatcher.utter_message(response="utter_texts_kept" if kept else "utter_texts_no_consent")
    return []


def drop_texts(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Delete the texts that are kept, and keep none."""
    mood_store().allow_texts(tracker.sender_id, False)
    dispatcher.utter_message(response="utter_texts_dropped")
    return []
