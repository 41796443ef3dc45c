"""Column types that mean the same on every database."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.types import TypeDecorator

_LONGEST_MESSAGE_ID = 200
_PRINTABLE = re.compile(rf"[ -~]{{1,{_LONGEST_MESSAGE_ID}}}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UtcDateTime(TypeDecorator):
    """An aware time, kept as UTC also where the database knows no time zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return ``value`` in UTC; a naive time raises ``ValueError``."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value} has no time zone")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return what the database gave back as an aware time in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


class PlainText(TypeDecorator):
    """Text without what no database takes: NUL and lone surrogates become U+FFFD."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return ``value`` as every database can hold it."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


def message_key(message_id: str) -> str:
    """Return ``message_id`` as it is kept: as it is, or as a digest where no index could hold it.

    Channels hand on what they are given: an id may be long, or hold characters such as NUL.
    """
    if _PRINTABLE.fullmatch(message_id):
        return message_id
    return "sha256-" + sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()
