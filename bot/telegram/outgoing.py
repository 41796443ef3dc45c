"""What the assistant sends, before it is cut to what Telegram takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A choice under a message: what pressing it sends, or the link it opens."""

    title: str
    payload: str = ""
    url: str | None = None


@dataclass(frozen=True)
class Text:
    """A message, of any length."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Photo:
    """A picture: its bytes, or a web address where Telegram finds it."""

    image: bytes | str
    caption: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file."""

    data: bytes
    name: str


Outgoing = Text | Photo | Document


@dataclass(frozen=True)
class Reference:
    """A file that an action wants sent; it is made only when it is sent."""

    fields: dict[str, object]
