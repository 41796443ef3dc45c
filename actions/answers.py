"""A plain "yes" or "no": what it means depends on what the bot asked last."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.check_in import drop_note, keep_note
from actions.choices import Reply
from actions.consent import agree, decline
from actions.conversation import (
    ASK_CONSENT,
    ASK_FEELING,
    ASK_FORGET,
    ASK_KEEP_NOTE,
    ASK_KEEP_TEXTS,
    CONCERN,
    CRISIS,
    OFFERS,
    last_question,
)
from actions.forget import forget, keep
from actions.texts import drop_texts, keep_texts
from actions.tips import give_tip


def _saying(response: str) -> Reply:
    def say(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        dispatcher.utter_message(response=response)
        return []

    return say


_AFTER_YES: dict[str, Reply] = {
    ASK_CONSENT: agree,
    ASK_FORGET: forget,
    ASK_KEEP_NOTE: keep_note,
    ASK_KEEP_TEXTS: keep_texts,
    CONCERN: _saying(CRISIS),
    **dict.fromkeys(OFFERS, give_tip),
}
_AFTER_NO: dict[str, Reply] = {
    ASK_CONSENT: decline,
    ASK_FORGET: keep,
    ASK_KEEP_NOTE: drop_note,
    ASK_KEEP_TEXTS: drop_texts,
    ASK_FEELING: _saying("utter_other_feeling"),
    **dict.fromkeys(OFFERS, _saying("utter_tip_declined")),
}


class ActionAnswerYes(TalkAction):
    """Does what the user said yes to."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_yes"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Answer the yes."""
        reply = _AFTER_YES.get(last_question(tracker) or "", _saying("utter_affirm"))
        return reply(dispatcher, tracker)


class ActionAnswerNo(TalkAction):
    """Leaves what the user said no to."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_no"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Answer the no."""
        reply = _AFTER_NO.get(last_question(tracker) or "", _saying("utter_deny"))
        return reply(dispatcher, tracker)
