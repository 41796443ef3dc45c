"""Somebody who chats with the assistant in a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


def _turns(printed: str) -> list[tuple[str, list[str]]]:
    turns: list[tuple[str, list[str]]] = []
    for line in printed.splitlines():
        if line.startswith("you> "):
            turns.append((line.removeprefix("you> "), []))
        elif turns:
            turns[-1][1].append(line.removeprefix("bot> "))
    return turns
