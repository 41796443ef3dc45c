from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import read_endpoint_config
from some_entries import START

from bot.mood.broker import MoodBroker
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings

SECRET = "the zanzibar parrot died"
EMOTION = {
    "label": "sadness",
    "confidence": 0.9,
    "intensity": 0.6,
    "valence": -0.7,
    "scores": {"sadness": 0.9, "neutral": 0.1},
    "available": True,
    "model": "test",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"ATTUNE_HOME": str(tmp_path / "home")})


@pytest.fixture
def broker(settings: Settings) -> Iterator[MoodBroker]:
    made = MoodBroker.from_settings(settings)
    yield made
    made.finish()


def _user(minutes: float = 1, text: str = SECRET, **changed: Any) -> dict[str, Any]:
    event = {
        "event": "user",
        "sender_id": "anna",
        "timestamp": START.timestamp() + 60 * minutes,
        "text": text,
        "message_id": f"m{minutes}",
        "input_channel": "rest",
        "parse_data": {"text": text, "emotion": EMOTION},
    }
    return {**event, **changed}


def _consent(value: str | None, minutes: float = 0) -> dict[str, Any]:
    at = START.timestamp() + 60 * minutes
    return {
        "event": "slot",
        "sender_id": "anna",
        "timestamp": at,
        "name": "consent",
        "value": value,
    }


def _agree(settings: Settings) -> None:
    store = _store(settings)
    store.agree("anna", START, "1")
    store.close()


def _store(settings: Settings) -> MoodStore:
    return MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))


def _ids(settings: Settings) -> list[str]:
    store = _store(settings)
    kept = [entry.message_id for entry in store.entries("anna")]
    store.close()
    return kept


def test_user_turns_are_kept_and_commands_are_not(broker: MoodBroker, settings: Settings) -> None:
    _agree(settings)
    events = [
        _consent("agreed"),
        _user(1),
        _user(2, text='/share_feeling{"emotion": "joy"}'),
        _user(3, parse_data={"text": SECRET, "emotion": {**EMOTION, "available": False}}),
        _user(4, parse_data=None),
        {"event": "rewind", "sender_id": "anna", "timestamp": START.timestamp()},
        {"event": "bot", "sender_id": "anna", "text": SECRET},
        _user(5),
    ]
    for event in events:
        broker.publish(event)
    broker.finish()
    assert _ids(settings) == ["m1", "m5"]


def test_turns_that_the_actions_wrote_are_not_doubled(
    broker: MoodBroker, settings: Settings
) -> None:
    from bot.mood.entry import MoodEntry

    _agree(settings)
    store = _store(settings)
    entry = MoodEntry.from_event(_user(1))
    assert entry
    store.record("anna", [entry])
    store.close()
    broker.publish(_user(1))
    broker.publish(_user(2))
    broker.finish()
    assert _ids(settings) == ["m1", "m2"]


def test_nothing_reaches_the_disk_before_an_agreement(
    broker: MoodBroker, settings: Settings
) -> None:
    for event in (_user(1), _consent("declined", 1), _user(2), _consent(None, 2), _user(3)):
        broker.publish(event)
    broker.finish()
    _assert_no_trace(settings)


def test_forgetting_leaves_no_trace_of_what_waited(broker: MoodBroker, settings: Settings) -> None:
    for event in (_consent("agreed"), _user(1), _user(2), _consent(None, 3)):
        broker.publish(event)
    broker.finish()
    _assert_no_trace(settings)


def _assert_no_trace(settings: Settings) -> None:
    name = Pseudonyms.from_file(settings.key_file).of("anna").encode()
    for file in settings.home.iterdir():
        for trace in (b"anna", name, b"zanzibar", b"sadness"):
            assert trace not in file.read_bytes(), (file.name, trace)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"event": "user"},
        _user(timestamp="x"),
        _user(sender_id=None),
        _user(parse_data={"emotion": 3}),
    ],
)
def test_event_of_another_shape_stops_nothing(
    broker: MoodBroker, event: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    broker.publish(event)
    assert "zanzibar" not in caplog.text


def test_endpoints_name_it(project: Path, settings: Settings, monkeypatch: Any) -> None:
    import asyncio

    monkeypatch.setenv("ATTUNE_HOME", str(settings.home))
    config = read_endpoint_config(str(project / "endpoints.yml"), "event_broker")
    broker = asyncio.run(EventBroker.create(config))
    assert isinstance(broker, MoodBroker)
    asyncio.run(broker.close())
