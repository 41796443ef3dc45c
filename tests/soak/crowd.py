"""Users who talk to the assistant through the REST channel, each in their own way."""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.errors import StoreError
from bot.mood.store import MoodStore

Kind = Literal["agrees", "withdraws", "declines", "never asked"]
KINDS: tuple[Kind, ...] = ("agrees", "agrees", "agrees", "withdraws", "declines", "never asked")
FEELINGS = (
    "i am so sad since he moved away",
    "my boss yelled at me and i am furious",
    "we won the cup, i am so happy!",
    "i love my little sister so much",
    "i am scared of the exam tomorrow",
    "my grandmother died and the house is empty",
    "i got the job, i can't believe it",
    "he lied to me again, i am so angry",
)
FALLBACKS = ("qwrt zxcvb plmk", "🫥🫥🫥", "ﷺ ߷ ꙮ", "blorf the grindle wug")
BUTTONS = ('/share_feeling{"emotion": "joy"}', "/other_feeling", "/greet")
AGREE, DECLINE = "/agree_logging", "/decline_logging"

_SECONDS_TO_ANSWER = 300.0
_SECONDS_TO_DECIDE = _SECONDS_TO_SETTLE = 120.0
_PAUSE = 0.2


@dataclass(frozen=True)
class Turn:
    """A text whose emotion is to be in the history; it was heard between these two times."""

    sent: float
    answered: float


@dataclass
class Person:
    """A user: what they do about the history, and what it has to have of them."""

    number: int
    kind: Kind
    expected: list[Turn] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Their sender id."""
        return f"soaker {self.number} 'ü"

    @property
    def channel(self) -> str:
        """A channel that is theirs alone, by which foreign rows would show."""
        return f"soak{self.number}"


class Crowd:
    """Talks for all of them, at the same time, each in order.

    ``tick`` is called after every message. The store is asked what was decided: an answer may
    be lost in a crash after the decision was kept.
    """

    def __init__(
        self, people: list[Person], url: str, store: MoodStore, tick: Callable[[], None]
    ) -> None:
        self._people = people
        self._url = f"{url.rstrip('/')}/webhook"
        self._store = store
        self._tick = tick
        self._failures: list[str] = []

    def talk(self, turns: int) -> list[str]:
        """Say so many things each; return what went wrong on the way."""
        threads = [
            threading.Thread(target=self._try_to_talk, args=[person, turns], daemon=True)
            for person in self._people
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self._failures

    def _try_to_talk(self, person: Person, turns: int) -> None:
        try:
            self._talk(person, turns)
        except Exception as error:
            self._failures.append(f"user {person.number} gave up: {type(error).__name__}: {error}")

    def _talk(self, person: Person, turns: int) -> None:
        choice = random.Random(person.number)
        decision = turns // 10
        withdrawal = 2 * turns // 3
        for turn in range(turns):
            if turn == decision and person.kind in ("agrees", "withdraws"):
                self._decide(person, AGREE, agreed=True)
            elif turn == decision and person.kind == "declines":
                self._decide(person, DECLINE, agreed=False)
            elif turn == withdrawal and person.kind == "withdraws":
                self._settle(person)
                self._decide(person, DECLINE, agreed=False)
            else:
                kept = person.kind == "agrees" and turn > decision
                kept |= person.kind == "withdraws" and decision < turn < withdrawal
                self._say_something(person, choice, kept)

    def _say_something(self, person: Person, choice: random.Random, kept: bool) -> None:
        text = choice.choice(choice.choices((FEELINGS, FALLBACKS, BUTTONS), (7, 2, 1))[0])
        turn = self._say(person, text)
        if kept and text not in BUTTONS:
            person.expected.append(turn)

    def _decide(self, person: Person, button: str, agreed: bool) -> None:
        deadline = time.monotonic() + _SECONDS_TO_DECIDE
        while not self._stands(person, agreed):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{button} is still not in the history")
            self._say(person, button)
            time.sleep(_PAUSE)

    def _stands(self, person: Person, agreed: bool) -> bool:
        try:
            consent = self._store.consent(person.id)
        except StoreError:
            return False
        return consent is not None and consent.agreed == agreed

    def _settle(self, person: Person) -> None:
        # Withdrawing wins over what still waits, so that is given the time to arrive.
        deadline = time.monotonic() + _SECONDS_TO_SETTLE
        while time.monotonic() < deadline:
            try:
                if len(self._store.entries(person.id)) >= len(person.expected):
                    return
            except StoreError:
                pass
            time.sleep(_PAUSE)

    def _say(self, person: Person, text: str) -> Turn:
        said = {"sender": person.id, "message": text, "input_channel": person.channel}
        request = urllib.request.Request(
            self._url, json.dumps(said).encode(), {"Content-Type": "application/json"}
        )
        sent = time.time()
        with urllib.request.urlopen(request, timeout=_SECONDS_TO_ANSWER) as answer:
            answer.read()
        self._tick()
        return Turn(sent, time.time())
