"""Text and the entities over it, counted as Telegram counts: in UTF-16 code units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_LINK = re.compile(r"(?:(?:https?|ftp|tg|ton)://\S+|[^\s/]+\.[^\s.]{2,}\S*)", re.IGNORECASE)


def utf16_length(text: str) -> int:
    """How long Telegram says ``text`` is."""
    return len(text) + sum(char > "\uffff" for char in text)


def byte_offset(source: str, at: int) -> int:
    """Where position ``at`` is, as the Bot API's error texts name it."""
    return len(source[:at].encode())


@dataclass
class Formatted:
    """The text that people see, and the entities over it; grows while a source is read."""

    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Append what people see."""
        self.text += text
        self.length += utf16_length(text)

    def mark(self, kind: str, start: int, **more: str) -> None:
        """Put an entity over everything since ``start``; nothing where that is empty."""
        if self.length > start:
            entity = {"type": kind, "offset": start, "length": self.length - start, **more}
            self.entities.append(entity)

    def link(self, start: int, url: str) -> None:
        """Put a link over everything since ``start``, where ``url`` can be one."""
        if _LINK.fullmatch(url):
            self.mark("text_link", start, url=url)

    def stripped(self) -> Formatted:
        """The same without blanks at both ends, as it is sent."""
        text = self.text.strip()
        shift = utf16_length(self.text[: len(self.text) - len(self.text.lstrip())])
        length = utf16_length(text)
        kept = []
        for entity in self.entities:
            start = max(entity["offset"] - shift, 0)
            end = min(entity["offset"] + entity["length"] - shift, length)
            if end > start:
                kept.append({**entity, "offset": start, "length": end - start})
        return Formatted(text, sorted(kept, key=lambda entity: entity["offset"]), length)
