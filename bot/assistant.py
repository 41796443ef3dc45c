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
from bot.settings import Settings

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
    def load(cls, model: Path, action_server: str, settings: Settings | None = None) -> Assistant:
        """Load ``model``; its custom actions are at the address ``action_server``.

        With ``settings`` every turn goes to the mood history that they name, whatever becomes
        of the actions; ``close`` the assistant in the end.

        :raises DialogueError: when the model can't be loaded.
        :raises SettingsError: when the key of the mood history can't be used.
        """
        quieten_rasa()
        from rasa.core.agent import Agent
        from rasa.shared.exceptions import RasaException
        from rasa.utils.endpoints import EndpointConfig

        try:
            agent = Agent.load(
                str(model),
                action_endpoint=EndpointConfig(url=action_server),
                tracker_store=_tracker_store(settings),
            )
        except RasaException as error:
            raise DialogueError(f"{model} can't be loaded: {error}") from error
        return cls(agent)

    def close(self) -> None:
        """Bring what waits for the mood history there; what can't be in two seconds stays."""
        broker = self._agent.tracker_store.event_broker
        if broker:
            broker.finish()

    async def answer(self, text: str, user: str) -> list[Answer]:
        """What the assistant says to ``text`` from ``user``."""
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        output = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, output, user, input_channel=CHANNEL))
        return [_answer(message) for message in output.messages]


def quieten_rasa() -> None:
    """Load Rasa so that it keeps to itself: its hints, and above all what people write."""
    os.environ.update(QUIET_RASA)
    # Rasa resets the filters of warnings, which are for its developers.
    warnings.showwarning = _say_nothing
    import skops.io  # noqa: F401 - see dialogue.RASA
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    # Unconfigured, structlog prints what people write; so may an error's traceback.
    configure_logging_and_warnings(log_level=logging.CRITICAL)
    configure_structlog(logging.CRITICAL)


def _tracker_store(settings: Settings | None) -> Any:
    from rasa.shared.core.domain import Domain

    from bot.mood.broker import MoodBroker
    from bot.tracker_store import ForgetfulTrackerStore

    broker = MoodBroker.from_settings(settings) if settings else None
    return ForgetfulTrackerStore(Domain.empty(), broker)


def _say_nothing(*warning: Any, **details: Any) -> None:
    pass


def _answer(message: dict[str, Any]) -> Answer:
    buttons = tuple(Button(b["title"], b["payload"]) for b in message.get("buttons") or ())
    return Answer(message.get("text") or message.get("image") or "", buttons)
