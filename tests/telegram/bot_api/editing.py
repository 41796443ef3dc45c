"""The methods that change what is in a chat, and that answer presses."""

from __future__ import annotations

from typing import Any

from .calls import Call
from .keyboards import reply_markup
from .refusals import bad_request
from .sending import caption_of, text_of
from .world import Chat, Json, World

_LONGEST_NOTICE = 200


def edit_text(world: World, call: Call) -> Any:
    """A new text, and a new keyboard or none."""
    content = text_of(call)
    chat, message = _own_message(world, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, call, chat, message, content)


def edit_caption(world: World, call: Call) -> Any:
    """A new caption or none, and a new keyboard or none."""
    content = caption_of(call)
    chat, message = _own_message(world, call)
    if not message.keys() & {"photo", "document"}:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, call, chat, message, content)


def edit_reply_markup(world: World, call: Call) -> Any:
    """A new keyboard or none."""
    chat, message = _own_message(world, call)
    return _edit(world, call, chat, message, {})


def answer_callback_query(world: World, call: Call) -> Any:
    """An end of the waiting that follows a press; once for each."""
    if len(call.text("text")) > _LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.presses.get(call.text("callback_query_id"))
    if press is None or not press.answerable():
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answered = True
    world.note(call, world.chats[press.chat_id], text=call.text("text"))
    return True


def _own_message(world: World, call: Call) -> tuple[Chat, Json]:
    chat = world.writable(call.text("chat_id"))
    if "message_id" not in call.parameters:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message["from"]["is_bot"]:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, call: Call, chat: Chat, message: Json, content: Json) -> Json:
    markup = reply_markup(call, world.violations)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    keyboard = markup if markup and any(markup["inline_keyboard"]) else None
    new = {**content, "reply_markup": keyboard}
    if all(message.get(name) == value for name, value in new.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    edited = {**message, **new, "edit_date": message["date"]}
    edited = {name: value for name, value in edited.items() if value is not None}
    chat.messages[message["message_id"]] = edited
    world.note(call, chat, edited, markup=keyboard)
    return edited
