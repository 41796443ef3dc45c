"""Questions that the assistant asks about the history never stand in the way of a crisis reply."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml

from bot.assistant import Answer, Assistant

CRISIS = "i want to kill myself"


def _talk(assistant: Assistant, user: str, *texts: str) -> list[list[Answer]]:
    async def talk() -> list[list[Answer]]:
        return [await assistant.answer(text, user) for text in texts]

    return asyncio.run(talk())


@pytest.fixture(scope="module")
def crisis_reply(project: Path) -> str:
    """The one text that answers a crisis."""
    domain = yaml.safe_load((project / "domain.yml").read_text(encoding="utf-8"))
    return str(domain["responses"]["utter_crisis"][0]["text"])


@pytest.mark.parametrize(
    "text",
    [
        "wrong emotion",
        "forget me",
        "you may keep my words",
        "log 4 out of 5, slept badly",
        "give me my data",
        "remind me every evening",
        "how was my week",
        '/choose{"choice": "keep_note"}',
    ],
)
def test_crisis_is_answered_after_anything(
    deserted: Assistant, crisis_reply: str, text: str
) -> None:
    *_, answers = _talk(deserted, text, "hello", text, CRISIS)
    assert [answer.text for answer in answers] == [crisis_reply]


def test_correction_is_asked_for_without_the_action_server(deserted: Assistant) -> None:
    [[answer]] = _talk(deserted, "misread", "wrong emotion")
    assert "Angry" in [button.title for button in answer.buttons]


def test_forgetting_is_asked_for_before_anything_happens(deserted: Assistant) -> None:
    [[answer]] = _talk(deserted, "forgotten", "forget me")
    assert [button.payload for button in answer.buttons] == [
        '/choose{"choice": "forget"}',
        '/choose{"choice": "keep"}',
    ]
