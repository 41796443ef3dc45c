"""Telegram's second Markdown, which nests and wants every mark escaped that means none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..refusals import Refusal, unparsable
from .formatted import Formatted, byte_offset
from .markdown import LANGUAGE

_RESERVED = "_*[]()~`>#+-=|{}.!\n"
_OPENERS = {
    "```": "pre",
    "__": "underline",
    "||": "spoiler",
    "![": "custom_emoji",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "[": "text_link",
    "`": "code",
}
_CLOSERS = {kind: mark for mark, kind in _OPENERS.items()} | {"custom_emoji": "]", "text_link": "]"}
_NAMES = {"custom_emoji": "CustomEmoji", "text_link": "TextUrl", "blockquote": "BlockQuote"}
_ESCAPED = re.compile(r"\\([\x01-\x7e])")
_URL = re.compile(r"\(((?:\\[\x01-\x7e]|\\(?![\x01-\x7e])|[^)\\])*)\)")


@dataclass
class _Open:
    """An entity whose end wasn't seen yet."""

    kind: str
    start: int
    begin: int
    text_begin: int
    language: str | None = None


def parse_markdown_v2(source: str) -> Formatted:
    """Read ``source``.

    Raises:
        Refusal: An entity has no end, or a reserved character isn't escaped.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out = Formatted()
        self.open: list[_Open] = []

    def read(self) -> Formatted:
        while self.at < len(self.source):
            self._step()
        if self.open and self.open[-1].kind == "blockquote":
            self.out.mark("blockquote", self.open.pop().start)
        if self.open:
            raise self._endless(self.open[-1])
        return self.out

    def _step(self) -> None:
        char = self.source[self.at]
        escaped = _ESCAPED.match(self.source, self.at)
        in_code = bool(self.open) and self.open[-1].kind in ("code", "pre")
        if escaped:
            self._take(2, escaped[1])
        elif char not in ("`" if in_code else _RESERVED):
            self._take(1, char)
        elif self._quotation_ends():
            self._end_quotation()
        elif self._entity_ends():
            self._end_entity()
        else:
            self._begin(char)

    def _take(self, read: int, shown: str = "") -> None:
        self.at += read
        self.out.add(shown)

    def _starts(self, mark: str) -> bool:
        return self.source.startswith(mark, self.at)

    def _quotation_ends(self) -> bool:
        quoting = any(entity.kind == "blockquote" for entity in self.open)
        return quoting and self._starts("\n") and not self._starts("\n>")

    def _end_quotation(self) -> None:
        if self.open[-1].kind != "blockquote":
            raise self._endless(self.open[-1])
        self._take(1, "\n")
        self.out.mark("blockquote", self.open.pop().start)

    def _entity_ends(self) -> bool:
        kind = self.open[-1].kind if self.open else "blockquote"
        if kind == "blockquote" or (kind == "italic" and self._starts("__")):
            return False
        return self._starts(_CLOSERS[kind])

    def _end_entity(self) -> None:
        entity = self.open.pop()
        self._take(len(_CLOSERS[entity.kind]))
        if entity.kind == "text_link":
            self.out.link(entity.start, self._url(self.out.text[entity.text_begin :]))
        elif entity.kind == "custom_emoji":
            if not self._starts("("):
                raise unparsable("Custom emoji entity must contain a tg://emoji URL")
            emoji = self._url("").rpartition("id=")[2]
            self.out.mark("custom_emoji", entity.start, custom_emoji_id=emoji)
        else:
            more = {"language": entity.language} if entity.language else {}
            self.out.mark(entity.kind, entity.start, **more)

    def _url(self, shown: str) -> str:
        """The address behind a link; what is shown where there is none."""
        if not self._starts("("):
            return shown
        found = _URL.match(self.source, self.at)
        if found is None:
            at = byte_offset(self.source, self.at + 1)
            raise unparsable(f"Can't find end of a URL at byte offset {at}")
        self.at = found.end()
        return _ESCAPED.sub(r"\1", found[1])

    def _begin(self, char: str) -> None:
        if char == "\n":
            self._take(1, char)
            self._begin_quotation()
        elif char == ">" and self.at == 0:
            self._begin_quotation()
        else:
            self._begin_entity(char)

    def _begin_quotation(self) -> None:
        if not self._starts(">"):
            return
        if not any(entity.kind == "blockquote" for entity in self.open):
            self._push("blockquote")
        self._take(1)

    def _begin_entity(self, char: str) -> None:
        mark = next(filter(self._starts, _OPENERS), None)
        if mark is None:
            raise unparsable(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        self._push(_OPENERS[mark])
        self._take(len(mark))
        if mark == "```":
            opening = LANGUAGE.match(self.source, self.at)
            assert opening is not None
            self.open[-1].language, self.at = opening["language"], opening.end()

    def _push(self, kind: str) -> None:
        self.open.append(_Open(kind, self.out.length, self.at, len(self.out.text)))

    def _endless(self, entity: _Open) -> Refusal:
        name = "PreCode" if entity.language else _NAMES.get(entity.kind, entity.kind.title())
        at = byte_offset(self.source, entity.begin)
        return unparsable(f"Can't find end of {name} entity at byte offset {at}")
