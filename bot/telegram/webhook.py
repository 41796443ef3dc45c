"""The webhook's request: who it is from, and what is in it."""

from __future__ import annotations

import hmac
import json
from typing import Any

from sanic.request import Request

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1_000_000
"""Bytes of an update; a message of 4096 characters with all that is around it has far fewer."""


def is_from_telegram(request: Request, secret: str) -> bool:
    """Tell whether a request proves itself, in a time that says nothing about the secret."""
    shown = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), secret.encode())


async def read_body(request: Request) -> dict[str, Any] | None:
    """Return the update in a request, None where there is none that could be read."""
    body = bytearray()
    assert request.stream is not None
    while (part := await request.stream.read()) is not None:
        body += part
        if len(body) > _LARGEST:
            return None
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
