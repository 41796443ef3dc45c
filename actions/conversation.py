"""What the tracker tells about the talk so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker

from bot.mood.entry import MoodEntry
from bot.mood.feelings import named_feeling
from emotion_component.labels import EMOTIONS, NEUTRAL

TERMINAL = "cmdline"
"""The channel of a chat in the terminal."""

ASK_CONSENT = "utter_ask_consent"
ASK_FORGET = "utter_ask_forget"
ASK_KEEP_NOTE = "utter_ask_keep_note"
ASK_KEEP_TEXTS = "utter_ask_keep_texts"
CONCERN = "utter_concern"
CRISIS = "utter_crisis"
SHARE_FEELING = "utter_share_feeling"
ASK_FEELING = "ask_feeling"
"""Stands for utter_share_feeling where its buttons ask which feeling it is."""
OFFERS = frozenset({"utter_offer_tip", SHARE_FEELING})

_TO_DECIDE = frozenset({ASK_CONSENT, ASK_FORGET, ASK_KEEP_NOTE, ASK_KEEP_TEXTS})
_QUESTIONS = frozenset({CONCERN, ASK_FEELING}) | _TO_DECIDE | OFFERS
_FEELINGS = tuple(label for label in EMOTIONS if label != NEUTRAL)
_ABOUT_THE_READING = frozenset(
    {"wrong_emotion", "other_feeling", "affirm", "deny", "acknowledge", "ask_explanation"}
)
_GRAVE_INTENTS = frozenset({"crisis", "concern"})
_GRAVE = frozenset({CONCERN, CRISIS})


def certainty(tracker: Tracker) -> float:
    """Return how sure Rasa is of the latest message's intent, 0 to 1; a button press has 1."""
    intent = tracker.latest_message.get("intent") or {}
    return float(intent.get("confidence") or 0.0)


def said_this_turn(tracker: Tracker) -> list[str]:
    """Return the names of the responses given since the latest user message."""
    return _responses_by_turn(tracker)[-1]


def last_question(tracker: Tracker) -> str | None:
    """Return the question that the bot asked last in the turn before the latest message."""
    turns = _responses_by_turn(tracker)
    if len(turns) < 2:
        return None
    return _last_of(turns[-2], _QUESTIONS)


def last_feeling(tracker: Tracker) -> str:
    """Return the last emotion that was chosen or heard for sure, "neutral" if none was."""
    for event in reversed(tracker.events):
        for entity in (event.get("parse_data") or {}).get("entities") or ():
            if entity["entity"] == "emotion" and entity["value"] in _FEELINGS:
                return str(entity["value"])
    return NEUTRAL


def text(tracker: Tracker) -> str:
    """Return what the user typed; nothing where they pressed a button."""
    return "" if is_button(tracker) else _typed(tracker)


def is_button(tracker: Tracker) -> bool:
    """Tell whether the latest message is the press of a button, which Rasa writes as a command."""
    command = f"/{(tracker.latest_message.get('intent') or {}).get('name')}"
    typed = _typed(tracker)
    return typed == command or typed.startswith((f"{command}{{", f"{command}@"))


def message_id(event: dict[str, Any]) -> str:
    """Return the id under which the history has the message of a user event."""
    return str(event.get("message_id") or event["timestamp"])


def user_events(tracker: Tracker) -> list[dict[str, Any]]:
    """Return the events of what the user said, the latest last."""
    return [event for event in tracker.events if event.get("event") == "user"]


def told_feeling(tracker: Tracker) -> str | None:
    """Return the feeling that the latest message names or its button stands for, if one."""
    if is_button(tracker):
        chosen = next(tracker.get_latest_entity_values("emotion"), None)
        return chosen if chosen in EMOTIONS else None
    return named_feeling(text(tracker))


def misread(tracker: Tracker) -> dict[str, Any] | None:
    """Return the event of the message that a correction is about: the last one before it in which
    an emotion was heard, what was said about the reading itself left out.
    """
    for event in reversed(user_events(tracker)[:-1]):
        intent = (event.get("parse_data") or {}).get("intent") or {}
        if intent.get("name") not in _ABOUT_THE_READING and MoodEntry.from_event(event):
            return event
    return None


def was_grave(tracker: Tracker) -> bool:
    """Tell whether anything in this talk was about ending one's life."""
    heard = ((e.get("parse_data") or {}).get("intent") or {} for e in user_events(tracker))
    said = (name for turn in _responses_by_turn(tracker) for name in turn)
    return any(i.get("name") in _GRAVE_INTENTS for i in heard) or not _GRAVE.isdisjoint(said)


def asks_to_decide(tracker: Tracker) -> bool:
    """Tell whether the bot has asked for a decision since the latest user message."""
    return not _TO_DECIDE.isdisjoint(said_this_turn(tracker))


def _typed(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


def _last_of(names: list[str], wanted: Iterable[str]) -> str | None:
    return next((name for name in reversed(names) if name in wanted), None)


def _responses_by_turn(tracker: Tracker) -> list[list[str]]:
    turns: list[list[str]] = [[]]
    for event in tracker.events:
        if event.get("event") == "user":
            turns.append([])
        elif event.get("event") == "bot":
            turns[-1].append(_name(event))
    return turns


def _name(event: dict[str, Any]) -> str:
    name = str((event.get("metadata") or {}).get("utter_action", ""))
    offers_feelings = name == SHARE_FEELING and (event.get("data") or {}).get("buttons")
    return ASK_FEELING if offers_feelings else name
