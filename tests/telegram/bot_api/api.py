"""The double as a test holds it: people to write, failures to plan, and what the bot did."""

from __future__ import annotations

import itertools

from .calls import Call
from .failures import ANY, Failure
from .pace import Pace
from .people import Group, Person, user
from .server import Server
from .update_queue import Disturbance
from .world import Json, World

TOKEN = "123456789:AAH-attune-test-token-0123456789abc"


class BotApi:
    """Telegram's Bot API on 127.0.0.1, for one bot, as a Bot API server of one's own.

    ``with BotApi() as api`` starts and stops it; ``api.url`` is its base, without ``/bot``.
    ``retry_delay`` is how long a webhook's first retry waits, in seconds (Telegram: 1).
    ``violations`` holds what Telegram would swallow and no bot should send.
    """

    def __init__(self, token: str = TOKEN, port: int = 0, retry_delay: float = 1.0) -> None:
        self.token = token
        self._world = World()
        self._server = Server(self._world, token, port, retry_delay)
        self._people = itertools.count(5_000_000_001)
        self._groups = itertools.count(1_000_000_000_001)

    def __enter__(self) -> BotApi:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    @property
    def calls(self) -> list[Call]:
        """All that the bot called, in order."""
        return self._server.calls

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def violations(self) -> list[str]:
        """What the bot sent that Telegram would silently ignore."""
        return self._world.violations

    @property
    def pace(self) -> Pace:
        """How fast the bot sent."""
        return self._server.methods.pace

    @property
    def commands(self) -> list[dict[str, str]]:
        """The bot's menu."""
        return self._server.methods.profile.commands

    @property
    def texts(self) -> dict[str, str]:
        """The bot's ``description`` and ``short_description``, where it set them."""
        return self._server.methods.profile.texts

    def refused(self) -> list[tuple[str, str]]:
        """The calls that were answered with an error: the method, and the error's text."""
        return [(call.method, call.answer) for call in self.calls if call.status >= 400]

    def unanswered(self) -> list[str]:
        """The presses of buttons that still wait."""
        with self._world.changed:
            return [name for name, press in self._world.presses.items() if not press.answered]

    def expire_presses(self) -> None:
        """Let every press be too old to be answered."""
        with self._world.changed:
            for press in self._world.presses.values():
                press.at = float("-inf")

    def person(
        self,
        id: int | None = None,
        name: str = "Ada",
        username: str | None = None,
        language: str = "en",
    ) -> Person:
        """Somebody, whom the bot doesn't know before they write."""
        number = next(self._people) if id is None else id
        return Person(self._world, self._push_made, user(number, name, username, language))

    def group(self, title: str = "Friends", id: int | None = None) -> Group:
        """A group; the bot can write there once it was added, or anybody wrote."""
        number = -next(self._groups) if id is None else id
        return Group(self._world, self._push_made, number, title)

    def push(self, update: Json) -> Json | None:
        """Send any update, as it is (numbered, unless it is); none where it isn't wanted."""
        chat_id = _chat_id_of(update)
        with self._world.changed:
            if chat_id is not None:
                kind = "private" if chat_id > 0 else "supergroup"
                self._world.open_chat({"id": chat_id, "type": kind})
            pushed = self._world.queue.push(update, chat_id)
        self._server.wake()
        return pushed

    def fail(
        self,
        failure: Failure,
        method: str = ANY,
        chat_id: int | None = None,
        times: int | None = 1,
    ) -> None:
        """Let the next calls fail; for ever (until :meth:`heal`) where ``times`` is none."""
        with self._world.changed:
            self._server.failures.plan(failure, method, chat_id, times)

    def heal(self) -> None:
        """No more failures."""
        with self._world.changed:
            self._server.failures.heal()

    def disturb(self, disturbance: Disturbance, chat_id: int | None = None, times: int = 1) -> None:
        """Let the next updates come twice or late."""
        with self._world.changed:
            self._world.queue.disturb(disturbance, chat_id, times)

    def waiting(self) -> list[int]:
        """The numbers of the updates that the bot hasn't confirmed."""
        with self._world.changed:
            return [pending.update_id for pending in self._world.queue.pending]

    def wait_until_confirmed(self, timeout: float = 10.0) -> None:
        """Wait until no update is left.

        Raises:
            AssertionError: Some still are after ``timeout`` seconds.
        """
        queue = self._world.queue
        with self._world.changed:
            done = self._world.changed.wait_for(lambda: not queue.pending, timeout)
            assert done, f"{len(queue.pending)} updates were never confirmed"

    def _push_made(self, update: Json) -> None:
        self.push(update)


def _chat_id_of(update: Json) -> int | None:
    """The chat of an update, looked for with care: a test may push anything."""
    for content in update.values():
        if not isinstance(content, dict):
            continue
        for holder in (content, content.get("message")):
            chat = holder.get("chat") if isinstance(holder, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return None
