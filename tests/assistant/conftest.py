"""The whole assistant: a dialogue model trained once a run, chats piped through it."""

from __future__ import annotations

from pathlib import Path

import pytest
from people import Person

from bot import dialogue
from bot.assistant import Assistant

NOBODY = "http://127.0.0.1:9/webhook"


@pytest.fixture(scope="session")
def dialogue_model(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assistant, trained once."""
    return dialogue.train_model(project, tmp_path_factory.mktemp("dialogue"))


@pytest.fixture(scope="session")
def deserted(dialogue_model: Path) -> Assistant:
    """The assistant while its action server is down."""
    return Assistant.load(dialogue_model, NOBODY)


@pytest.fixture
def home(dialogue_model: Path, tmp_path: Path) -> Path:
    """A home that has the trained model already."""
    models = tmp_path / "home" / "models"
    models.mkdir(parents=True)
    (models / dialogue_model.name).symlink_to(dialogue_model)
    return tmp_path / "home"


@pytest.fixture
def person(project: Path, home: Path) -> Person:
    """Somebody who never talked to the assistant."""
    return Person(project, home)
