"""Each update is handled once, in order in its chat, whatever comes in between."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StoreError
from bot.telegram.handled import Handled
from bot.telegram.incoming import Incoming, Origin, Words
from bot.telegram.intake import Intake

Handle = Callable[[int, Incoming], Awaitable[None]]


@pytest.fixture
def handled(tmp_path: Path) -> Iterator[Handled]:
    """A memory of what was handled."""
    memory = Handled(tmp_path / "home" / "telegram.db")
    yield memory
    memory.close()


def read(update: dict[str, Any]) -> Incoming | None:
    if "chat" not in update:
        return None
    chat = update["chat"]
    return Words(Origin(chat, chat, update["update_id"], private=True), update["text"])


def update(update_id: int, chat: int, text: str = "x") -> dict[str, Any]:
    return {"update_id": update_id, "chat": chat, "text": text}


class Notes:
    """What was handled, in order; everything waits for ``gate`` first."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.gate = asyncio.Event()

    async def handle(self, update_id: int, incoming: Incoming) -> None:
        self.begun.append(update_id)
        await self.gate.wait()
        self.done.append(update_id)


def test_chats_side_by_side_and_each_in_order(handled: Handled) -> None:
    async def run() -> None:
        notes = Notes()
        intake = Intake(read, notes.handle, handled)
        waiting = [intake.take(update(n, chat=n % 3)) for n in range(9)]
        await asyncio.sleep(0)
        assert notes.begun == [0, 1, 2]
        assert intake.lowest_running() == 0
        notes.gate.set()
        await asyncio.gather(*filter(None, waiting))
        for chat in range(3):
            assert [n for n in notes.done if n % 3 == chat] == [chat, chat + 3, chat + 6]
        assert intake.lowest_running() is None

    asyncio.run(run())


def test_handled_once_also_after_a_restart(handled: Handled) -> None:
    async def run() -> None:
        notes = Notes()
        notes.gate.set()
        first = Intake(read, notes.handle, handled)
        waiting = [first.take(update(5, chat=1)), first.take(update(5, chat=1))]
        await asyncio.gather(*filter(None, waiting))
        assert Intake(read, notes.handle, handled).take(update(5, chat=1)) is None
        assert notes.done == [5]

    asyncio.run(run())


def test_failure_holds_up_nobody(handled: Handled, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(update_id: int, incoming: Incoming) -> None:
        raise ValueError("i am so sad")

    async def run() -> None:
        intake = Intake(read, fail, handled)
        await asyncio.gather(*filter(None, [intake.take(update(n, chat=1)) for n in range(3)]))
        assert intake.take({"update_id": 9, "chat": 1}) is None
        assert handled.is_done(9)

    asyncio.run(run())
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "sad" not in caplog.text


@pytest.mark.parametrize("odd", [{}, {"update_id": "5"}, {"update_id": True, "chat": 1}])
def test_update_without_a_number_is_left_alone(handled: Handled, odd: dict[str, Any]) -> None:
    async def run() -> None:
        assert Intake(read, Notes().handle, handled).take(odd) is None

    asyncio.run(run())


def test_stop_finishes_what_is_begun_and_leaves_the_rest(handled: Handled) -> None:
    async def run() -> None:
        notes = Notes()
        intake = Intake(read, notes.handle, handled)
        for n in range(3):
            intake.take(update(n, chat=1))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(0.05, notes.gate.set)
        await intake.stop(seconds=5)
        assert notes.done == [0]

    asyncio.run(run())
    assert [handled.is_done(n) for n in range(3)] == [True, False, False]


def test_stop_does_not_wait_for_ever(handled: Handled) -> None:
    async def run() -> None:
        notes = Notes()
        intake = Intake(read, notes.handle, handled)
        intake.take(update(1, chat=1))
        await asyncio.sleep(0)
        await intake.stop(seconds=0.05)

    asyncio.run(run())
    assert not handled.is_done(1)


def test_progress_outlives_the_process_and_holds_no_words(tmp_path: Path) -> None:
    path = tmp_path / "telegram.db"
    first = Handled(path)
    first.note_sent(7, 2)
    second = Handled(path)
    assert (second.sent(7), second.is_done(7), second.sent(8)) == (2, False, 0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_unusable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "telegram.db").mkdir()
    with pytest.raises(StoreError, match=r"telegram\.db"):
        Handled(tmp_path / "telegram.db")
