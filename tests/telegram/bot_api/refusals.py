"""What the Bot API answers when it refuses."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A call that the Bot API answers with an error.

    ``code`` is the HTTP status and ``error_code``; ``parameters`` are what Telegram adds to the
    text for programs, such as ``retry_after``.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        """The JSON that goes over the wire."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(reason: str) -> Refusal:
    """400: the call is wrong and stays wrong."""
    return Refusal(400, f"Bad Request: {reason}")


def unparsable(reason: str) -> Refusal:
    """400: the formatting marks don't fit together."""
    return bad_request(f"can't parse entities: {reason}")


def conflict(reason: str) -> Refusal:
    """409: two want the same updates."""
    return Refusal(409, f"Conflict: {reason}")
