"""What people send is read as what it is; what isn't for the bot is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest
from bot_api import BotApi, Group, Person, Writer
from telegram import Update

from bot.telegram.incoming import (
    Blocked,
    Called,
    Edit,
    Forwarded,
    Incoming,
    Pressed,
    Unread,
    Words,
)
from bot.telegram.reading import Me, read_update

ME = Me(123456789, "attune_test_bot")
Sending = Callable[[Person], object]


def read_all(api: BotApi) -> list[Incoming | None]:
    with urlopen(f"{api.url}/bot{api.token}/getUpdates") as answer:
        updates: list[dict[str, Any]] = json.load(answer)["result"]
    return [read_update(Update.de_json(update), ME) for update in updates]


def read(api: BotApi) -> Incoming | None:
    return read_all(api)[-1]


@pytest.mark.parametrize(
    ("send", "text"),
    [
        (lambda ada: ada.say(" i am sad "), "i am sad"),
        (lambda ada: ada.reply(ada.say("x"), "because"), "because"),
        (lambda ada: ada.photo("look at this"), "look at this"),
        (lambda ada: ada.document("read this"), "read this"),
        (lambda ada: ada.sticker("😢"), "😢"),
        (lambda ada: ada.say("a\ud800b\x00c"), "a\ufffdbc"),
        (lambda ada: ada.say("/choose{'choice': 'forget'}"), "/choose{'choice': 'forget'}"),
    ],
)
def test_words_are_read(api: BotApi, send: Sending, text: str) -> None:
    ada = api.person()
    send(ada)
    heard = read(api)
    assert isinstance(heard, Words)
    assert heard.text == text
    assert heard.origin.user_id == ada.chat_id


@pytest.mark.parametrize(
    ("send", "kind"),
    [
        (lambda ada: ada.record("voice"), "a voice message"),
        (lambda ada: ada.record("animation"), "a moving picture"),
        (lambda ada: ada.photo(), "a picture"),
        (lambda ada: ada.document(), "a file"),
        (lambda ada: ada.location(), "a place"),
        (lambda ada: ada.contact(), "a contact"),
        (lambda ada: ada.poll(), "a poll"),
    ],
)
def test_what_has_no_words_is_named(api: BotApi, send: Sending, kind: str) -> None:
    send(api.person())
    heard = read(api)
    assert isinstance(heard, Unread)
    assert heard.kind == kind


def test_somebody_elses_words_are_known(api: BotApi) -> None:
    api.person().forward("i am so sad", name="Grace")
    heard = read(api)
    assert isinstance(heard, Forwarded)
    assert heard.text == "i am so sad"


def test_an_edit_keeps_its_message(api: BotApi) -> None:
    ada = api.person()
    ada.edit(ada.say("before"), "after")
    words, edit = read_all(api)
    assert isinstance(edit, Edit)
    assert edit.text == "after"
    assert words is not None
    assert edit.origin == words.origin


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/start", "start", ""),
        ("/Remind@Attune_Test_Bot  20:30 ", "remind", "20:30"),
        ("/mood 4\nslept badly", "mood", "4\nslept badly"),
    ],
)
def test_commands_are_read(api: BotApi, text: str, command: str, argument: str) -> None:
    api.person().say(text)
    heard = read(api)
    assert isinstance(heard, Called)
    assert (heard.command, heard.argument) == (command, argument)


def test_who_blocks_is_known(api: BotApi) -> None:
    ada = api.person()
    ada.block()
    assert isinstance(read(api), Blocked)
    ada.unblock()
    assert read(api) is None


def member(api: BotApi) -> tuple[Group, Writer]:
    group = api.group()
    return group, api.person().at(group)


@pytest.mark.parametrize(
    "text", ["i am sad", "/report", "/report@another_bot", "@attune_test_botx"]
)
def test_silent_in_a_group_unless_named(api: BotApi, text: str) -> None:
    _, ada = member(api)
    ada.say(text)
    assert read(api) is None


def test_named_in_a_group(api: BotApi) -> None:
    _, ada = member(api)
    ada.say("@Attune_Test_Bot, i am sad")
    heard = read(api)
    assert isinstance(heard, Words)
    assert heard.text == "i am sad"
    assert not heard.origin.private
    assert heard.origin.user_id == ada.user["id"]


def test_replied_to_in_a_group(api: BotApi) -> None:
    _, ada = member(api)
    bot = {"id": ME.id, "is_bot": True, "first_name": "Attune"}
    ada.reply({**ada.say("x"), "from": bot}, "so sad")
    heard = read(api)
    assert isinstance(heard, Words)
    assert heard.text == "so sad"


def test_what_concerns_nobody_is_left_alone(api: BotApi) -> None:
    group, ada = member(api)
    person = api.person()
    group.add_bot(person)
    ada.join()
    ada.leave()
    group.remove_bot(person)
    person.vote()
    assert set(read_all(api)) == {None}


def test_a_press_carries_its_payload(api: BotApi) -> None:
    chat = {"id": 7, "type": "private"}
    user = {"id": 7, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": 3, "date": 1, "chat": chat, "text": "Yes or no?"}
    api.push(
        {
            "callback_query": {
                "id": "9",
                "from": user,
                "chat_instance": "7",
                "message": message,
                "data": "/agree_logging",
            }
        }
    )
    heard = read(api)
    assert isinstance(heard, Pressed)
    assert (heard.query_id, heard.payload, heard.origin.message_id) == ("9", "/agree_logging", 3)
