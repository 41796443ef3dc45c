"""A call of the bot: which method, with what, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .refusals import Refusal, bad_request

_SENDING = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup "
)
_EDITING = "business_connection_id chat_id message_id inline_message_id reply_markup "
_CAPTIONED = "caption parse_mode caption_entities "
_TEXT = "text parse_mode entities link_preview_options "
_NAMES = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url certificate ip_address max_connections allowed_updates "
    "drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": _SENDING + _TEXT,
    "sendPhoto": _SENDING + _CAPTIONED + "photo show_caption_above_media has_spoiler",
    "sendDocument": _SENDING + _CAPTIONED + "document thumbnail disable_content_type_detection",
    "sendChatAction": "business_connection_id chat_id message_thread_id action",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "editMessageText": _EDITING + _TEXT,
    "editMessageCaption": _EDITING + _CAPTIONED + "show_caption_above_media",
    "editMessageReplyMarkup": _EDITING,
    "setMyCommands": "commands scope language_code",
    "deleteMyCommands": "scope language_code",
    "getMyCommands": "scope language_code",
    "setMyDescription": "description language_code",
    "setMyShortDescription": "short_description language_code",
    "setChatMenuButton": "chat_id menu_button",
    "getChat": "chat_id",
    "getFile": "file_id",
}
PARAMETERS = {method: frozenset(names.split()) for method, names in _NAMES.items()}
"""What each method takes, by Bot API 10.0."""
_SPELLING = {method.lower(): method for method in PARAMETERS}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes


@dataclass
class Call:
    """A call of the bot; ``status`` and ``answer`` are set when it is answered.

    ``at`` is on the clock of :func:`time.monotonic`, in seconds. ``answer`` is the result, or
    the description of a refusal.
    """

    method: str
    parameters: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    answer: Any = None

    @property
    def chat_id(self) -> int | None:
        """The chat that is meant, where one is."""
        try:
            return int(self.parameters["chat_id"])
        except (KeyError, TypeError, ValueError):
            return None

    def unknown(self) -> Iterable[str]:
        """Parameters that Telegram would ignore without a word."""
        return sorted({*self.parameters, *self.files} - PARAMETERS[self.method] - self._attached())

    def text(self, name: str) -> str:
        """A text; empty where it is missing."""
        value = self.parameters.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; the default where it is missing or none, as Telegram does."""
        try:
            return int(float(self.parameters[name]))
        except (KeyError, TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A truth; false where it is missing."""
        return self.text(name).lower() in ("true", "1", "yes", "t", "y")

    def value(self, name: str) -> Any:
        """A list or an object; none where it is missing.

        Raises:
            Refusal: It isn't JSON.
        """
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            kind = name.replace("_", " ")
            raise bad_request(f"can't parse {kind} JSON object") from None

    def file(self, name: str) -> Upload | str | None:
        """An uploaded file, or the id or address of one."""
        named = self.text(name)
        return self.files.get(named.removeprefix("attach://") if named else name, named or None)

    def _attached(self) -> set[str]:
        return {name for name in self.files if f"attach://{name}" in str(self.parameters)}


async def read_call(method: str, request: web.Request) -> Call:
    """The call in a request, however its parameters were sent.

    Raises:
        Refusal: The Bot API, or this double of it, has no such method.
    """
    spelled = _SPELLING.get(method.lower())
    if spelled is None:
        raise Refusal(404, "Not Found: method not found")
    call = Call(spelled, dict(request.query))
    if request.content_type == "application/json":
        call.parameters |= await request.json()
        return call
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            call.files[name] = Upload(value.filename, value.file.read())
        else:
            call.parameters[name] = value
    return call
