"""Where the model isn't sure of a feeling, the assistant asks, and answers what it is told."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant import Answer, Assistant, Button
from emotion_component import EmotionModel

IN_DOUBT = '/share_feeling{"emotion": "unsure"}'


@pytest.fixture(scope="module")
def responses() -> dict[str, Any]:
    domain = Path(__file__).parents[2] / "domain.yml"
    found: dict[str, Any] = yaml.safe_load(domain.read_text(encoding="utf-8"))["responses"]
    return found


@pytest.fixture(scope="module")
def doubtful(project: Path) -> list[str]:
    """Everyday texts, none of them trained on, that the model isn't sure of."""
    lines = (project / "data" / "everyday" / "validation.tsv").read_text(encoding="utf-8")
    texts = [line.split("\t")[0] for line in lines.splitlines()]
    model = EmotionModel.load()
    unsure = [t for t, p in zip(texts, model.predict(texts), strict=True) if p.unsure]
    return [text for text in unsure[:15] if model.predict([text])[0].unsure]


def _talk(assistant: Assistant, user: str, *texts: str) -> list[Answer]:
    async def talk() -> list[list[Answer]]:
        return [await assistant.answer(text, user) for text in texts]

    return asyncio.run(talk())[-1]


def _texts(responses: dict[str, Any], name: str, emotion: str | None = None) -> set[str]:
    condition = {"type": "slot", "name": "emotion", "value": emotion}
    wanted = [v for v in responses[name] if not emotion or condition in v.get("condition", [])]
    return {variation["text"] for variation in wanted}


def _buttons(assistant: Assistant, user: str, text: str) -> dict[str, str]:
    buttons: list[Button] = [b for answer in _talk(assistant, user, text) for b in answer.buttons]
    return {button.title: button.payload for button in buttons}


def test_message_in_doubt_is_asked_about(deserted: Assistant, doubtful: list[str]) -> None:
    asked = [_buttons(deserted, text, text) for text in doubtful]
    assert [buttons for buttons in asked if {"Sad", "Angry", "Something else"} <= set(buttons)]


@pytest.mark.parametrize("emotion", ["sadness", "anger", "fear", "joy"])
def test_choice_gets_the_answer_to_that_feeling(
    deserted: Assistant, responses: dict[str, Any], emotion: str
) -> None:
    offered = _buttons(deserted, emotion, IN_DOUBT).values()
    [chosen] = [p for p in offered if p.endswith(json.dumps({"emotion": emotion}))]
    [answer] = _talk(deserted, emotion, chosen)
    assert answer.text in _texts(responses, "utter_share_feeling", emotion)


def test_something_else_is_asked_for_in_words(
    deserted: Assistant, responses: dict[str, Any]
) -> None:
    chosen = _buttons(deserted, "else", IN_DOUBT)["Something else"]
    [answer] = _talk(deserted, "else", chosen)
    assert answer.text in _texts(responses, "utter_other_feeling")


@pytest.mark.parametrize(
    ("words", "emotion"), [("mostly sad", "sadness"), ("surprised", "surprise")]
)
def test_answer_in_words_counts_as_a_choice(
    deserted: Assistant, responses: dict[str, Any], words: str, emotion: str
) -> None:
    [answer] = _talk(deserted, words, IN_DOUBT, words)
    assert answer.text in _texts(responses, "utter_share_feeling", emotion)
