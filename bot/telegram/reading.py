"""Telegram's updates, read: what somebody said to the bot, or nothing for it to answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User

from bot.telegram.incoming import (
    Blocked,
    Called,
    Edit,
    Forwarded,
    Incoming,
    Origin,
    Pressed,
    Unread,
    Words,
)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that Telegram is asked for."""

_LARGEST_ID = 2**63 - 1
_PRIVATE = "private"
_GROUPS = ("group", "supergroup")
_GONE = ("kicked", "left")
_WORDLESS = {
    "voice": "a voice message",
    "video_note": "a video message",
    "video": "a video",
    "audio": "a recording",
    "animation": "a moving picture",
    "photo": "a picture",
    "document": "a file",
    "sticker": "that sticker",
    "venue": "a place",
    "location": "a place",
    "contact": "a contact",
    "poll": "a poll",
    "dice": "that game",
    "game": "a game",
    "story": "a story",
    "paid_media": "a picture",
    "invoice": "an invoice",
    "checklist": "a checklist",
}
"""In the order in which they are looked for: a venue is a location, too."""
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,64})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.S)


@dataclass(frozen=True)
class Me:
    """The bot itself; ``username`` is without the @."""

    id: int
    username: str

    def link(self, start: str) -> str:
        """Return the address that opens the bot and has it told /start with this word."""
        return f"https://t.me/{self.username}?start={start}"


def read_update(update: Update, me: Me) -> Incoming | None:
    """Return what is in ``update`` for the bot, None where that is nothing.

    Telegram's library checks no types: a field of a wrong one may raise anything here.
    """
    if update.callback_query:
        return _press(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.edited_message:
        return _edit(update.edited_message, me)
    return _message(update.message, me) if update.message else None


def _message(message: Message, me: Me) -> Incoming | None:
    origin = _origin(message, message.from_user)
    if origin is None:
        return None
    text = _text(message)
    command = _COMMAND.fullmatch(text)
    if command and not message.forward_origin:
        return _command(command, origin, message, me)
    if not origin.private:
        if not _is_addressed(message, text, me):
            return None
        return Words(origin, _without_name(text, me))
    if message.forward_origin:
        return Forwarded(origin, text)
    return Words(origin, text) if text else _unread(message, origin)


def _command(command: re.Match[str], origin: Origin, message: Message, me: Me) -> Called | None:
    named = (command["bot"] or "").lower() == me.username.lower()
    if command["bot"] and not named:
        return None
    if not origin.private and not named and not _is_reply_to(message, me):
        return None
    return Called(origin, command["name"].lower(), (command["rest"] or "").strip())


def _edit(message: Message, me: Me) -> Edit | None:
    origin = _origin(message, message.from_user)
    text = _text(message)
    if origin is None or not text or text.startswith("/") or message.forward_origin:
        return None
    if not origin.private:
        if not _is_addressed(message, text, me):
            return None
        text = _without_name(text, me)
    return Edit(origin, text, _aware(message.date))


def _press(query: CallbackQuery) -> Pressed | None:
    message = query.message
    if message is None or not isinstance(query.data, str):
        return None
    origin = _origin(message, query.from_user)
    return Pressed(origin, str(query.id), _plain(query.data)) if origin else None


def _membership(change: ChatMemberUpdated) -> Blocked | None:
    if change.chat.type != _PRIVATE or change.new_chat_member.status not in _GONE:
        return None
    user = _number(change.from_user.id)
    return Blocked(Origin(_number(change.chat.id), user, 0, private=True))


def _origin(message: Any, user: User | None) -> Origin | None:
    chat = message.chat
    if user is None or user.is_bot or chat.type not in (_PRIVATE, *_GROUPS):
        return None
    return Origin(
        chat_id=_number(chat.id),
        user_id=_number(user.id),
        message_id=_number(message.message_id),
        private=chat.type == _PRIVATE,
        name=_plain(user.first_name or ""),
        album=str(group) if (group := getattr(message, "media_group_id", None)) else None,
    )


def _text(message: Message) -> str:
    sticker = message.sticker.emoji if message.sticker else None
    return _plain(message.text or message.caption or sticker or "")


def _unread(message: Message, origin: Origin) -> Unread | None:
    kind = next((kind for kind in _WORDLESS if getattr(message, kind, None)), None)
    return Unread(origin, _WORDLESS[kind]) if kind else None


def _is_addressed(message: Message, text: str, me: Me) -> bool:
    entities = (*message.entities, *message.caption_entities)
    meant = any(entity.user and entity.user.id == me.id for entity in entities)
    return meant or bool(_name(me).search(text)) or _is_reply_to(message, me)


def _is_reply_to(message: Message, me: Me) -> bool:
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.id == me.id)


def _without_name(text: str, me: Me) -> str:
    return _name(me).sub("", text).strip()


def _name(me: Me) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(me.username)}\b[,:]?", re.IGNORECASE)


def _plain(text: str) -> str:
    """``text`` without what no encoding takes: lone surrogates and zeros."""
    encoded = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return encoded.replace("\x00", "").strip()


def _number(value: int) -> int:
    if type(value) is not int or abs(value) > _LARGEST_ID:
        raise TypeError("an id is a whole number of 64 bits")
    return value


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(timezone.utc)
