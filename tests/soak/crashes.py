"""When which server is killed, counted in messages, and when it is started again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

_LONGEST_OUTAGE_SECONDS = 20.0
_REPORT_EVERY = 100


class Killable(Protocol):
    """A server that can be killed and started."""

    def kill(self) -> None:
        """End it at once."""

    def start(self) -> None:
        """Start it again."""


@dataclass(frozen=True)
class Crash:
    """``server`` is killed after ``after`` messages and comes back ``length`` messages later."""

    name: str
    server: Killable
    after: int
    length: int


def plan(servers: dict[str, Killable], each: int, turns: int) -> list[Crash]:
    """Return ``each`` crashes of each server in turn, spread over ``turns`` messages."""
    rounds = [name for _ in range(each) for name in servers]
    gap = turns // (len(rounds) + 1)
    return [
        Crash(name, servers[name], gap * (number + 1), max(gap // 2, 1))
        for number, name in enumerate(rounds)
    ]


class Crashes:
    """Makes the crashes happen while others call ``tick`` with every message."""

    def __init__(self, planned: Sequence[Crash]) -> None:
        self._planned = planned
        self._count = 0
        self._over = False
        self._moved = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.done: list[str] = []
        self.error: Exception | None = None

    def start(self) -> None:
        """Begin to watch the messages."""
        self._thread.start()

    def tick(self) -> None:
        """Count a message."""
        with self._moved:
            self._count += 1
            self._moved.notify_all()
        if self._count % _REPORT_EVERY == 0:
            print(f"{self._count} messages", file=sys.stderr)

    def finish(self) -> None:
        """Wait until every server that was killed is up again; start no further crash."""
        with self._moved:
            self._over = True
            self._moved.notify_all()
        self._thread.join()

    def _run(self) -> None:
        try:
            for crash in self._planned:
                self._wait_for(crash.after, None)
                if self._over:
                    return
                self._happen(crash)
        except Exception as error:
            self.error = error

    def _happen(self, crash: Crash) -> None:
        print(f"{self._count} messages: {crash.name} killed", file=sys.stderr)
        crash.server.kill()
        self.done.append(crash.name)
        # Not for ever: who waits for this server sends no messages to count.
        self._wait_for(crash.after + crash.length, _LONGEST_OUTAGE_SECONDS)
        crash.server.start()
        print(f"{self._count} messages: {crash.name} is back", file=sys.stderr)

    def _wait_for(self, count: int, seconds: float | None) -> None:
        reached: Callable[[], bool] = lambda: self._over or self._count >= count  # noqa: E731
        with self._moved:
            self._moved.wait_for(reached, seconds)
