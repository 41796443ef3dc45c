"""The double fails as a test plans it, and then no more."""

from __future__ import annotations

import time

import pytest
from bot_api import Blocked, BotApi, Dropped, Person, ServerError, Slow, TooManyRequests
from client import call
from telegram import Message
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError


@pytest.fixture
def ada(api: BotApi) -> Person:
    """Somebody who has written."""
    person = api.person()
    person.say("hello")
    return person


def send(api: BotApi, person: Person) -> Message:
    return call(api, lambda bot: bot.send_message(person.chat_id, "x"))


@pytest.mark.parametrize(
    ("failure", "error", "words"),
    [
        (TooManyRequests(retry_after=7), RetryAfter, "Retry in 7 seconds"),
        (Blocked(), Forbidden, "bot was blocked by the user"),
        (ServerError(), NetworkError, "Internal Server Error"),
        (ServerError(502), NetworkError, "Bad Gateway"),
        (Dropped(), NetworkError, "disconnected"),
    ],
)
def test_a_failure_is_seen_once(
    api: BotApi, ada: Person, failure: Blocked, error: type[TelegramError], words: str
) -> None:
    api.fail(failure, "sendMessage")
    with pytest.raises(error, match=words):
        send(api, ada)
    assert ada.everything() == []
    assert send(api, ada).text == "x"


def test_an_answer_can_get_lost(api: BotApi, ada: Person) -> None:
    api.fail(Dropped(after_handling=True), "sendMessage")
    with pytest.raises(NetworkError):
        send(api, ada)
    assert [sent.text for sent in ada.received()] == ["x"]


def test_a_slow_answer_comes(api: BotApi, ada: Person) -> None:
    api.fail(Slow(0.3), "sendMessage")
    before = time.monotonic()
    assert send(api, ada).text == "x"
    assert time.monotonic() - before >= 0.3


def test_failures_can_be_for_one_chat_and_some_times(api: BotApi, ada: Person) -> None:
    bob = api.person()
    bob.say("hi")
    api.fail(ServerError(), chat_id=bob.chat_id, times=2)
    for _ in range(2):
        assert send(api, ada)
        with pytest.raises(NetworkError):
            send(api, bob)
    assert send(api, bob)


def test_failures_last_until_healed(api: BotApi, ada: Person) -> None:
    api.fail(Dropped(), "sendMessage", times=None)
    for _ in range(2):
        with pytest.raises(NetworkError):
            send(api, ada)
    api.heal()
    assert send(api, ada)
