"""A plain "yes" or "no": what it means depends on what the bot asked last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.consent import agree, decline
from actions.conversation import (
    ASK_CONSENT,
    ASK_FEELING,
    ASK_FORGET,
    CONCERN,
    CRISIS,
    OFFERS,
    last_question,
)
from actions.forget import forget
from actions.tips import give_tip

_AFTER_NO = {
    ASK_FORGET: "utter_forget_cancelled",
    ASK_FEELING: "utter_other_feeling",
    **dict.fromkeys(OFFERS, "utter_tip_declined"),
}


class ActionAnswerYes(Action):
    """Does what the user said yes to."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_yes"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the yes."""
        question = last_question(tracker)
        if question == ASK_CONSENT:
            return agree(dispatcher, tracker)
        if question == ASK_FORGET:
            return forget(dispatcher, tracker)
        if question in OFFERS:
            give_tip(dispatcher, tracker)
        else:
            dispatcher.utter_message(response=CRISIS if question == CONCERN else "utter_affirm")
        return []


class ActionAnswerNo(Action):
    """Leaves what the user said no to."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_no"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the no."""
        question = last_question(tracker)
        if question == ASK_CONSENT:
            return decline(dispatcher, tracker)
        dispatcher.utter_message(response=_AFTER_NO.get(question or "", "utter_deny"))
        return []
