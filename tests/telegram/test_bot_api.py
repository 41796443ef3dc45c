"""The double refuses what Telegram refuses, in Telegram's words, and takes the rest."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bot_api import BotApi, Person
from client import Talk, call, client
from PIL import Image
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Forbidden, InvalidToken

MARKED = [
    ("Markdown", "*bold* _it_ `x` [a](http://b.c) 2\\*3", "bold it x a 2*3"),
    ("MarkdownV2", "*b _both_* ||no|| __u__ \\. [a](http://b.c/\\))", "b both no u . a"),
    ("MarkdownV2", "> quoted\nnot\n```python\na.b-c!\n```", "quoted\nnot\na.b-c!"),
    ("HTML", "<b>b <i>both</i></b> 2 &lt; 3 <a href='http://b.c'>a</a>", "b both 2 < 3 a"),
    ("html", "<blockquote expandable>q</blockquote>&amp;", "q&"),
]
UNPARSABLE = [
    ("Markdown", "é *open", "Can't find end of the entity starting at byte offset 3"),
    ("Markdown", "under_score", "Can't find end of the entity starting at byte offset 5"),
    ("MarkdownV2", "Sad.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "*open", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "a [b](http://c", "Can't find end of a URL at byte offset 6"),
    ("MarkdownV2", ">*open\nnext", "Can't find end of Bold entity at byte offset 1"),
    ("HTML", "I <3 you", 'Unsupported start tag "3" at byte offset 2'),
    ("HTML", "I <3", "Unclosed start tag at byte offset 2"),
    ("HTML", "<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "a</b>", "Unexpected end tag at byte offset 1"),
    (
        "HTML",
        "<b><i>x</b></i>",
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
]
BUTTONS = [
    ([[{"text": "a"}]], "can't parse inline keyboard button: Text buttons are unallowed"),
    ([[{"callback_data": "a"}]], "can't parse inline keyboard button: Can't find field \"text\""),
    ([[{"text": "a", "callback_data": "ü" * 33}]], "BUTTON_DATA_INVALID"),
    ([[{"text": "a", "url": "nowhere"}]], "inline keyboard button URL 'nowhere' is invalid"),
    ([[{"text": "a", "callback_data": "a"}] * 101], "reply markup is too long"),
    ({"text": "a"}, 'field "inline_keyboard" must be of type Array'),
]
NOTHING_CHANGES = "message is not modified: specified new message content and reply markup are"


@pytest.fixture
def ada(api: BotApi) -> Person:
    """Somebody who has written."""
    person = api.person()
    person.say("hello")
    return person


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton(label, callback_data=f"/{label}") for label in labels]
    )


def picture(width: int = 40, height: int = 30) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height)).save(drawn, "PNG")
    return drawn.getvalue()


def refused(api: BotApi, talk: Talk[Any], reason: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        call(api, talk)
    assert refusal.value.message.lower().startswith(reason.lower())


@pytest.mark.parametrize(("mode", "source", "text"), MARKED)
def test_marks_become_entities(api: BotApi, ada: Person, mode: str, source: str, text: str) -> None:
    sent = call(api, lambda bot: bot.send_message(ada.chat_id, source, parse_mode=mode))
    assert sent.text == text
    assert sent.entities
    assert all(sent.parse_entities().values())


@pytest.mark.parametrize(("mode", "source", "reason"), UNPARSABLE)
def test_marks_that_do_not_fit_are_refused(
    api: BotApi, ada: Person, mode: str, source: str, reason: str
) -> None:
    refused(
        api,
        lambda bot: bot.send_message(ada.chat_id, source, parse_mode=mode),
        f"can't parse entities: {reason}",
    )


@pytest.mark.parametrize(
    ("text", "options", "reason"),
    [
        ("", {}, "message text is empty"),
        (" \n", {}, "text must be non-empty"),
        ("x" * 4097, {}, "message is too long"),
        ("😀" * 2049, {}, "message is too long"),
        ("x", {"parse_mode": "BBCode"}, "unsupported parse_mode"),
        ("x", {"reply_to_message_id": 99}, "message to be replied not found"),
        ("x", {"entities": [{"type": "bold", "offset": 0, "length": 2}]}, "entity beginning at"),
    ],
)
def test_texts_that_cannot_be_sent(
    api: BotApi, ada: Person, text: str, options: dict[str, Any], reason: str
) -> None:
    refused(api, lambda bot: bot.send_message(ada.chat_id, text, **options), reason)


def test_longest_text_and_caption_are_sent(api: BotApi, ada: Person) -> None:
    call(api, lambda bot: bot.send_message(ada.chat_id, "x" * 4096))
    call(api, lambda bot: bot.send_photo(ada.chat_id, picture(), caption="y" * 1024))
    assert [len(sent.text) for sent in ada.received(2)] == [4096, 1024]


@pytest.mark.parametrize(("rows", "reason"), BUTTONS)
def test_keyboards_that_cannot_be_shown(api: BotApi, ada: Person, rows: Any, reason: str) -> None:
    markup = {"inline_keyboard": rows}
    refused(api, lambda bot: bot.send_message(ada.chat_id, "x", reply_markup=markup), reason)


@pytest.mark.parametrize(
    ("photo", "caption", "reason"),
    [
        (b"no picture", "", "IMAGE_PROCESS_FAILED"),
        (b"", "", "file must be non-empty"),
        (picture(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
        (picture(), "x" * 1025, "message caption is too long"),
        ("https://example.org/a.png", "", "wrong file identifier/HTTP URL specified"),
    ],
)
def test_photos_that_cannot_be_sent(
    api: BotApi, ada: Person, photo: bytes | str, caption: str, reason: str
) -> None:
    refused(api, lambda bot: bot.send_photo(ada.chat_id, photo, caption=caption), reason)


def test_files_are_kept_and_can_be_fetched(api: BotApi, ada: Person) -> None:
    async def talk(bot: Bot) -> bytes:
        sent = await bot.send_document(ada.chat_id, b"a,b\n", filename="moods.csv", caption="c")
        assert sent.document is not None
        return bytes(await (await sent.document.get_file()).download_as_bytearray())

    assert call(api, talk) == b"a,b\n"
    [sent] = ada.received()
    assert sent.file is not None
    assert (sent.method, sent.text, sent.file.name) == ("sendDocument", "c", "moods.csv")
    assert sent.file.data == b"a,b\n"


def test_no_chat_before_they_wrote(api: BotApi) -> None:
    stranger = api.person()
    refused(api, lambda bot: bot.send_message(stranger.chat_id, "x"), "chat not found")


def test_who_blocks_the_bot_hears_nothing(api: BotApi, ada: Person) -> None:
    ada.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        call(api, lambda bot: bot.send_message(ada.chat_id, "x"))
    ada.unblock()
    assert call(api, lambda bot: bot.send_message(ada.chat_id, "x")).text == "x"


@pytest.mark.parametrize("token", ["123456789:" + "x" * 35, "nonsense"])
def test_other_tokens_are_refused(api: BotApi, token: str) -> None:
    async def talk(_: Bot) -> None:
        await client(api, token).initialize()

    with pytest.raises(InvalidToken):
        call(api, talk)


def test_presses_are_answered_once(api: BotApi, ada: Person) -> None:
    call(api, lambda bot: bot.send_message(ada.chat_id, "?", reply_markup=keyboard("Yes", "No")))
    assert ada.received()[0].buttons == ("Yes", "No")
    query = ada.press("No")
    assert api.unanswered() == [query]
    call(api, lambda bot: bot.answer_callback_query(query, "Noted."))
    assert (api.unanswered(), ada.notices()) == ([], ["Noted."])
    refused(api, lambda bot: bot.answer_callback_query(query), "query is too old and response")


def test_old_presses_cannot_be_answered(api: BotApi, ada: Person) -> None:
    call(api, lambda bot: bot.send_message(ada.chat_id, "?", reply_markup=keyboard("Yes")))
    query = ada.press("Yes")
    api.expire_presses()
    refused(api, lambda bot: bot.answer_callback_query(query), "query is too old and response")


def test_cleared_keyboards_cannot_be_pressed(api: BotApi, ada: Person) -> None:
    async def talk(bot: Bot) -> Message:
        sent = await bot.send_message(ada.chat_id, "?", reply_markup=keyboard("Yes"))
        await sent.edit_reply_markup(None)
        return sent

    sent = call(api, talk)
    assert [edit.buttons for edit in ada.edits()] == [()]
    with pytest.raises(AssertionError, match="has a button 'Yes'"):
        ada.press("Yes")
    refused(
        api,
        lambda bot: bot.edit_message_reply_markup(ada.chat_id, sent.message_id),
        NOTHING_CHANGES,
    )


def test_edits_that_cannot_be_made(api: BotApi, ada: Person) -> None:
    theirs = ada.say("mine")["message_id"]
    sent = call(api, lambda bot: bot.send_message(ada.chat_id, "x")).message_id
    where = {"chat_id": ada.chat_id}
    for number, text, reason in [
        (sent, "x", NOTHING_CHANGES),
        (theirs, "y", "message can't be edited"),
        (9999, "y", "message to edit not found"),
    ]:
        refused(
            api,
            lambda bot, n=number, t=text: bot.edit_message_text(t, message_id=n, **where),
            reason,
        )
    call(api, lambda bot: bot.edit_message_text("y", message_id=sent, **where))
    assert [edit.text for edit in ada.edits()] == ["y"]


def test_actions_are_seen_and_others_refused(api: BotApi, ada: Person) -> None:
    call(api, lambda bot: bot.send_chat_action(ada.chat_id, "typing"))
    assert ada.actions() == ["typing"]
    refused(api, lambda bot: bot.send_chat_action(ada.chat_id, "dancing"), "wrong parameter action")


def test_menu_is_kept_and_odd_names_refused(api: BotApi) -> None:
    call(api, lambda bot: bot.set_my_commands([BotCommand("help", "What I can do")]))
    assert api.commands == [{"command": "help", "description": "What I can do"}]
    refused(api, lambda bot: bot.set_my_commands([("how-to", "x")]), "BOT_COMMAND_INVALID")


def test_what_telegram_would_swallow_is_noted(api: BotApi, ada: Person) -> None:
    button = {"text": "a", "callback_data": "b", "colour": "red"}
    call(
        api,
        lambda bot: bot.send_message(
            ada.chat_id,
            "x",
            reply_markup={"inline_keyboard": [[button]]},
            api_kwargs={"txt": "y"},
        ),
    )
    assert api.violations == [
        "sendMessage: unknown parameter 'txt'",
        "sendMessage: a button has the unknown field 'colour'",
    ]
    api.violations.clear()


def test_pace_is_measured_per_chat(api: BotApi, ada: Person) -> None:
    bob = api.person(name="Bob")
    bob.say("hi")

    async def talk(bot: Bot) -> None:
        for chat_id in (ada.chat_id, ada.chat_id, bob.chat_id):
            await bot.send_message(chat_id, "x")

    call(api, talk)
    assert api.pace.most(seconds=60) == 3
    assert api.pace.most(60, bob.chat_id) == 1
    assert api.pace.most_in_a_chat(seconds=60) == 2
