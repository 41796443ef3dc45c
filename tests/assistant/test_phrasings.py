"""What people write in words of their own: phrasings.tsv was written apart from data/nlu."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from rasa.core.agent import Agent

FEELING = {"share_feeling", "nlu_fallback"}
"""What wasn't understood is answered by its emotion as well."""
ABOUT_THE_HISTORY = {
    *("check_in", "choose", "drop_texts", "export_data", "keep_texts", "mood_report", "remind_me"),
    *("stop_reminders", "tell_zone", "wrong_emotion"),
}

Heard = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def phrasings() -> list[tuple[str, str]]:
    """Intents and texts."""
    file = Path(__file__).with_name("phrasings.tsv")
    pairs = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [(intent, text) for intent, text in pairs]


@pytest.fixture(scope="module")
def agent(dialogue_model: Path) -> Agent:
    """The trained assistant, of which only the understanding is asked here."""
    return Agent.load(str(dialogue_model))


@pytest.fixture(scope="module")
def heard(agent: Agent, phrasings: list[tuple[str, str]]) -> Heard:
    """For each intent its texts, with what they are understood as."""
    found: Heard = defaultdict(list)
    for intent, text in phrasings:
        found[intent].append((text, _intent(agent, text)))
    return found


def _intent(agent: Agent, text: str) -> str:
    return str(asyncio.run(agent.parse_message(text))["intent"]["name"])


@pytest.mark.parametrize(
    "intent",
    [
        *("check_in", "drop_texts", "export_data", "keep_texts", "mood_report", "remind_me"),
        *("stop_reminders", "tell_zone", "wrong_emotion"),
        *("forget_me", "agree_logging", "decline_logging", "ask_privacy"),
    ],
)
def test_unseen_phrasings_are_understood(heard: Heard, intent: str) -> None:
    missed = [(text, as_) for text, as_ in heard[intent] if as_ != intent]
    assert len(missed) <= 0.1 * len(heard[intent]), missed


def test_sentences_about_feelings_stay_feelings(heard: Heard) -> None:
    lost = [(text, as_) for text, as_ in heard["share_feeling"] if as_ not in FEELING]
    assert len(lost) <= 0.08 * len(heard["share_feeling"]), lost


def test_everyday_messages_arent_taken_for_the_history(agent: Agent, project: Path) -> None:
    lines = (project / "data" / "everyday" / "validation.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.splitlines()]
    told = [text for text, emotion, _ in rows if emotion != "neutral"]
    taken = [text for text in told if _intent(agent, text) in ABOUT_THE_HISTORY]
    assert len(taken) <= 0.05 * len(told), taken


def test_no_phrasing_is_an_example(project: Path, phrasings: list[tuple[str, str]]) -> None:
    examples = set()
    for file in (project / "data" / "nlu").glob("*.yml"):
        for group in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = str(group["examples"]).splitlines()
            examples |= {line.removeprefix("- ").lower() for line in lines}
    assert [text for _, text in phrasings if text.lower() in examples] == []
