"""What commands, links and buttons ask of the assistant."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from telegram import InlineKeyboardMarkup

from bot.telegram import texts
from bot.telegram.commands import COMMANDS, Ask, press_of, reply_to
from bot.telegram.courier import keyboard
from bot.telegram.outgoing import Button, Text

MENU = [
    *("start", "help", "mood", "report", "week", "month"),
    *("remind", "export", "correct", "forget", "stop", "privacy"),
]


def test_menu_is_complete() -> None:
    assert list(COMMANDS) == MENU


@pytest.mark.parametrize(
    ("name", "argument", "asked"),
    [
        ("start", "", Ask("/greet")),
        ("start", "report", Ask("/mood_report")),
        ("start", "group", Ask("/greet")),
        ("week", "please", Ask('/mood_report{"period": "week"}')),
        ("report", "last month", Ask("last month", "mood_report")),
        ("mood", "4 slept badly", Ask("log 4 slept badly", "check_in")),
        ("remind", "20:30", Ask("remind me at 20:30", "remind_me")),
        ("remind", "every evening", Ask("remind me every evening", "remind_me")),
        ("remind", "Off.", Ask("/stop_reminders")),
        ("nonsense", "", Text(texts.UNKNOWN_COMMAND)),
    ],
)
def test_command_asks(name: str, argument: str, asked: Ask | Text) -> None:
    assert reply_to(name, argument) == asked


def test_every_button_fits_and_every_intent_exists(project: Path) -> None:
    domain = yaml.safe_load((project / "domain.yml").read_text("utf-8"))
    asked = [command.plain for command in COMMANDS.values()]
    buttons = [b for one in asked if isinstance(one, Text) for b in one.buttons]
    asked += [press_of(button.payload) for button in buttons]
    for one in asked:
        if isinstance(one, Ask):
            intent = one.intent or one.text.strip("/").partition("{")[0]
            assert intent in domain["intents"]
    assert all(len(button.payload.encode()) <= 64 for button in buttons)


def test_help_names_every_command() -> None:
    answer = reply_to("help", "")
    assert isinstance(answer, Text)
    assert all(f"/{name}: " in answer.text for name in MENU)


def rows(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[key.text for key in row] for row in markup.inline_keyboard] if markup else []


def test_short_buttons_stand_side_by_side() -> None:
    short = [Button(str(n), f"/{n}") for n in range(5)]
    assert rows(keyboard(short)) == [["0", "1", "2", "3", "4"]]
    long = [Button("Yes, delete it all", "/a"), Button("No, keep it", "/b")]
    assert rows(keyboard(long)) == [["Yes, delete it all"], ["No, keep it"]]
    assert keyboard([]) is None


def test_too_long_a_payload_becomes_the_title() -> None:
    markup = keyboard([Button("ä" * 40, "/x" * 40)])
    assert markup is not None
    assert markup.inline_keyboard[0][0].callback_data == "ä" * 32
