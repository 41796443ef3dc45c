"""A day as the user rates it: "log 4 out of 5, slept badly"."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import ASK_KEEP_NOTE, message_id, text, user_events
from actions.history import has_agreed, mood_store
from actions.zone import local_now
from bot.mood.check_in import CheckIn
from bot.mood.checking_in import BadCheckIn, read_check_in
from bot.mood.days import in_words


class ActionCheckIn(TalkAction):
    """Notes the rating of a day, and asks whether the words with it are to be kept."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_check_in"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Note it, or say what is missing."""
        if not has_agreed(tracker):
            dispatcher.utter_message(response="utter_check_in_no_consent")
            return []
        today = local_now(tracker).date()
        draft = read_check_in(text(tracker), today)
        event = user_events(tracker)[-1]
        said_at = datetime.fromtimestamp(event["timestamp"], timezone.utc)
        check_in = CheckIn(message_id(event), said_at, draft.day, draft.rating)
        mood_store().check_in(tracker.sender_id, check_in)
        day = in_words(draft.day, today)
        dispatcher.utter_message(response="utter_checked_in", day=day, rating=draft.rating)
        if draft.note:
            dispatcher.utter_message(response=ASK_KEEP_NOTE)
        return []


def keep_note(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep the words that came with the last check-in of the talk."""
    event = _last_check_in(tracker)
    note = _note(event, tracker) if event else None
    kept = bool(
        event and note and mood_store().keep_note(tracker.sender_id, message_id(event), note)
    )
    dispatcher.utter_message(response="utter_note_kept" if kept else "utter_note_gone")
    return []


def drop_note(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Keep only the rating."""
    dispatcher.utter_message(response="utter_note_dropped")
    return []


def _last_check_in(tracker: Tracker) -> dict[str, Any] | None:
    for event in reversed(user_events(tracker)):
        intent = (event.get("parse_data") or {}).get("intent") or {}
        if intent.get("name") == "check_in":
            return event
    return None


def _note(event: dict[str, Any], tracker: Tracker) -> str | None:
    """What was said beside the rating; a tracker store may have let go of the words."""
    try:
        return read_check_in(event.get("text") or "", local_now(tracker).date()).note
    except BadCheckIn:
        return None
