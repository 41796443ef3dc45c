from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from people import Person

from bot.assistant import Assistant


@pytest.fixture(scope="module")
def crisis_reply() -> str:
    root = Path(__file__).parents[2]
    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    [reply] = domain["responses"]["utter_crisis"]
    return " ".join(str(reply["text"]).split())


def _answers(assistant: Assistant, *texts: str, user: str) -> list[str]:
    async def talk() -> list[str]:
        return [" ".join(a.text for a in await assistant.answer(text, user)) for text in texts]

    return [" ".join(answer.split()) for answer in asyncio.run(talk())]


@pytest.mark.parametrize(
    "text", ["i want to kill myself", "hello, i took all my pills", "k i l l m y s e l f"]
)
def test_reply_comes_first_without_the_action_server(
    deserted: Assistant, crisis_reply: str, text: str
) -> None:
    assert _answers(deserted, text, user=text) == [crisis_reply]


def test_reply_comes_after_failed_turns(deserted: Assistant, crisis_reply: str) -> None:
    texts = ["hello", "yes", "i am so sad", "i want to die"]
    assert _answers(deserted, *texts, user="failing")[-1] == crisis_reply


def test_feelings_are_answered_without_the_action_server(deserted: Assistant) -> None:
    assert all(_answers(deserted, "i am so sad", "i am furious", user="still here"))


def test_reply_is_the_same_in_a_whole_chat(person: Person, crisis_reply: str) -> None:
    talk = person.chat("hello", "yes", "i'm going to end my life tonight")
    said = " ".join(talk.answers_to("i'm going to end my life tonight").split())
    assert said == crisis_reply
