from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from emotion_component import EmotionClassifier
from emotion_component.errors import ModelUnusable

Build = Any


@pytest.fixture
def arguments(tmp_path: Path) -> tuple[LocalModelStorage, Resource, ExecutionContext]:
    return LocalModelStorage(tmp_path), Resource("emotions"), ExecutionContext(GraphSchema({}))


@pytest.fixture
def build(arguments: Any) -> Build:
    """Builds a component as the prediction graph does."""

    def load(**config: Any) -> EmotionClassifier:
        return EmotionClassifier.load(
            {**EmotionClassifier.get_default_config(), **config}, *arguments
        )

    return load


def _annotated(component: EmotionClassifier, text: str, **data: Any) -> Message:
    [message] = component.process([Message({"text": text, **data})])
    return message


def test_message_gets_its_emotion(build: Build) -> None:
    emotion = _annotated(build(), "i'm terrified of the operation").get("emotion")
    assert emotion["label"] == "fear"
    assert emotion["available"] is True
    assert emotion["model"]


def test_attribute_reaches_the_output(build: Build) -> None:
    message = _annotated(build(), "i am so happy")
    assert message.as_dict(only_output_properties=True)["emotion"]["label"] == "joy"


def test_entity_spans_the_text(build: Build) -> None:
    text = "i'm terrified of the operation"
    [entity] = _annotated(build(), text).get("entities")
    assert (entity["entity"], entity["value"]) == ("emotion", "fear")
    assert (entity["start"], entity["end"]) == (0, len(text))
    assert entity["extractor"] == "EmotionClassifier"


def test_entities_of_others_stay(build: Build) -> None:
    other = {"entity": "city", "value": "Rome", "start": 10, "end": 14}
    message = _annotated(build(), "i love    Rome", entities=[other])
    assert message.get("entities")[0] == other
    assert len(message.get("entities")) == 2


def test_entity_can_be_switched_off(build: Build) -> None:
    message = _annotated(build(entity=False), "i am so happy")
    assert message.get("entities") is None
    assert message.get("emotion")["label"] == "joy"


def test_below_the_threshold_is_unsure(build: Build) -> None:
    message = _annotated(build(threshold=1.0), "i am so happy")
    assert message.get("emotion")["unsure"] is True
    assert message.get("entities")[0]["value"] == "unsure"


@pytest.mark.parametrize(
    "data", [{"text": "/greet"}, {"intent": {"name": "greet"}}, {"text": None}]
)
def test_what_nobody_typed_has_no_emotion(build: Build, data: dict[str, Any]) -> None:
    [message] = build().process([Message(data)])
    assert message.get("emotion") is None


def test_batch_keeps_its_order(build: Build) -> None:
    texts = ["i am so happy", "/stop", "", "i am furious with you", "ok"]
    messages = build().process([Message({"text": text}) for text in texts])
    labels = [(m.get("emotion") or {}).get("label") for m in messages]
    assert labels == ["joy", None, "neutral", "anger", "neutral"]


def test_missing_model_degrades(build: Build, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        component = build(model="nowhere")
        emotions = [_annotated(component, "i am so happy").get("emotion") for _ in range(3)]
    assert all((e["label"], e["available"]) == ("neutral", False) for e in emotions)
    assert len(caplog.records) == 1
    assert "nowhere" in caplog.text


def test_failing_model_degrades_and_is_logged_once(
    build: Build, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    component = build()
    monkeypatch.setattr(component.model, "_session", None)
    with caplog.at_level(logging.ERROR):
        emotions = [_annotated(component, "so secret a text").get("emotion") for _ in range(3)]
    assert not any(e["available"] for e in emotions)
    assert len(caplog.records) == 1
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            {"treshold": 0.5},
            "unknown option 'treshold'; it takes model, threshold, entity",
        ),
        ({"threshold": 2}, "threshold is 2; expected a number from 0 to 1"),
        ({"threads": 0}, "threads is 0; expected a whole number from 1"),
        ({"entity": "yes"}, "entity is 'yes'; expected true or false"),
        ({"model": "nowhere"}, "no emotion model in nowhere: model.onnx is missing"),
    ],
)
def test_wrong_option_stops_training(arguments: Any, config: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidConfigException, match=message):
        EmotionClassifier.create({**EmotionClassifier.get_default_config(), **config}, *arguments)


def test_fingerprint_follows_the_model() -> None:
    assert EmotionClassifier.fingerprint_addon({})
    assert EmotionClassifier.fingerprint_addon({"model": "nowhere"}) is None


def test_unusable_model_is_an_error_of_ours(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    component = build()
    monkeypatch.setattr(component.model, "_session", None)
    with pytest.raises(ModelUnusable, match="could not be run"):
        component.model.predict(["hello"])
