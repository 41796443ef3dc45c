"""What the user calls the feeling in a message that was misread."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import (
    ASK_FEELING,
    ASK_KEEP_TEXTS,
    is_button,
    last_question,
    message_id,
    misread,
    text,
    told_feeling,
    was_grave,
)
from actions.history import AGREED, has_agreed, mood_store, record_turns, say_unavailable
from emotion_component.errors import AttuneError

_WORDS_OF_AN_ANSWER = 6
"""Longer than that, a text after "which feeling is it?" tells something new."""
_WORDS_OF_A_CORRECTION = 12
"""Longer than that, a text that corrects to nothing is no correction."""


class ActionCorrectEmotion(TalkAction):
    """Notes what the user calls it, thanks them and answers to that feeling."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_correct_emotion"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Set ``corrected``; without it, the rules ask which feeling it is."""
        feeling = told_feeling(tracker)
        if feeling is None and len(text(tracker).split()) > _WORDS_OF_A_CORRECTION:
            dispatcher.utter_message(response="utter_share_feeling")
            return [SlotSet("corrected", True)]
        if feeling is None:
            return [SlotSet("corrected", None)]
        dispatcher.utter_message(response=f"utter_corrected_{feeling}")
        try:
            correct(dispatcher, tracker, feeling)
        except AttuneError as error:
            if tracker.get_slot("consent") == AGREED:
                say_unavailable(dispatcher, error)
        return [SlotSet("corrected", True)]

    def after_trouble(self) -> list[EventType]:
        """Ask nothing more where something went wrong."""
        return [SlotSet("corrected", True)]


def correct(dispatcher: CollectingDispatcher, tracker: Tracker, feeling: str) -> None:
    """Note that the misread message told of ``feeling``; the first time, ask about its words."""
    event = misread(tracker)
    if event is None or not has_agreed(tracker):
        return
    record_turns(tracker)
    user = tracker.sender_id
    is_first = not any(entry.corrected for entry in mood_store().entries(user))
    done = mood_store().correct(user, message_id(event), feeling, event.get("text") or None)
    if done and is_first and not was_grave(tracker):
        dispatcher.utter_message(response=ASK_KEEP_TEXTS)


def take_answer(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Note the answer to "which feeling is it?", if the latest message is one."""
    if last_question(tracker) != ASK_FEELING:
        return
    feeling = told_feeling(tracker)
    is_short = is_button(tracker) or len(text(tracker).split()) <= _WORDS_OF_AN_ANSWER
    if feeling and is_short:
        correct(dispatcher, tracker, feeling)
