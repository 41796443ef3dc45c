"""Telegram's first Markdown, which knows no nesting."""

from __future__ import annotations

import re

from ..refusals import unparsable
from .formatted import Formatted, byte_offset

_MARKS = "_*`["
_KINDS = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}
LANGUAGE = re.compile(r"(?P<language>[^\s`]+(?=\s))?(?:\r\n|\n\r|\r|\n)?")
"""What may stand after the opening of a block of code: a language and one line end."""


def parse_markdown(source: str) -> Formatted:
    """Read ``source``.

    Raises:
        Refusal: An entity has no end.
    """
    out = Formatted()
    at = 0
    while at < len(source):
        char, following = source[at], source[at + 1 : at + 2]
        if char == "\\" and following and following in _MARKS:
            out.add(following)
            at += 2
        elif char in _MARKS:
            at = _entity(source, at, out)
        else:
            out.add(char)
            at += 1
    return out


def _entity(source: str, begin: int, out: Formatted) -> int:
    """Read one entity; where the text goes on after it."""
    mark = "```" if source.startswith("```", begin) else source[begin]
    language, inside = None, begin + len(mark)
    if mark == "```":
        language, inside = _language(source, inside)
    close = "]" if mark == "[" else mark
    end = source.find(close, inside)
    if end < 0:
        at = byte_offset(source, begin)
        raise unparsable(f"Can't find end of the entity starting at byte offset {at}")
    start = out.length
    out.add(source[inside:end])
    if mark == "[":
        return _link(source, end, source[inside:end], start, out)
    out.mark(_KINDS[mark], start, **({"language": language} if language else {}))
    return end + len(close)


def _language(source: str, at: int) -> tuple[str | None, int]:
    opening = LANGUAGE.match(source, at)
    assert opening is not None
    return opening["language"], opening.end()


def _link(source: str, bracket: int, shown: str, start: int, out: Formatted) -> int:
    if not source.startswith("(", bracket + 1):
        out.link(start, shown)
        return bracket + 1
    end = source.find(")", bracket)
    end = len(source) if end < 0 else end
    out.link(start, source[bracket + 2 : end])
    return end + 1
