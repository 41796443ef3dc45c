"""Telegram's HTML: a few tags, four named characters, everything closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..refusals import unparsable
from .formatted import Formatted, byte_offset

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAGS = {*_KINDS, "a", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot)(?![a-z]));?", re.IGNORECASE)
_NAME = re.compile(r"</?([^\s>]*)")
_VALUE = r"\"[^\"]*\"|'[^']*'|[\w.-]+"
_ATTRIBUTE = re.compile(rf"\s+([^\s=>]+)(?:\s*=\s*({_VALUE}))?", re.ASCII)
_END = re.compile(r"\s*>")


@dataclass
class _Open:
    tag: str
    argument: str
    start: int
    text_begin: int


def parse_html(source: str) -> Formatted:
    """Read ``source``.

    Raises:
        Refusal: A tag is unknown, unclosed or closed by another one's end.
    """
    out, tags, at = Formatted(), list[_Open](), 0
    while at < len(source):
        if source.startswith("</", at):
            at = _close(source, at, tags, out)
        elif source[at] == "<":
            at = _begin(source, at, tags, out)
        else:
            end = source.find("<", at)
            end = len(source) if end < 0 else end
            out.add(_decoded(source[at:end]))
            at = end
    if tags:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{tags[-1].tag}"')
    return out


def _decoded(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3].lower()]
        code = int(found[1], 16) if found[1] else int(found[2])
        return chr(code) if 0 < code < 0x10FFFF else found[0]

    return _CHARACTER.sub(character, text)


def _begin(source: str, begin: int, tags: list[_Open], out: Formatted) -> int:
    offset = byte_offset(source, begin)
    named = _NAME.match(source, begin)
    assert named is not None
    tag, at = named[1].lower(), named.end()
    if at == len(source):
        raise unparsable(f"Unclosed start tag at byte offset {offset}")
    if tag not in _TAGS:
        raise unparsable(f'Unsupported start tag "{tag}" at byte offset {offset}')
    attributes = {}
    while attribute := _ATTRIBUTE.match(source, at):
        attributes[attribute[1]] = _decoded((attribute[2] or "").strip("\"'"))
        at = attribute.end()
    end = _END.match(source, at)
    if end is None:
        raise unparsable(f'Unclosed start tag "{tag}" at byte offset {offset}')
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    argument = attributes.get("href") or attributes.get("emoji-id") or ""
    tags.append(_Open(tag, argument, out.length, len(out.text)))
    return end.end()


def _close(source: str, begin: int, tags: list[_Open], out: Formatted) -> int:
    offset = byte_offset(source, begin)
    if not tags:
        raise unparsable(f"Unexpected end tag at byte offset {offset}")
    named = _NAME.match(source, begin)
    assert named is not None
    end = _END.match(source, named.end())
    if end is None:
        raise unparsable(f"Unclosed end tag at byte offset {offset}")
    opened, found = tags.pop(), named[1].lower()
    if found and found != opened.tag:
        raise unparsable(
            f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", '
            f'found "</{found}>"'
        )
    _mark(opened, out)
    return end.end()


def _mark(opened: _Open, out: Formatted) -> None:
    if opened.tag == "a":
        out.link(opened.start, opened.argument or out.text[opened.text_begin :])
    elif opened.tag == "tg-emoji":
        if not opened.argument.isdigit():
            raise unparsable("Invalid custom emoji identifier specified")
        out.mark("custom_emoji", opened.start, custom_emoji_id=opened.argument)
    else:
        out.mark(_KINDS[opened.tag], opened.start)
