from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres import Postgres, running_postgres
from some_entries import START, entry_after

from bot.mood.carrier import Carrier
from bot.mood.delivery import Delivery
from bot.mood.held import Held
from bot.mood.outbox import Outbox
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

PATIENCE = 30.0


class Place:
    """A history, the outbox before it and a carrier between them."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.outbox = folder / "outbox.db"
        self.pseudonyms = Pseudonyms.from_file(folder / "pseudonym.key")
        self.carrier = Carrier(self.outbox, self.open)

    def open(self) -> MoodStore:
        return MoodStore.open(self.url, self.pseudonyms)

    def agree(self, *users: str) -> None:
        store = self.open()
        for user in users:
            store.agree(user, START, "1")
        store.close()

    def know(self, *users: str) -> None:
        for user in users:
            self.carrier.agreed(self.pseudonyms.of(user), START)

    def take(self, user: str, *minutes: float) -> None:
        for minute in minutes:
            self.carrier.take(self.pseudonyms.of(user), entry_after(minute))

    def minutes(self, user: str) -> list[float]:
        store = self.open()
        kept = [(entry.at - START).total_seconds() / 60 for entry in store.entries(user)]
        store.close()
        return kept

    def waiting(self, user: str) -> int:
        outbox = Outbox(self.outbox)
        found = outbox.waiting(self.pseudonyms.of(user), limit=1000)
        outbox.close()
        return len(found)


@pytest.fixture
def place(url: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(url, tmp_path)
    yield made
    made.carrier.close(PATIENCE)


def _until(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(600):
        if true():
            return
        pause.wait(0.05)
    raise AssertionError("it never came to that")


def test_turns_reach_the_history_once_and_in_order(place: Place) -> None:
    place.agree("anna", "ben")
    place.know("anna", "ben")
    place.carrier.start()
    place.take("anna", 1, 2, 3)
    place.take("ben", 5, 4)
    place.take("anna", 2, 6)
    place.carrier.close(PATIENCE)
    assert place.minutes("anna") == [1, 2, 3, 6]
    assert place.minutes("ben") == [4, 5]
    assert place.waiting("anna") == place.waiting("ben") == 0


def test_history_judges_who_is_not_known(place: Place) -> None:
    place.agree("anna")
    place.carrier.start()
    place.take("anna", 1)
    place.take("nobody asked", 1)
    place.carrier.close(PATIENCE)
    assert place.minutes("anna") == [1]
    assert place.minutes("nobody asked") == []


def test_leftovers_are_carried_at_the_next_start(place: Place, tmp_path: Path) -> None:
    place.agree("anna")
    earlier = Place("sqlite:////dev/null/mood.db", tmp_path)
    earlier.know("anna")
    earlier.carrier.start()
    earlier.take("anna", 1, 2)
    earlier.carrier.close(PATIENCE)
    assert place.waiting("anna") == 2
    place.carrier.start()
    place.carrier.close(PATIENCE)
    assert place.minutes("anna") == [1, 2]
    assert place.waiting("anna") == 0


def test_withdrawing_wins_over_what_waits(place: Place) -> None:
    place.agree("anna", "ben")
    place.know("anna")
    place.take("anna", 1)
    place.take("ben", 1)
    for user in ("anna", "ben"):
        place.carrier.withdrawn(place.pseudonyms.of(user))
    place.carrier.start()
    place.carrier.close(PATIENCE)
    assert place.minutes("anna") == place.minutes("ben") == []


def test_turns_wait_while_the_database_is_down(
    postgres_of_its_own: Postgres, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = Place(postgres_of_its_own.new_database(), tmp_path)
    place.agree("known", "unknown")
    place.know("known")
    place.carrier.start()
    postgres_of_its_own.kill()
    for minute in range(1, 6):
        place.take("known", minute)
        place.take("unknown", minute)
    _until(lambda: bool(caplog.messages))
    assert place.waiting("known") == 5
    assert place.waiting("unknown") == 0
    postgres_of_its_own.start()
    _until(lambda: place.minutes("known") == place.minutes("unknown") == [1, 2, 3, 4, 5])
    place.carrier.close(PATIENCE)
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "Turns have to wait for the mood history. The mood history at postgresql",
        "Turns have to wait for the mood history",
    ]


@pytest.fixture
def postgres_of_its_own() -> Iterator[Postgres]:
    """A PostgreSQL that a test may kill without harm to others."""
    with running_postgres() as server:
        yield server


def test_unwritable_outbox_holds_up_nothing(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.agree("anna")
    place.outbox.mkdir()
    place.know("anna")
    place.carrier.start()
    place.take("anna", 1, 2)
    _until(lambda: place.minutes("anna") == [1, 2])
    place.outbox.rmdir()
    about_memory = [message for message in caplog.messages if "memory only" in message]
    assert len(about_memory) == 1


def test_memory_is_bounded() -> None:
    held = Held(limit=3)
    for minute in range(5):
        held.put("anna", entry_after(minute))
    assert [turn.entry for turn in held.waiting("anna", 9)] == [entry_after(m) for m in (2, 3, 4)]


def test_refused_turns_hold_up_nobody_else(sqlite_url: str, tmp_path: Path) -> None:
    place = Place(sqlite_url, tmp_path)
    users = ["refused", "anna", "ben"]
    place.agree(*users)
    held = Held(limit=100)
    held.put(place.pseudonyms.of("refused"), entry_after(1, valence=None))  # type: ignore[arg-type]
    for user in users[1:]:
        held.put(place.pseudonyms.of(user), entry_after(1))
    delivery = Delivery(held, Outbox(place.outbox), place.open)
    assert not delivery.carry()
    assert [place.minutes(user) for user in users] == [[], [1], [1]]
    assert held.names() == [place.pseudonyms.of("refused")]
    delivery.close()
