"""Ways in which the Bot API fails, by the script of a test."""

from __future__ import annotations

from dataclasses import dataclass

from .refusals import Refusal

ANY = "*"
"""Every method."""


@dataclass(frozen=True)
class TooManyRequests:
    """429, with the seconds to wait."""

    retry_after: int = 1

    def refusal(self) -> Refusal:
        """What is answered."""
        description = f"Too Many Requests: retry after {self.retry_after}"
        return Refusal(429, description, retry_after=self.retry_after)


@dataclass(frozen=True)
class Blocked:
    """403: the user blocked the bot."""

    def refusal(self) -> Refusal:
        """What is answered."""
        return Refusal(403, "Forbidden: bot was blocked by the user")


@dataclass(frozen=True)
class ServerError:
    """500 as JSON; any other status (502, 504) as the page of a web server in front."""

    status: int = 500

    def refusal(self) -> Refusal:
        """What is answered."""
        return Refusal(self.status, "Internal Server Error")


@dataclass(frozen=True)
class Dropped:
    """The connection breaks off: before the call is handled, or before its answer goes out."""

    after_handling: bool = False


@dataclass(frozen=True)
class Slow:
    """The call is handled, and answered only after so many seconds."""

    seconds: float


Failure = TooManyRequests | Blocked | ServerError | Dropped | Slow


@dataclass
class _Planned:
    failure: Failure
    method: str
    chat_id: int | None
    times: int | None

    def fits(self, method: str, chat_id: int | None) -> bool:
        return self.method in (ANY, method) and self.chat_id in (None, chat_id)


class Failures:
    """The failures that a test has planned."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, failure: Failure, method: str, chat_id: int | None, times: int | None) -> None:
        """Let the next ``times`` calls that fit fail; every one, where that is none."""
        self._planned.append(_Planned(failure, method, chat_id, times))

    def heal(self) -> None:
        """Forget what was planned."""
        self._planned.clear()

    def take(self, method: str, chat_id: int | None) -> Failure | None:
        """How this call fails, if it does."""
        planned = next((one for one in self._planned if one.fits(method, chat_id)), None)
        if planned is None:
            return None
        if planned.times is not None:
            planned.times -= 1
            if planned.times == 0:
                self._planned.remove(planned)
        return planned.failure
