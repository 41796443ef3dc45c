"""Messages reach Telegram within its limits, and again where the way there failed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from bot_api import (
    Blocked,
    BotApi,
    Dropped,
    Person,
    ServerError,
    TooManyRequests,
)
from client import client
from telegram.error import BadRequest, Forbidden

from bot.telegram.courier import Courier
from bot.telegram.handled import Handled
from bot.telegram.outgoing import Button, Document, Photo, Text
from bot.telegram.replies import Replies

Work = Callable[[Courier], Awaitable[object]]
FUMBLES = [ServerError(500), ServerError(502), Dropped(), TooManyRequests(1)]


def deliver(api: BotApi, work: Work) -> None:
    async def run() -> None:
        async with client(api) as bot:
            await work(Courier(bot))

    asyncio.run(run())


def somebody(api: BotApi) -> Person:
    person = api.person()
    person.say("hello")
    return person


@pytest.mark.parametrize("failure", FUMBLES, ids=str)
def test_what_failed_is_sent_again(api: BotApi, failure: ServerError) -> None:
    ada = somebody(api)
    api.fail(failure, "sendMessage")
    deliver(api, lambda courier: courier.send(ada.chat_id, Text("once")))
    assert [sent.text for sent in ada.received(1)] == ["once"]


def test_retry_after_is_honoured(api: BotApi) -> None:
    ada, bob = somebody(api), somebody(api)
    api.fail(TooManyRequests(2), "sendMessage", chat_id=ada.chat_id)

    async def both(courier: Courier) -> None:
        sends = [courier.send(one.chat_id, Text("x")) for one in (ada, bob)]
        await asyncio.gather(*sends)

    deliver(api, both)
    tries = [call.at for call in api.calls if call.chat_id == ada.chat_id]
    assert len(tries) == 2
    assert tries[1] - tries[0] >= 2
    [to_bob] = bob.received(1)
    assert to_bob.at < tries[1]


def test_paced_in_a_chat_and_overall(api: BotApi) -> None:
    people = [somebody(api) for _ in range(40)]

    async def flood(courier: Courier) -> None:
        sends = [courier.send(one.chat_id, Text(str(n))) for one in people for n in range(2)]
        await asyncio.gather(*sends)

    deliver(api, flood)
    for person in people:
        assert [sent.text for sent in person.received(2)] == ["0", "1"]
    assert api.pace.most_in_a_chat() == 1
    assert api.pace.most() <= 30


def test_refusals_are_not_repeated(api: BotApi) -> None:
    ada = somebody(api)
    api.fail(Blocked(), "sendMessage", times=None)
    with pytest.raises(Forbidden):
        deliver(api, lambda courier: courier.send(ada.chat_id, Text("x")))
    api.heal()
    with pytest.raises(BadRequest):
        deliver(api, lambda courier: courier.send(ada.chat_id, Photo(b"no picture")))
    assert len(api.calls) == 2 + len([call for call in api.calls if call.method == "getMe"])


def test_what_people_typed_breaks_nothing(api: BotApi) -> None:
    ada = somebody(api)
    typed = "*_[`<b>&lt; 1) \\. ||x __y"
    deliver(api, lambda courier: courier.send(ada.chat_id, Text(typed)))
    [sent] = ada.received(1)
    assert (sent.text, sent.entities) == (typed, ())


def replies(api: BotApi, handled: Handled, chat_id: int, *messages: Text | Document) -> Replies:
    kept: list[Replies] = []

    async def work(courier: Courier) -> None:
        kept.append(Replies(courier, handled, 7, chat_id))
        await kept[0].send(*messages)

    deliver(api, work)
    return kept[0]


def test_long_answer_comes_in_pieces_with_its_buttons_last(api: BotApi, tmp_path: Path) -> None:
    ada = somebody(api)
    long = Text("A sentence of some length. " * 200, (Button("Yes", "/affirm"),))
    replies(api, Handled(tmp_path / "t.db"), ada.chat_id, long, Document(b"{}", "a.json"))
    first, second, file = ada.received(3)
    assert (first.buttons, second.buttons) == ((), ("Yes",))
    assert f"{first.text} {second.text}" == long.text.strip()
    assert file.file is not None
    assert file.file.name == "a.json"


def test_only_missing_answers_are_sent_after_a_kill(api: BotApi, tmp_path: Path) -> None:
    ada = somebody(api)
    handled = Handled(tmp_path / "t.db")
    handled.note_sent(7, 1)
    replies(api, handled, ada.chat_id, Text("first"), Text("second"))
    assert [sent.text for sent in ada.received(1)] == ["second"]
    assert handled.sent(7) == 2


def test_nothing_more_goes_to_who_blocked_the_bot(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ada = somebody(api)
    ada.block()
    with caplog.at_level(logging.WARNING):
        made = replies(api, Handled(tmp_path / "t.db"), ada.chat_id, Text("secret"), Text("x"))
    assert made.blocked
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 1
    assert "secret" not in caplog.text
