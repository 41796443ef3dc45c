"""Rasa as the channel sees it: something is said to it, and its answers come back."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.telegram.commands import Ask
from bot.telegram.incoming import Origin
from bot.telegram.outgoing import Button, Outgoing, Photo, Reference, Text
from bot.telegram.settings import NAME
from bot.telegram.texts import NO_ANSWER

logger = logging.getLogger(__name__)

Answer = Outgoing | Reference
Take = Callable[[str, Answer], Awaitable[None]]

_FILE = "attune_file"
GRAVE = frozenset({"crisis", "concern"})
"""Intents that are answered wherever they are heard."""


class Output(OutputChannel):
    """Hands on each answer of Rasa's with the person's id.

    Answers are collected while Rasa works, so that its lock on the talk isn't held while
    Telegram makes us wait.
    """

    def __init__(self, take: Take) -> None:
        self._take = take

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, as domain.yml may use it."""
        return NAME

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Take a text."""
        await self._take(recipient_id, Text(text))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Take a text with buttons."""
        await self._take(recipient_id, Text(text, tuple(map(_button, buttons))))

    async def send_image_url(self, recipient_id: str, image: str, **kwargs: Any) -> None:
        """Take a picture that lies in the web."""
        await self._take(recipient_id, Photo(image))

    async def send_custom_json(
        self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any
    ) -> None:
        """Take the reference of a file; other JSON has a text or isn't for people."""
        if isinstance(json_message.get(_FILE), dict):
            await self._take(recipient_id, Reference(json_message[_FILE]))
        elif isinstance(json_message.get("text"), str):
            await self._take(recipient_id, Text(json_message["text"]))


class Talk:
    """One person's messages to Rasa; ``agent`` gives the model that is loaded."""

    def __init__(self, agent: Callable[[], Agent]) -> None:
        self._agent = agent

    async def answers(self, origin: Origin, asked: Ask) -> Sequence[Answer]:
        """Return what Rasa answers, in full or until something failed; never nothing."""
        collected: list[Answer] = []

        async def collect(recipient: str, answer: Answer) -> None:
            collected.append(answer)

        try:
            await self._agent().handle_message(_message(origin, asked, Output(collect)))
        except Exception as error:  # its text may hold the message
            logger.error("Rasa failed: %s", type(error).__name__)
            collected.append(Text(NO_ANSWER))
        return collected or [Text(NO_ANSWER)]

    async def note(self, origin: Origin, text: str) -> None:
        """Have a message heard, and noted where the person agreed, without answering it."""
        agent = self._agent()
        message = _message(origin, Ask(text), Output(_drop))
        async with agent.lock_store.lock(message.sender_id):
            await agent.log_message(message)

    async def heard(self, text: str) -> dict[str, Any]:
        """Return what Rasa makes of a text, its emotion included, without anybody saying it."""
        parsed: dict[str, Any] = await self._agent().parse_message(plain_words(text))
        return parsed


def message_id(origin: Origin) -> str:
    """Return the id by which the history knows a message, before and after it is edited.

    Telegram numbers messages anew in each chat; no id of a chat or person stands in the result.
    """
    return hashlib.sha256(f"{origin.chat_id}:{origin.message_id}".encode()).hexdigest()[:32]


def plain_words(text: str) -> str:
    """Return ``text`` without what Rasa would take for a command of its own."""
    return text.lstrip("/ ")


def intent_of(parsed: dict[str, Any]) -> str | None:
    """Return the intent that Rasa heard."""
    return (parsed.get("intent") or {}).get("name")


def _message(origin: Origin, asked: Ask, output: OutputChannel) -> UserMessage:
    return UserMessage(
        text=asked.text,
        output_channel=output,
        sender_id=str(origin.user_id),
        parse_data=_parsed(asked) if asked.intent else None,
        input_channel=NAME,
        message_id=message_id(origin),
    )


def _parsed(asked: Ask) -> dict[str, Any]:
    intent = {"name": asked.intent, "confidence": 1.0}
    return {"text": asked.text, "intent": intent, "intent_ranking": [intent], "entities": []}


def _button(button: dict[str, Any]) -> Button:
    title = str(button.get("title", ""))
    return Button(title, str(button.get("payload") or title), button.get("url"))


async def _drop(recipient: str, answer: Answer) -> None:
    pass
