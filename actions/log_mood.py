"""The last step of nearly every turn: log the mood, or ask once whether to."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import ASK_CONSENT, CONCERN, CRISIS, asks_to_decide, said_this_turn
from actions.correction import take_answer
from actions.history import AGREED, decision, mood_store, record_turns
from bot.mood.consent import CONSENT_VERSION, Consent


class ActionLogMood(TalkAction):
    """Records the talk's emotions with consent; asks for it where it is unknown."""

    answers = False

    def name(self) -> str:
        """Return the action's name."""
        return "action_log_mood"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Log or ask."""
        # The store knows best: another talk of the same user may have decided meanwhile.
        consent = mood_store().consent(tracker.sender_id)
        decided = decision(consent)
        if decided == AGREED:
            record_turns(tracker)
            take_answer(dispatcher, tracker)
        changed = [] if tracker.get_slot("consent") == decided else [SlotSet("consent", decided)]
        if _is_open(consent) and _may_ask(dispatcher, tracker):
            dispatcher.utter_message(response=ASK_CONSENT)
            return [*changed, SlotSet("consent_asked", True)]
        return changed


def _is_open(consent: Consent | None) -> bool:
    """Tell whether the user was never asked, or agreed to an older wording."""
    return consent is None or (consent.agreed and consent.version != CONSENT_VERSION)


def _may_ask(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Tell whether to ask now: once, and beside no other question that matters."""
    grave = {CONCERN, CRISIS}.intersection(said_this_turn(tracker))
    asked = dispatcher.messages or asks_to_decide(tracker)
    return not grave and not asked and not tracker.get_slot("consent_asked")
