from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.assistant import Assistant
from bot.mood.entry import MoodEntry
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings
from bot.tracker_store import WordlessTrackerStore

NOBODY = "http://127.0.0.1:9/webhook"
ANNA = "anna@zanzibar"
TEXTS = ["i am so sad since he moved away", "qwrt zxcvb plmk", "show me my report", "🫥🫥"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"ATTUNE_HOME": str(tmp_path / "home")})


@pytest.fixture
def history(settings: Settings) -> Iterator[MoodStore]:
    pseudonyms = Pseudonyms.from_file(settings.key_file)
    with closing(MoodStore.open(settings.database_url, pseudonyms)) as store:
        yield store


def _say(assistant: Assistant, *texts: str) -> list[str]:
    async def talk() -> list[str]:
        return [" ".join(a.text for a in await assistant.answer(text, ANNA)) for text in texts]

    return asyncio.run(talk())


def _kept(history: MoodStore) -> list[MoodEntry]:
    return history.entries(ANNA)


def test_turns_are_kept_with_the_action_server_down(
    dialogue_model: Path, settings: Settings, history: MoodStore
) -> None:
    history.agree(ANNA, datetime.now(timezone.utc), "1")
    with closing(Assistant.load(dialogue_model, NOBODY, settings)) as assistant:
        _say(assistant, *TEXTS, '/share_feeling{"emotion": "joy"}', TEXTS[0])
    assert len(_kept(history)) == len(TEXTS) + 1
    assert {entry.channel for entry in _kept(history)} == {"cmdline"}


def test_turns_of_the_undecided_are_on_no_disk(
    dialogue_model: Path, settings: Settings, history: MoodStore
) -> None:
    with closing(Assistant.load(dialogue_model, NOBODY, settings)) as assistant:
        _say(assistant, *TEXTS)
    assert _kept(history) == []
    name = Pseudonyms.from_file(settings.key_file).of(ANNA).encode()
    for file in settings.home.iterdir():
        for trace in (b"zanzibar", name, b"moved away", b"sadness"):
            assert trace not in file.read_bytes(), (file.name, trace)


def test_rules_go_by_earlier_turns_without_their_words(
    dialogue_model: Path, tmp_path: Path
) -> None:
    file = tmp_path / "talks.db"
    agent = Agent.load(
        str(dialogue_model),
        action_endpoint=EndpointConfig(NOBODY),
        tracker_store=WordlessTrackerStore(Domain.empty(), host=f"sqlite:///{file}"),
    )
    concern, answer = _say(Assistant(agent), "i wish i were dead", "yes")
    assert "thinking about ending your life" in concern
    assert "findahelpline.com" in answer
    assert "immediate danger" in answer
    assert b"were dead" not in file.read_bytes()
