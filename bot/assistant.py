"""The assistant inside this process: a text goes in, what it answers comes out."""

from __future__ import annotations

import logging
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.dialogue import QUIET_RASA
from bot.errors import DialogueError

CHANNEL = "cmdline"


@dataclass(frozen=True)
class Button:
    """A choice that the assistant offers, and what choosing it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Answer:
    """One message of the assistant."""

    text: str
    buttons: tuple[Button, ...] = ()


class Assistant:
    """A trained dialogue model with its action server."""

    def __init__(self, agent: Any) -> None:
        self._agent = agent

    @classmethod
    def load(cls, model: Path, action_server: str) -> Assistant:
        """Load ``model``; its custom actions are at the address ``action_server``.

        :raises DialogueError: when the model can't be loaded.
        """
        os.environ.update(QUIET_RASA)
        # Rasa resets the filters of warnings, which are for its developers.
        warnings.showwarning = _say_nothing
        import skops.io  # noqa: F401 - see dialogue.RASA
        from rasa.core.agent import Agent
        from rasa.shared.exceptions import RasaException
        from rasa.utils.common import configure_logging_and_warnings
        from rasa.utils.endpoints import EndpointConfig
        from rasa.utils.log_utils import configure_structlog

        # Unconfigured, structlog prints what people write; so may an error's traceback.
        configure_logging_and_warnings(log_level=logging.CRITICAL)
        configure_structlog(logging.CRITICAL)
        try:
            agent = Agent.load(str(model), action_endpoint=EndpointConfig(url=action_server))
        except RasaException as error:
            raise DialogueError(f"{model} can't be loaded: {error}") from error
        return cls(agent)

    async def answer(self, text: str, user: str) -> list[Answer]:
        """What the assistant says to ``text`` from ``user``."""
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        output = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, output, user, input_channel=CHANNEL))
        return [_answer(message) for message in output.messages]


def _say_nothing(*warning: Any, **details: Any) -> None:
    pass


def _answer(message: dict[str, Any]) -> Answer:
    buttons = tuple(Button(b["title"], b["payload"]) for b in message.get("buttons") or ())
    return Answer(message.get("text") or message.get("image") or "", buttons)
