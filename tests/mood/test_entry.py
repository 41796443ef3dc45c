"""What becomes an entry, and what never does."""

from __future__ import annotations

import copy
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.mood.entry import MoodEntry

EVENT: dict[str, Any] = {
    "event": "user",
    "text": "i miss her so much",
    "timestamp": 1_700_000_000.25,
    "input_channel": "rest",
    "message_id": "abc",
    "parse_data": {
        "emotion": {
            "label": "sadness",
            "confidence": 0.91,
            "intensity": 0.97,
            "valence": -0.84,
            "scores": {"sadness": 0.91, "love": 0.09},
            "available": True,
            "model": "0.1.0-abc123",
        }
    },
}


@pytest.fixture
def event() -> dict[str, Any]:
    """A user event as Rasa sends it, free to be changed."""
    return copy.deepcopy(EVENT)


def test_event_becomes_entry(event: dict[str, Any]) -> None:
    entry = MoodEntry.from_event(event)
    assert entry is not None
    assert (entry.message_id, entry.channel, entry.emotion) == ("abc", "rest", "sadness")
    assert (entry.confidence, entry.intensity, entry.valence) == (0.91, 0.97, -0.84)
    assert entry.scores == {"sadness": 0.91, "love": 0.09}
    assert entry.at == datetime(2023, 11, 14, 22, 13, 20, 250_000, tzinfo=timezone.utc)


def test_entry_holds_no_text(event: dict[str, Any]) -> None:
    assert "miss" not in repr(MoodEntry.from_event(event))


def test_button_press_is_no_entry(event: dict[str, Any]) -> None:
    event["text"] = "/agree_logging"
    assert MoodEntry.from_event(event) is None


def test_no_emotion_is_no_entry(event: dict[str, Any]) -> None:
    del event["parse_data"]["emotion"]
    assert MoodEntry.from_event(event) is None


def test_no_parse_data_is_no_entry(event: dict[str, Any]) -> None:
    event["parse_data"] = None
    assert MoodEntry.from_event(event) is None


def test_unavailable_model_is_no_entry(event: dict[str, Any]) -> None:
    event["parse_data"]["emotion"]["available"] = False
    assert MoodEntry.from_event(event) is None


@pytest.mark.parametrize("key", ["label", "scores", "valence", "model"])
def test_event_of_other_shape_is_no_entry(event: dict[str, Any], key: str) -> None:
    del event["parse_data"]["emotion"][key]
    assert MoodEntry.from_event(event) is None


def test_message_without_id_takes_its_time(event: dict[str, Any]) -> None:
    event["message_id"] = None
    entry = MoodEntry.from_event(event)
    assert entry is not None
    assert entry.message_id == "1700000000.25"
