"""The commands of the menu, and what each of them asks of the assistant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.telegram import texts
from bot.telegram.outgoing import Button, Text


@dataclass(frozen=True)
class Ask:
    """Something for Rasa: ``text`` is what was said, ``intent`` what it surely means.

    Without an intent, Rasa finds it out; a ``text`` of its form ``/intent{...}`` names one, too.
    """

    text: str
    intent: str | None = None


@dataclass(frozen=True)
class Command:
    """One line of the menu. ``plain`` is done without an argument, ``intent`` takes one."""

    description: str
    plain: Ask | Text
    intent: str | None = None
    lead: str = ""


RATINGS = tuple(Button(str(number), f"log {number} out of 5") for number in range(1, 6))
PERIODS = tuple(
    Button(title, f'/mood_report{{"period": "{period}"}}')
    for title, period in (
        ("Today", "today"),
        ("Week", "week"),
        ("Month", "month"),
        ("Year", "year"),
    )
)
_TIMES = (
    Button("Every morning", "remind me every morning"),
    Button("Every evening", "remind me every evening"),
    Button("No reminders", "/stop_reminders"),
)
NOTHING = "nothing"
"""The payload of a button that changes nothing."""
_STOPS = (
    Button("Reminders", "/stop_reminders"),
    Button("Keeping my mood", "/decline_logging"),
    Button("Nothing", NOTHING),
)

COMMANDS: dict[str, Command] = {
    "start": Command("begin, or begin again", Ask("/greet")),
    "help": Command("what I can do", Text("")),
    "mood": Command(
        "rate your day from 1 to 5", Text(texts.HOW_IS_THE_DAY, RATINGS), "check_in", "log "
    ),
    "report": Command("how your mood moved", Ask("/mood_report"), "mood_report"),
    "week": Command("your last week", Ask('/mood_report{"period": "week"}')),
    "month": Command("your last month", Ask('/mood_report{"period": "month"}')),
    "remind": Command(
        "be asked every day: /remind 20:30",
        Text(texts.WHEN_TO_REMIND, _TIMES),
        "remind_me",
        "remind me ",
    ),
    "export": Command("everything I keep of you, as files", Ask("/export_data")),
    "correct": Command("tell me that I read you wrongly", Ask("/wrong_emotion"), "wrong_emotion"),
    "forget": Command("delete everything I keep of you", Ask("/forget_me")),
    "stop": Command("stop reminders, or keeping your mood", Text(texts.STOP_WHAT, _STOPS)),
    "privacy": Command("what I keep and what I don't", Ask("/ask_privacy")),
}

_PREPARED = {
    **{button.payload: "check_in" for button in RATINGS},
    **{button.payload: "remind_me" for button in _TIMES if button.payload[0] != "/"},
}
_ENDS_REMINDERS = re.compile(r"(?:off|none|no|never|stop|cancel)\W*", re.IGNORECASE)


def reply_to(name: str, argument: str) -> Ask | Text:
    """Return what a command stands for: something for Rasa, or an answer that is ready.

    ``argument`` is what was written after it. A link to the bot comes as /start with the name of
    the command that it leads to.
    """
    if name == "start" and argument in COMMANDS:
        name, argument = argument, ""
    if name == "help":
        return help_text()
    command = COMMANDS.get(name)
    if command is None:
        return Text(texts.UNKNOWN_COMMAND)
    if name == "remind" and _ENDS_REMINDERS.fullmatch(argument):
        return Ask("/stop_reminders")
    if not argument or command.intent is None:
        return command.plain
    lead = "at " if name == "remind" and argument[0].isdigit() else ""
    return Ask(f"{command.lead}{lead}{argument}", command.intent)


def press_of(payload: str) -> Ask | Text:
    """Return what the press of a button stands for."""
    if payload == NOTHING:
        return Text(texts.NOTHING_STOPPED)
    return Ask(payload, _PREPARED.get(payload))


def help_text() -> Text:
    """Return the answer to /help."""
    lines = "\n".join(f"/{name}: {command.description}" for name, command in COMMANDS.items())
    return Text(texts.HELP.format(commands=lines))
