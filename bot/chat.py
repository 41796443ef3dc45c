"""A chat in the terminal, typed or piped in."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console

from bot import action_server, dialogue
from bot.assistant import Answer, Assistant, Button
from bot.retention import keep_pruning
from bot.settings import Settings

logger = logging.getLogger(__name__)

WELCOME = "Attune is ready. Write how you are; /stop ends the chat."
NO_ANSWER = "Sorry, something went wrong on my side and I have no answer. Please try again."
_STOP = "/stop"
_PROMPT = "you> "

_notes = Console(stderr=True, highlight=False)


def chat(settings: Settings, project: Path) -> None:
    """Bring up all that a chat needs, hold it, and take it down again however it ends.

    :raises AttuneError: when a part can't be started.
    """
    model = dialogue.ready_model(dialogue.require_project(project), settings.home, _notes.print)
    keep_pruning(settings)
    _notes.print("Starting the assistant …")
    with (
        action_server.running(project, settings.home / "actions.log") as server,
        closing(Assistant.load(model, server.url, settings)) as assistant,
    ):
        server.wait_until_ready()
        asyncio.run(_hold(assistant, settings.user))


async def _hold(assistant: Assistant, user: str) -> None:
    # Reading in a thread would keep Ctrl-C waiting for the end of a line.
    print(WELCOME, flush=True)
    choices: Sequence[Button] = ()
    while (line := _read_line()) is not None:
        text = _chosen(line.strip(), choices)
        if text == _STOP:
            return
        if text:
            answers = await _answers(assistant, text, user)
            _show(answers)
            choices = [button for answer in answers for button in answer.buttons]


async def _answers(assistant: Assistant, text: str, user: str) -> list[Answer]:
    try:
        answers = await assistant.answer(text, user)
    except Exception as error:  # whatever broke, the chat goes on
        logger.error("no answer: %s", type(error).__name__)
        answers = []
    return answers or [Answer(NO_ANSWER)]


def _read_line() -> str | None:
    """The next line, ``None`` at the end; a piped line is echoed, so that the talk can be read."""
    if sys.stdin.isatty():
        try:
            return input(_PROMPT)
        except EOFError:
            return None
    line = sys.stdin.buffer.readline()
    if not line:
        return None
    text = line.decode("utf-8", errors="replace")
    print(f"{_PROMPT}{text.rstrip()}", flush=True)
    return text


def _chosen(text: str, choices: Sequence[Button]) -> str:
    """What a typed number stands for while choices are offered, else the text itself."""
    if text.isdecimal() and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1].payload
    return text


def _show(answers: Sequence[Answer]) -> None:
    number = 0
    for answer in answers:
        print(f"bot> {answer.text}", flush=True)
        for button in answer.buttons:
            number += 1
            print(f"     {number}: {button.title}", flush=True)
