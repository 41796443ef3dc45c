"""What Telegram knows: chats, messages, files, presses, and what the bot sent."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from .calls import Call, Upload
from .refusals import Refusal, bad_request
from .update_queue import UpdateQueue

Json = dict[str, Any]
BOT: Json = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Attune",
    "username": "attune_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
}
AS_SENDER = {name: BOT[name] for name in ("id", "is_bot", "first_name", "username")}
_FIRST_UPDATE = 710_000_001
_ANSWERABLE = 60.0
"""Seconds in which the press of a button can be answered; Telegram doesn't say how many."""


@dataclass(frozen=True)
class Sent:
    """Something that the bot did in a chat.

    ``text`` is what people read: a message, a caption, the name of an action, a notice. ``markup``
    is the keyboard as it was sent, ``buttons`` the texts of its buttons, row after row. ``at`` is
    on the clock of :func:`time.monotonic`.
    """

    method: str
    chat_id: int
    text: str = ""
    message_id: int | None = None
    entities: tuple[Json, ...] = ()
    markup: Json | None = None
    file: Upload | None = None
    reply_to: int | None = None
    at: float = field(default_factory=time.monotonic)

    @property
    def buttons(self) -> tuple[str, ...]:
        """The texts of the buttons."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return tuple(button["text"] for row in rows for button in row)


@dataclass
class Chat:
    """A chat, its messages by their numbers, and why the bot can't write there, if it can't."""

    data: Json
    closed: str | None = None
    messages: dict[int, Json] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Its number; below zero where it is a group."""
        return int(self.data["id"])


@dataclass
class Press:
    """The press of a button, which wants an answer."""

    chat_id: int
    at: float = field(default_factory=time.monotonic)
    answered: bool = False

    def answerable(self) -> bool:
        """Whether Telegram still takes an answer."""
        return not self.answered and time.monotonic() - self.at < _ANSWERABLE


class World:
    """Everything, under one lock: ``with world.changed`` around whatever reads or writes it."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.queue = UpdateQueue(_FIRST_UPDATE)
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, Upload] = {}
        self.sent: defaultdict[int, list[Sent]] = defaultdict(list)
        self.violations: list[str] = []
        self._numbers = itertools.count(1)
        self._private_messages = itertools.count(1)
        self._group_messages: dict[int, itertools.count[int]] = {}

    def new_id(self) -> int:
        """A number that nothing else has."""
        return next(self._numbers)

    def keep(self, file: Upload) -> str:
        """Keep a file; its id."""
        file_id = f"file-{self.new_id()}"
        self.files[file_id] = file
        return file_id

    def open_chat(self, data: Json) -> Chat:
        """The chat with this description, which the bot knows from now on."""
        return self.chats.setdefault(int(data["id"]), Chat(data))

    def writable(self, chat_id: str) -> Chat:
        """The chat that the bot wants to write to.

        Raises:
            Refusal: The bot doesn't know it, or may not.
        """
        if not chat_id:
            raise bad_request("chat_id is empty")
        number = int(chat_id) if chat_id.lstrip("-").isdigit() else 0
        if number not in self.chats:
            raise bad_request("chat not found")
        chat = self.chats[number]
        if chat.closed:
            raise Refusal(403, f"Forbidden: {chat.closed}")
        return chat

    def post(self, chat: Chat, sender: Json | None, content: Json) -> Json:
        """Put a message into a chat; the bot's where no sender is given."""
        message = {
            "message_id": self._message_id(chat),
            "from": sender or AS_SENDER,
            "chat": chat.data,
            "date": int(time.time()),
            **{name: value for name, value in content.items() if value is not None},
        }
        chat.messages[message["message_id"]] = message
        return message

    def note(self, call: Call, chat: Chat, message: Json | None = None, **more: Any) -> None:
        """Remember what the bot did, and tell who waits for it."""
        shown = message or {}
        told = {
            "text": shown.get("text") or shown.get("caption") or "",
            "message_id": shown.get("message_id"),
            "entities": tuple(shown.get("entities") or shown.get("caption_entities") or ()),
            "reply_to": shown.get("reply_to_message", {}).get("message_id"),
        }
        self.sent[chat.id].append(Sent(call.method, chat.id, **{**told, **more}))
        self.changed.notify_all()

    def _message_id(self, chat: Chat) -> int:
        """Private messages are numbered across chats, those of a supergroup in each: as there."""
        if chat.id > 0:
            return next(self._private_messages)
        return next(self._group_messages.setdefault(chat.id, itertools.count(1)))
