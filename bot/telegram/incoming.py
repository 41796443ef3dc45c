"""What people send, reduced to what the assistant goes by: plain values, checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Origin:
    """Who wrote, where, and which message it was.

    ``name`` is their first name, ``album`` the id of the pictures that were sent as one, if any.
    """

    chat_id: int
    user_id: int
    message_id: int
    private: bool
    name: str = field(default="", repr=False)
    album: str | None = None


@dataclass(frozen=True)
class Words:
    """A text, a caption, or the emoji of a sticker."""

    origin: Origin
    text: str = field(repr=False)


@dataclass(frozen=True)
class Edit:
    """A message that was changed; ``sent_at`` is when it was first written, an aware time."""

    origin: Origin
    text: str = field(repr=False)
    sent_at: datetime


@dataclass(frozen=True)
class Called:
    """A command of the menu, and what was written after it."""

    origin: Origin
    command: str
    argument: str = field(repr=False)


@dataclass(frozen=True)
class Pressed:
    """The press of a button, on the message of ``origin``."""

    origin: Origin
    query_id: str
    payload: str


@dataclass(frozen=True)
class Unread:
    """Something without words; ``kind`` is how a sentence calls it."""

    origin: Origin
    kind: str


@dataclass(frozen=True)
class Forwarded:
    """Somebody else's words."""

    origin: Origin
    text: str = field(repr=False)


@dataclass(frozen=True)
class Blocked:
    """The person doesn't want to hear from the bot any more."""

    origin: Origin


Incoming = Words | Edit | Called | Pressed | Unread | Forwarded | Blocked
