"""From what a call holds to the text that people see."""

from __future__ import annotations

from typing import Any

from ..refusals import bad_request
from .formatted import Formatted, utf16_length
from .html import parse_html
from .markdown import parse_markdown
from .markdown_v2 import parse_markdown_v2

_PARSERS = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}
_ENTITIES = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}


def formatted(source: str, parse_mode: str, entities: list[dict[str, Any]]) -> Formatted:
    """``source`` as people see it.

    Raises:
        Refusal: The parse mode is unknown, the marks don't fit together, or an entity that was
            given doesn't fit the text.
    """
    if parse_mode:
        parse = _PARSERS.get(parse_mode.lower())
        if parse is None:
            raise bad_request("unsupported parse_mode")
        return parse(source).stripped()
    for entity in entities:
        _check(entity, utf16_length(source))
    return Formatted(source, entities, utf16_length(source)).stripped()


def _check(entity: dict[str, Any], length: int) -> None:
    if entity.get("type") not in _ENTITIES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    start = int(entity.get("offset", 0))
    end = start + int(entity.get("length", 0))
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if start > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at "
            f"UTF-16 offset {end}"
        )
    if entity["type"] == "text_link" and "url" not in entity:
        raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
