"""What the tracker tells about the talk so far."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk import Tracker

from emotion_component.labels import NEUTRAL

ASK_CONSENT = "utter_ask_consent"
ASK_FORGET = "utter_ask_forget"
CONCERN = "utter_concern"
CRISIS = "utter_crisis"
OFFERS = frozenset({"utter_offer_tip", "utter_share_feeling"})

_QUESTIONS = frozenset({ASK_CONSENT, ASK_FORGET, CONCERN}) | OFFERS


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
    """Return the last emotion that was heard with some certainty, "neutral" if none was."""
    for event in reversed(tracker.events):
        emotion = (event.get("parse_data") or {}).get("emotion") or {}
        if emotion.get("available") and not emotion["unsure"] and emotion["label"] != NEUTRAL:
            return str(emotion["label"])
    return NEUTRAL


def _last_of(names: list[str], wanted: Iterable[str]) -> str | None:
    return next((name for name in reversed(names) if name in wanted), None)


def _responses_by_turn(tracker: Tracker) -> list[list[str]]:
    turns: list[list[str]] = [[]]
    for event in tracker.events:
        if event.get("event") == "user":
            turns.append([])
        elif event.get("event") == "bot":
            turns[-1].append((event.get("metadata") or {}).get("utter_action", ""))
    return turns
