"""The double hands updates out as Telegram does: by long polling, and by webhook."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import urlopen

import pytest
from bot_api import SECRET_HEADER, BotApi, Disturbance, Group, Person
from client import call, client
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

MESSAGE_KINDS = [
    "text",
    "reply_to_message",
    "forward_origin",
    "photo",
    "media_group_id",
    "document",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "sticker",
    "location",
    "contact",
    "poll",
    "new_chat_members",
    "left_chat_member",
]


class Receiver(ThreadingHTTPServer):
    """A bot's end of a webhook: notes what comes, and refuses some texts so often."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.refused: dict[str, int] = {}
        self.seen: list[tuple[str | None, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.seen]


class _Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.headers.get(SECRET_HEADER), update))
        text = update["message"]["text"]
        left = self.server.refused[text] = self.server.refused.get(text, 0) - 1
        self.send_response(200 if left < 0 else 500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A running receiver."""
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()


def poll(api: BotApi, **options: Any) -> tuple[Update, ...]:
    return call(api, lambda bot: bot.get_updates(**options))


def raw_updates(api: BotApi) -> list[dict[str, Any]]:
    """The updates as they go over the wire, whatever python-telegram-bot makes of them."""
    with urlopen(f"{api.url}/bot{api.token}/getUpdates") as answer:
        return json.load(answer)["result"]


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.effective_message and update.effective_message.text for update in updates]


def test_an_offset_confirms(api: BotApi) -> None:
    ada = api.person()
    for text in ("one", "two", "three"):
        ada.say(text)
    first = poll(api, limit=2)
    assert texts(first) == ["one", "two"]
    assert texts(poll(api)) == ["one", "two", "three"]
    assert texts(poll(api, offset=first[-1].update_id + 1)) == ["three"]
    assert len(api.waiting()) == 1
    assert texts(poll(api, offset=-1)) == ["three"]
    poll(api, offset=first[-1].update_id + 2)
    api.wait_until_confirmed(timeout=0)


def test_a_long_poll_ends_when_something_comes(api: BotApi) -> None:
    ada = api.person()
    timer = threading.Timer(0.2, ada.say, ["late"])
    timer.start()
    assert texts(poll(api, timeout=30)) == ["late"]


def test_two_who_poll_are_in_conflict(api: BotApi) -> None:
    async def talk(bot: Bot) -> object:
        async with client(api) as other:
            first = asyncio.create_task(bot.get_updates(timeout=30))
            while not any(made.method == "getUpdates" for made in api.calls):
                await asyncio.sleep(0.01)
            await other.get_updates(timeout=0)
            return await first

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        call(api, talk)


def test_no_polling_while_a_webhook_is_set(api: BotApi, receiver: Receiver) -> None:
    call(api, lambda bot: bot.set_webhook(receiver.url))
    with pytest.raises(Conflict, match="while webhook is active"):
        poll(api)
    call(api, lambda bot: bot.delete_webhook())
    assert poll(api) == ()


def test_only_wanted_kinds_come(api: BotApi) -> None:
    poll(api, allowed_updates=["edited_message"])
    ada = api.person()
    ada.edit(ada.say("before"), "after")
    assert texts(poll(api)) == ["after"]


def test_any_update_can_be_pushed_again(api: BotApi) -> None:
    pushed = api.push({"message": {"chat": {"id": 7}, "odd": [None]}})
    assert pushed is not None
    api.push(pushed)
    api.push({"nonsense": 1})
    made = [update["update_id"] for update in raw_updates(api)]
    assert made == [pushed["update_id"], pushed["update_id"], pushed["update_id"] + 1]
    assert call(api, lambda bot: bot.send_message(7, "x")).chat.type == "private"


def test_updates_twice_and_late(api: BotApi) -> None:
    ada = api.person()
    api.disturb(Disturbance.TWICE)
    ada.say("one")
    api.disturb(Disturbance.LATE, chat_id=ada.chat_id)
    ada.say("two")
    ada.say("three")
    assert texts(poll(api)) == ["one", "one", "three", "two"]


def test_webhook_pushes_with_its_secret(api: BotApi, receiver: Receiver) -> None:
    call(api, lambda bot: bot.set_webhook(receiver.url, secret_token="s-3_cret"))
    api.person().say("hi")
    api.wait_until_confirmed()
    assert [secret for secret, _ in receiver.seen] == ["s-3_cret"]
    assert receiver.texts() == ["hi"]


def test_webhook_repeats_until_taken_and_keeps_the_order(api: BotApi, receiver: Receiver) -> None:
    receiver.refused = {"one": 2}
    ada = api.person()
    for text in ("one", "two"):
        ada.say(text)
    call(api, lambda bot: bot.set_webhook(receiver.url))
    api.wait_until_confirmed()
    assert receiver.texts() == ["one", "one", "one", "two"]
    info = call(api, lambda bot: bot.get_webhook_info())
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


def test_webhook_serves_other_chats_meanwhile(api: BotApi, receiver: Receiver) -> None:
    receiver.refused = {"stuck": 3}
    ada, bob = api.person(), api.person()
    ada.say("stuck")
    ada.say("behind")
    bob.say("through")
    call(api, lambda bot: bot.set_webhook(receiver.url, max_connections=2))
    api.wait_until_confirmed()
    came = receiver.texts()
    assert came.index("through") < came.index("behind")
    assert [text for text in came if text != "through"] == ["stuck"] * 4 + ["behind"]


def test_webhook_waits_for_a_bot_that_is_down(api: BotApi, receiver: Receiver) -> None:
    receiver.shutdown()
    receiver.socket.close()
    call(api, lambda bot: bot.set_webhook(receiver.url))
    api.person().say("hi")
    info = call(api, lambda bot: bot.get_webhook_info())
    assert info.pending_update_count == 1


def test_new_webhook_may_drop_what_waits(api: BotApi, receiver: Receiver) -> None:
    api.person().say("old")
    call(api, lambda bot: bot.set_webhook(receiver.url, drop_pending_updates=True))
    api.person().say("new")
    api.wait_until_confirmed()
    assert receiver.texts() == ["new"]


def test_odd_secrets_are_refused(api: BotApi, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match=r"(?i)secret token contains unallowed"):
        call(api, lambda bot: bot.set_webhook(receiver.url, secret_token="no spaces"))


def send_everything(ada: Person, group: Group) -> None:
    bob = ada.at(group)
    ada.reply(ada.say("/start@attune_test_bot now"), "again")
    ada.forward("theirs", name="Grace")
    ada.photo("look")
    ada.album("a", "")
    ada.document("read")
    for kind in ("voice", "audio", "video", "video_note", "animation"):
        ada.record(kind)
    ada.sticker("😢")
    ada.location()
    ada.contact()
    ada.poll()
    ada.vote()
    group.add_bot(ada)
    bob.join()
    bob.say("@attune_test_bot hi")
    bob.leave()
    group.remove_bot(ada)
    ada.block()


def test_every_kind_of_update_is_well_formed(api: BotApi) -> None:
    send_everything(api.person(username="ada_l"), api.group())
    updates = poll(api)
    kinds = [
        name
        for update in updates
        for name in (*Update.ALL_TYPES, *MESSAGE_KINDS)
        if getattr(update, name, None) or getattr(update.message, name, None)
    ]
    assert set(MESSAGE_KINDS) <= set(kinds)
    assert {"message", "poll_answer", "my_chat_member"} <= set(kinds)
    assert not [update for update in updates if _unknown_fields(update)]


def _unknown_fields(update: Update) -> dict[str, Any]:
    """What python-telegram-bot doesn't know of an update."""
    return {**update.api_kwargs, **(update.message.api_kwargs if update.message else {})}
