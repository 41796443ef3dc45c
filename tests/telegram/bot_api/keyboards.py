"""Keyboards under messages, refused where Telegram would refuse them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from .calls import Call
from .refusals import bad_request

_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_FIELDS = _ACTIONS | {"text", "icon_custom_emoji_id", "style"}
_MARKUPS = {
    "inline_keyboard": {"inline_keyboard"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}
_MOST_DATA = 64
_MOST_BUTTONS = 100


def reply_markup(call: Call, violations: list[str]) -> dict[str, Any] | None:
    """The keyboard that a call asks for; what Telegram would swallow goes to ``violations``.

    Raises:
        Refusal: Telegram would refuse it.
    """
    markup = call.value("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kind = next((kind for kind in _MARKUPS if kind in markup), None)
    if kind is None:
        violations.append(f"{call.method}: reply_markup is of no known kind")
        return None
    _note_unknown(call, "reply_markup", markup, _MARKUPS[kind], violations)
    if kind in ("inline_keyboard", "keyboard"):
        _check_rows(call, kind, markup[kind], violations)
    return markup


def _check_rows(call: Call, kind: str, rows: Any, violations: list[str]) -> None:
    if not isinstance(rows, list):
        raise bad_request(f'field "{kind}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{kind}" must be an Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons if kind == "inline_keyboard" else []:
        _check_button(call, button, violations)


def _check_button(call: Call, button: Any, violations: list[str]) -> None:
    trouble = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(trouble + "expected an Object")
    if "text" not in button:
        raise bad_request(trouble + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(trouble + 'Field "text" must be of type String')
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise bad_request(trouble + "Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data", "")).encode()) > _MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    _check_address(button.get("url"))
    if len(actions) > 1:
        violations.append(f"{call.method}: a button has more than one action")
    if not button["text"]:
        violations.append(f"{call.method}: a button without a text, which nobody sees")
    _note_unknown(call, "a button", button, _FIELDS, violations)


def _check_address(url: str | None) -> None:
    if url is None:
        return
    trouble = f"inline keyboard button URL '{url}' is invalid: "
    scheme = urlsplit(url).scheme
    if scheme and scheme not in ("http", "https", "tg", "ton"):
        raise bad_request(trouble + "Unsupported URL protocol")
    host = urlsplit(url if scheme else f"https://{url}").hostname or ""
    if scheme in ("", "http", "https") and "." not in host:
        raise bad_request(trouble + "Wrong HTTP URL")


def _note_unknown(
    call: Call, where: str, value: dict[str, Any], known: set[str], violations: list[str]
) -> None:
    for name in sorted(value.keys() - known):
        violations.append(f"{call.method}: {where} has the unknown field {name!r}")
