"""A check-in at the user's own time: set, moved to another zone, ended."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import time

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import TERMINAL, text
from actions.history import has_agreed, mood_store, now
from actions.zone import zone_name
from bot.mood.calendar_words import WEEKDAYS
from bot.mood.reminder import Reminder
from bot.reminders.errors import ReminderError
from bot.reminders.schedule import next_slot
from bot.reminders.wishes import EVENING, Wish, read_wish
from bot.reminders.zones import read_zone

_PLACE = re.compile(r"\b(?:in|time ?zone(?: is)?)\s+([\w/+ -]+?)(?: time)?[.!]*$", re.IGNORECASE)
_OTHERWISE = {
    "nlu_fallback": "utter_ask_rephrase",
    "out_of_scope": "utter_out_of_scope",
}
_WORDS_OF_A_PLACE = 4


class ActionSetReminder(TalkAction):
    """Sets the reminder that was asked for, or leaves it to the rules to ask for the zone."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_set_reminder"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Set it, and ``zone_missing`` where it isn't known when that is."""
        if not has_agreed(tracker):
            dispatcher.utter_message(response="utter_reminder_no_consent")
            return self.after_trouble()
        wish = read_wish(text(tracker))
        zone = _zone_in(text(tracker)) or zone_name(tracker)
        if wish.off:
            end_reminder(dispatcher, tracker)
        elif zone is None:
            return [SlotSet("reminder_wish", _as_json(wish)), SlotSet("zone_missing", True)]
        else:
            _set_reminder(dispatcher, tracker, wish, zone)
        return [SlotSet("zone", zone), *self.after_trouble()]

    def after_trouble(self) -> list[EventType]:
        """Ask for no zone."""
        return [SlotSet("zone_missing", None)]


class ActionSetZone(TalkAction):
    """Takes the user's time zone, for the reminder that waits for it or for one that is set."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_set_zone"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Take it, or answer what was said instead; ``zone_missing`` has the rules ask again."""
        try:
            zone = read_zone(text(tracker), now())
        except ReminderError as error:
            return [SlotSet("zone_missing", self._not_a_zone(dispatcher, tracker, error))]
        _say_zone(dispatcher, tracker, zone)
        slots = {"zone": zone, "reminder_wish": None, "zone_missing": None}
        return [SlotSet(name, value) for name, value in slots.items()]

    def after_trouble(self) -> list[EventType]:
        """Ask for no zone."""
        return [SlotSet("zone_missing", None)]

    def _not_a_zone(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, error: ReminderError
    ) -> bool | None:
        emotion = (tracker.latest_message.get("emotion") or {}).get("label", "neutral")
        if len(text(tracker).split()) <= _WORDS_OF_A_PLACE and emotion == "neutral":
            dispatcher.utter_message(response="utter_explained", reason=str(error))
            return True if tracker.get_slot("reminder_wish") else None
        # Whoever was asked for a city may have something else on their mind.
        intent = str((tracker.latest_message.get("intent") or {}).get("name"))
        dispatcher.utter_message(response=_OTHERWISE.get(intent, "utter_share_feeling"))
        return None


class ActionStopReminders(TalkAction):
    """Ends the reminder."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_stop_reminders"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """End it, or say that there is none."""
        end_reminder(dispatcher, tracker)
        return [SlotSet("reminder_wish", None)]


def end_reminder(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """End the reminder and say so."""
    ended = mood_store().remove_reminder(tracker.sender_id)
    dispatcher.utter_message(response="utter_reminder_off" if ended else "utter_reminder_none")


def _set_reminder(
    dispatcher: CollectingDispatcher, tracker: Tracker, wish: Wish, zone: str
) -> None:
    at, weekday = wish.time or EVENING, wish.weekday
    channel = tracker.get_latest_input_channel() or "unknown"
    due = next_slot(at, zone, weekday, now())
    reminder = Reminder(channel, tracker.sender_id, at, zone, weekday, due)
    mood_store().set_reminder(tracker.sender_id, reminder)
    _confirm(dispatcher, reminder)


def _confirm(dispatcher: CollectingDispatcher, reminder: Reminder) -> None:
    day = "day" if reminder.weekday is None else WEEKDAYS[reminder.weekday]
    rhythm = f"every {day} at {reminder.time:%H:%M}"
    dispatcher.utter_message(response="utter_reminder_set", rhythm=rhythm, zone=reminder.zone)
    if reminder.channel == TERMINAL:
        dispatcher.utter_message(response="utter_reminder_unheard")


def _say_zone(dispatcher: CollectingDispatcher, tracker: Tracker, zone: str) -> None:
    """Set the reminder that waited for the zone, or move the one there is."""
    wish = _from_json(tracker.get_slot("reminder_wish"))
    reminder = mood_store().reminder(tracker.sender_id)
    if wish:
        _set_reminder(dispatcher, tracker, wish, zone)
    elif reminder:
        due = next_slot(reminder.time, zone, reminder.weekday, now())
        moved = replace(reminder, zone=zone, next_at=due)
        mood_store().set_reminder(tracker.sender_id, moved)
        _confirm(dispatcher, moved)
    else:
        dispatcher.utter_message(response="utter_zone_noted", zone=zone)


def _zone_in(said: str) -> str | None:
    place = _PLACE.search(said)
    if not place:
        return None
    try:
        return read_zone(place[1], now())
    except ReminderError:
        return None


def _as_json(wish: Wish) -> str:
    return json.dumps({"time": (wish.time or EVENING).isoformat(), "weekday": wish.weekday})


def _from_json(told: str | None) -> Wish | None:
    if not told:
        return None
    fields = json.loads(told)
    return Wish(time.fromisoformat(fields["time"]), fields["weekday"])
