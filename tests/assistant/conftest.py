"""The whole assistant: a dialogue model trained once a run, chats piped through it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import dialogue


@dataclass(frozen=True)
class Talk:
    """What a chat printed, turn by turn: what the user wrote and the answers to it."""

    turns: list[tuple[str, list[str]]]
    status: int
    errors: str

    def answers_to(self, text: str) -> str:
        """All that was answered to ``text``."""
        return "\n".join("\n".join(answers) for user, answers in self.turns if user == text)


class Person:
    """Somebody at a terminal, with a home of their own."""

    def __init__(self, project: Path, home: Path) -> None:
        self.project = project
        self.environ = {**os.environ, "ATTUNE_HOME": str(home)}

    def chat(self, *lines: str, **environ: str) -> Talk:
        """Pipe ``lines`` into ``attune chat``."""
        done = self._attune("chat", input="\n".join(lines) + "\n", **environ)
        return Talk(_turns(done.stdout), done.returncode, done.stderr)

    def report(self) -> dict[str, Any]:
        """What ``attune report`` has of this person."""
        document: dict[str, Any] = json.loads(self._attune("report", "--format", "json").stdout)
        return document

    def _attune(
        self, *arguments: str, input: str = "", **environ: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            cwd=self.project,
            env={**self.environ, **environ},
            input=input,
            capture_output=True,
            text=True,
            timeout=300,
        )


@pytest.fixture(scope="session")
def dialogue_model(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assistant, trained once."""
    return dialogue.train_model(project, tmp_path_factory.mktemp("dialogue"))


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


def _turns(printed: str) -> list[tuple[str, list[str]]]:
    turns: list[tuple[str, list[str]]] = []
    for line in printed.splitlines():
        if line.startswith("you> "):
            turns.append((line.removeprefix("you> "), []))
        elif turns:
            turns[-1][1].append(line.removeprefix("bot> "))
    return turns
