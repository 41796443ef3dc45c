"""Updates are fetched from the double, and confirmed only when they were handled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot_api import BotApi, Disturbance, Dropped, ServerError, TooManyRequests
from client import client
from telegram import Update
from telegram.request import HTTPXRequest

from bot.telegram.handled import Handled
from bot.telegram.incoming import Incoming, Words
from bot.telegram.intake import Intake, Json
from bot.telegram.polling import Polling, fetch_with
from bot.telegram.reading import Me, read_update

ME = Me(123456789, "attune_test_bot")
Handle = Callable[[int, Incoming], Awaitable[None]]


def read(update: Json) -> Incoming | None:
    made = Update.de_json(update)
    return read_update(made, ME) if made else None


def poll(api: BotApi, path: Path, handle: Handle, until: Callable[[], bool]) -> None:
    """Poll until something is so, and then end as abruptly as a kill."""

    async def run() -> None:
        handled = Handled(path)
        request = HTTPXRequest(httpx_kwargs={"trust_env": False})
        async with client(api) as bot, request:
            polling = Polling(fetch_with(bot, request), Intake(read, handle, handled))
            running = asyncio.create_task(polling.run())
            while not until():
                await asyncio.sleep(0.01)
            running.cancel()
        handled.close()

    asyncio.run(asyncio.wait_for(run(), 30))


class Heard:
    """What was handled; one text hangs, if it is asked to."""

    def __init__(self, hangs: str = "") -> None:
        self.texts: list[str] = []
        self._hangs = hangs

    async def handle(self, update_id: int, incoming: Incoming) -> None:
        assert isinstance(incoming, Words)
        if incoming.text == self._hangs:
            await asyncio.Event().wait()
        self.texts.append(incoming.text)


def test_everything_comes_once_in_order_through_all_failures(api: BotApi, tmp_path: Path) -> None:
    ada, heard = api.person(), Heard()
    for failure in (ServerError(502), Dropped(), Dropped(after_handling=True), TooManyRequests(1)):
        api.fail(failure, "getUpdates")
    api.disturb(Disturbance.TWICE)
    ada.say("1")
    api.disturb(Disturbance.LATE)
    for text in "234":
        ada.say(text)
    poll(api, tmp_path / "t.db", heard.handle, lambda: not api.waiting())
    assert heard.texts == ["1", "2", "3", "4"]


def test_what_a_kill_interrupts_comes_again_and_nothing_else(api: BotApi, tmp_path: Path) -> None:
    ada, bob = api.person(), api.person()
    ada.say("a1")
    ada.say("hang")
    ada.say("a3")
    bob.say("b1")
    before, after = Heard(hangs="hang"), Heard()
    poll(api, tmp_path / "t.db", before.handle, lambda: len(before.texts) == 2)
    assert sorted(before.texts) == ["a1", "b1"]
    assert len(api.waiting()) >= 3
    poll(api, tmp_path / "t.db", after.handle, lambda: not api.waiting())
    assert after.texts == ["hang", "a3"]


def test_one_that_is_held_up_holds_up_no_other_chat(api: BotApi, tmp_path: Path) -> None:
    heard = Heard(hangs="hang")
    api.person().say("hang")
    people = [api.person() for _ in range(20)]

    def until() -> bool:
        if people:
            people.pop().say(f"hello {len(people)}")
        return len(heard.texts) == 20

    poll(api, tmp_path / "t.db", heard.handle, until)


def test_what_cannot_be_read_costs_nothing_else(api: BotApi, tmp_path: Path) -> None:
    heard = Heard()
    for odd in ({"message": 3}, {"message": {"chat": None}}, {"callback_query": []}, {}):
        api.push(odd)
    api.person().say("hello")
    poll(api, tmp_path / "t.db", heard.handle, lambda: not api.waiting())
    assert heard.texts == ["hello"]
