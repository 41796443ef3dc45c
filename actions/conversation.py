"""What the tracker tells about the talk so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker

from emotion_component.labels import EMOTIONS, NEUTRAL

ASK_CONSENT = "utter_ask_consent"
ASK_FORGET = "utter_ask_forget"
CONCERN = "utter_concern"
CRISIS = "utter_crisis"
SHARE_FEELING = "utter_share_feeling"
ASK_FEELING = "ask_feeling"
"""Stands for utter_share_feeling where its buttons ask which feeling it is."""
OFFERS = frozenset({"utter_offer_tip", SHARE_FEELING})

_QUESTIONS = frozenset({ASK_CONSENT, ASK_FORGET, CONCERN, ASK_FEELING}) | OFFERS
_FEELINGS = tuple(label for label in EMOTIONS if label != NEUTRAL)


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
