"""The methods that put something into a chat."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from .calls import Call, Upload
from .formatting import Formatted, formatted
from .keyboards import reply_markup
from .refusals import bad_request
from .world import Chat, Json, World

# Telegram counts "characters"; UTF-16 code units are the strictest reading of that.
_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LARGEST_PHOTO = 10 * 1024 * 1024
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, call: Call) -> Any:
    """A text, of 1 to 4096 characters."""
    content = text_of(call)
    return _send(world, call, content, None)


def send_photo(world: World, call: Call) -> Any:
    """A picture, with a caption of up to 1024 characters."""
    photo = _file(world, call, "photo")
    size = _picture_size(photo)
    content = caption_of(call)
    described = {**_described(world, photo), **size}
    return _send(world, call, {"photo": [described], **content}, photo)


def send_document(world: World, call: Call) -> Any:
    """A file, with a caption of up to 1024 characters."""
    document = _file(world, call, "document")
    content = caption_of(call)
    described = {**_described(world, document), "file_name": document.name}
    return _send(world, call, {"document": described, **content}, document)


def send_chat_action(world: World, call: Call) -> Any:
    """What the bot is doing, shown for 5 seconds."""
    chat = world.writable(call.text("chat_id"))
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.note(call, chat, text=call.text("action"))
    return True


def text_of(call: Call) -> Json:
    """The text of a message, as people see it.

    Raises:
        Refusal: It is empty, too long, or its marks don't fit together.
    """
    if not call.text("text"):
        raise bad_request("message text is empty")
    read = _formatted(call, "text", "entities")
    if not read.text:
        raise bad_request("text must be non-empty")
    if read.length > _LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": read.text, "entities": read.entities or None}


def caption_of(call: Call) -> Json:
    """The caption of a file, as people see it.

    Raises:
        Refusal: It is too long, or its marks don't fit together.
    """
    read = _formatted(call, "caption", "caption_entities")
    if read.length > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": read.text or None, "caption_entities": read.entities or None}


def _formatted(call: Call, name: str, entities: str) -> Formatted:
    return formatted(call.text(name), call.text("parse_mode"), call.value(entities) or [])


def _send(world: World, call: Call, content: Json, file: Upload | None) -> Json:
    chat = world.writable(call.text("chat_id"))
    markup = reply_markup(call, world.violations)
    inline = markup if markup and "inline_keyboard" in markup else None
    extra = {"reply_to_message": _replied_to(call, chat), "reply_markup": inline}
    message = world.post(chat, None, {**content, **extra})
    world.note(call, chat, message, markup=markup, file=file)
    return message


def _replied_to(call: Call, chat: Chat) -> Json | None:
    reply = call.value("reply_parameters")
    if not reply:
        return None
    if "message_id" not in reply:
        raise bad_request('can\'t find field "message_id"')
    message = chat.messages.get(int(reply["message_id"]))
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _file(world: World, call: Call, name: str) -> Upload:
    file = call.file(name)
    if file is None:
        raise bad_request(f"there is no {name} in the request")
    if isinstance(file, str):
        if file not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return world.files[file]
    if not file.data:
        raise bad_request("file must be non-empty")
    return file


def _described(world: World, file: Upload) -> Json:
    file_id = world.keep(file)
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(file.data)}


def _picture_size(photo: Upload) -> Json:
    if len(photo.data) > _LARGEST_PHOTO:
        raise bad_request(f"too big for a photo; the maximum size is {_LARGEST_PHOTO} bytes")
    try:
        width, height = Image.open(io.BytesIO(photo.data)).size
    except UnidentifiedImageError:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
