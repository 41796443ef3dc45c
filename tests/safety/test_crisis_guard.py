from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from emotion_component import CrisisGuard


def _guard(tmp_path_factory: pytest.TempPathFactory, **config: str) -> CrisisGuard:
    storage = LocalModelStorage(tmp_path_factory.mktemp("storage"))
    context = ExecutionContext(GraphSchema({}))
    return CrisisGuard.create(
        {**CrisisGuard.get_default_config(), **config}, storage, Resource("guard"), context
    )


def _message(text: str) -> Message:
    ranking = [{"name": "greet", "confidence": 0.9}, {"name": "crisis", "confidence": 0.1}]
    return Message({"text": text, "intent": ranking[0], "intent_ranking": ranking})


@pytest.fixture
def guard(tmp_path_factory: pytest.TempPathFactory) -> CrisisGuard:
    return _guard(tmp_path_factory)


def test_crisis_overrides_the_intent(guard: CrisisGuard) -> None:
    [message] = guard.process([_message("hi, i want to kill myself")])
    assert message.get("intent") == {"name": "crisis", "confidence": 1.0}
    assert [i["name"] for i in message.get("intent_ranking")] == ["crisis", "greet"]


def test_concern_has_an_intent_of_its_own(guard: CrisisGuard) -> None:
    [message] = guard.process([_message("i wish i was dead")])
    assert message.get("intent")["name"] == "concern"


@pytest.mark.parametrize("text", ["hello there", "/greet", "/crisis"])
def test_everything_else_is_left_alone(guard: CrisisGuard, text: str) -> None:
    [message] = guard.process([_message(text)])
    assert message.get("intent") == {"name": "greet", "confidence": 0.9}


def test_message_without_text_is_passed_over(guard: CrisisGuard) -> None:
    assert guard.process([Message({})])[0].get("intent") is None


def test_intents_can_be_named_otherwise(tmp_path_factory: pytest.TempPathFactory) -> None:
    guard = _guard(tmp_path_factory, crisis_intent="emergency")
    [message] = guard.process([_message("i want to kill myself")])
    assert message.get("intent")["name"] == "emergency"


def test_unknown_option_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InvalidConfigException, match="unknown option 'intnet'; it takes crisis_in"):
        _guard(tmp_path_factory, intnet="x")
