from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    BotUttered,
    Event,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.errors import StoreError
from bot.mood.broker import MoodBroker
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings
from bot.tracker_store import (
    FORGOTTEN,
    ForgetfulTrackerStore,
    WordlessTrackerStore,
    forget_conversation,
)

ANNA = "anna o'hara <anna@zanzibar.example>"
WORDS = "the zanzibar parrot died"
EMOTION = {
    "label": "sadness",
    "confidence": 0.9,
    "intensity": 0.6,
    "valence": -0.7,
    "scores": {"sadness": 0.9, "neutral": 0.1},
    "available": True,
    "model": "test",
}
DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["share_feeling"],
        "slots": {
            name: {"type": kind, "mappings": [{"type": "custom"}]}
            for name, kind in ((FORGOTTEN, "bool"), ("consent", "text"))
        },
    }
)


@pytest.fixture
def wordless(url: str, tmp_path: Path) -> WordlessTrackerStore:
    (tmp_path / "kept").mkdir()
    return WordlessTrackerStore(DOMAIN, host=url)


def _said(text: str = WORDS, **metadata: Any) -> UserUttered:
    parse_data = {
        "text": text,
        "intent": {"name": "share_feeling", "confidence": 0.9},
        "entities": [{"entity": "emotion", "value": "sadness", "start": 0, "end": len(text)}],
        "emotion": EMOTION,
        "response_selector": {"all": text},
    }
    return UserUttered(
        text,
        parse_data["intent"],
        parse_data["entities"],
        parse_data,
        input_channel="rest",
        metadata={"raw": text, **metadata},
    )


async def _save(store: TrackerStore, *events: Event, user: str = ANNA) -> None:
    tracker = await store.get_or_create_tracker(user)
    for event in events:
        tracker.update(event)
    await store.save(tracker)


async def _talk(store: TrackerStore, user: str = ANNA) -> DialogueStateTracker | None:
    return await store.retrieve_full_tracker(user)


def _rows(url: str) -> list[Any]:
    engine = sa.create_engine(url)
    with closing(engine.connect()) as connection:
        return connection.execute(sa.text("SELECT * FROM events ORDER BY id")).fetchall()


def _run(*steps: Coroutine[Any, Any, Any]) -> list[Any]:
    async def all_of_them() -> list[Any]:
        return [await step for step in steps]

    return asyncio.run(all_of_them())


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TrackerStore:
    if request.param == "memory":
        return ForgetfulTrackerStore(DOMAIN)
    return WordlessTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'talks.db'}")


def test_talk_goes_on_until_it_is_forgotten(store: TrackerStore) -> None:
    _run(_save(store, _said(), SlotSet("consent", "agreed")), _save(store, _said(), user="ben"))
    [talk] = _run(_talk(store))
    assert talk.get_slot("consent") == "agreed"
    _run(_save(store, _said(), SlotSet(FORGOTTEN, True)))
    anna, ben = _run(_talk(store), _talk(store, "ben"))
    assert anna is None
    assert ben is not None


def test_next_message_begins_anew(store: TrackerStore) -> None:
    _run(
        _save(store, _said(), SlotSet("consent", "agreed"), SlotSet(FORGOTTEN, True)),
        _save(store, _said()),
    )
    [talk] = _run(_talk(store))
    assert talk.get_slot("consent") is None
    assert sum(isinstance(event, UserUttered) for event in talk.events) == 1


def test_no_word_reaches_the_database(wordless: WordlessTrackerStore, url: str) -> None:
    said = BotUttered(WORDS, metadata={"utter_action": "utter_greet"})
    _run(_save(wordless, _said(), said))
    assert all(WORDS.encode() not in str(row).encode() for row in _rows(url))


def test_what_policies_and_actions_need_is_read_back(wordless: WordlessTrackerStore) -> None:
    said = BotUttered(WORDS, metadata={"utter_action": "utter_greet"})
    _run(_save(wordless, _said(), said))
    [talk] = _run(_talk(wordless))
    user, bot = list(talk.events)[-2:]
    assert user.as_sub_state() == {"intent": "share_feeling", "entities": ["emotion"]}
    assert user.parse_data["emotion"] == EMOTION
    assert talk.latest_message.text == ""
    assert bot.metadata["utter_action"] == "utter_greet"


def test_forgetting_leaves_no_byte(tmp_path: Path) -> None:
    file = tmp_path / "talks.db"
    store = WordlessTrackerStore(DOMAIN, host=f"sqlite:///{file}")
    _run(*[_save(store, _said()) for _ in range(50)])
    assert b"zanzibar" in file.read_bytes()
    _run(_save(store, SlotSet(FORGOTTEN, True)))
    assert b"zanzibar" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_conversation_is_forgotten_from_outside(
    wordless: WordlessTrackerStore, url: str, tmp_path: Path
) -> None:
    _run(_save(wordless, _said()), _save(wordless, _said(), user="ben"))
    endpoints = _endpoints(tmp_path, type="bot.tracker_store.WordlessTrackerStore", url=url)
    assert forget_conversation(endpoints, ANNA) > 0
    assert forget_conversation(endpoints, ANNA) == 0
    assert {row.sender_id for row in _rows(url)} == {"ben"}


def test_nothing_is_to_forget_outside_where_talks_are_in_memory(
    project: Path, tmp_path: Path
) -> None:
    assert forget_conversation(project / "endpoints.yml", ANNA) == 0
    assert forget_conversation(tmp_path / "no such file", ANNA) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"type": "redis", "url": "localhost"}, "'redis'"),
        (
            {"type": "bot.tracker_store.WordlessTrackerStore", "url": "sqlite:////no/such/x.db"},
            "check its url",
        ),
    ],
)
def test_talks_that_cant_be_forgotten_are_an_error(
    tmp_path: Path, options: dict[str, str], message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        forget_conversation(_endpoints(tmp_path, **options), ANNA)


def test_endpoints_name_it(project: Path) -> None:
    config = yaml.safe_load((project / "endpoints.yml").read_text(encoding="utf-8"))
    store = TrackerStore.create(EndpointConfig.from_dict(config["tracker_store"]), DOMAIN)
    assert type(store) is ForgetfulTrackerStore
    assert isinstance(store, InMemoryTrackerStore)


def test_turns_that_rasa_takes_back_are_kept_all_the_same(tmp_path: Path) -> None:
    settings = Settings.from_environment({"ATTUNE_HOME": str(tmp_path)})
    history = MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))
    history.agree(ANNA, datetime.now(timezone.utc), "1")
    broker = MoodBroker.from_settings(settings)
    store = ForgetfulTrackerStore(DOMAIN, broker)
    _run(_save(store, _said(), UserUtteranceReverted()), _save(store, _said()))
    broker.finish()
    assert len(history.entries(ANNA)) == 2


def _endpoints(folder: Path, **tracker_store: str) -> Path:
    path = folder / "endpoints.yml"
    path.write_text(yaml.safe_dump({"tracker_store": tracker_store}), encoding="utf-8")
    return path
