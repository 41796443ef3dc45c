"""What people write about reminders, and what they get."""

from __future__ import annotations

from datetime import time

import pytest

from bot.reminders.errors import ReminderError
from bot.reminders.wishes import Wish, read_wish


@pytest.mark.parametrize(
    ("text", "at", "weekday"),
    [
        ("remind me every evening", time(20), None),
        ("Remind me every EVNING!!", time(20), None),
        ("/remind 20:30", time(20, 30), None),
        ("20:30", time(20, 30), None),
        ("remind me at half past eight on sundays", time(8, 30), 6),
        ("every monday at 9am", time(9), 0),
        ("weekly", time(20), 6),
        ("weekly on friday at 5 p.m.", time(17), 4),
        ("daily", time(20), None),
        ("once a day at noon", time(12), None),
        ("every morning", time(8), None),
        ("in the afternoon please", time(15), None),
        ("every night at 10", time(22), None),
        ("remind me before bed", time(22), None),
        ("quarter to nine in the evening", time(20, 45), None),
        ("daily at quarter to one", time(12, 45), None),
        ("turn reminders on", time(20), None),
        ("twenty five past eight pm", time(20, 25), None),
        ("at eight thirty", time(8, 30), None),
        ("half eight every day", time(8, 30), None),
        ("remind me at 8.15", time(8, 15), None),
        ("ذكرني ٢٠:٣٠", time(20, 30), None),
        ("remind me at 2030", time(20, 30), None),
        ("ok, change it to 21h", time(21), None),
        ("remind me daily at 6", time(18), None),
        ("remind me daily at 06:00", time(6), None),
        ("every day at 12 am", time(0), None),
        ("remind me at midnight", time(0), None),
        ("/remind sun 20:00", time(20), 6),
        ("every Wed at 18:15", time(18, 15), 2),
        ("on wenesday evenings", time(20), 2),
        ("could u remind me 2 take my mood at 7 in the morning", time(7), None),
        ("don't forget to remind me at 8pm", time(20), None),
        ("no, remind me at 9", time(9), None),
        ("no problem remind me at 9", time(9), None),
        ("i never remember things remind me at 9", time(9), None),
        ("remind me not to ask him at 9", time(9), None),
    ],
)
def test_wish_for_a_reminder(text: str, at: time, weekday: int | None) -> None:
    assert read_wish(text) == Wish(at, weekday)


@pytest.mark.parametrize(
    "text",
    [
        "no reminders",
        "No more check-ins please.",
        "stop reminding me",
        "stop",
        "off",
        "please stop",
        "/remind off",
        "turn my daily reminder off",
        "switch off the reminders",
        "cancel my sunday reminder",
        "stop the 20:30 reminder",
        "i dont want to be reminded anymore",
        "I don’t want reminders",
        "please don't bother me with reminders",
        "can you not remind me",
        "never remind me again",
    ],
)
def test_wish_for_none(text: str) -> None:
    assert read_wish(text) == Wish(off=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("remind me at 25:00", "No clock shows that time"),
        ("every day at 24:00", "No clock shows that time"),
        ("remind me at 8:75", "No clock shows that time"),
        ("remind me at 8 or 9", "more than one time"),
        ("in the morning and in the evening", "more than one time"),
        ("remind me tomorrow", "every day, or once a week"),
        ("remind me in 2 hours", "every day, or once a week"),
        ("remind me every hour", "every day, or once a week"),
        ("twice a day", "every day, or once a week"),
        ("on monday and thursday", "every day, or once a week"),
        ("every day except sunday", "every day, or once a week"),
        ("don't remind me on sundays", "not sure what you want"),
        ("don't remind me at 8, remind me at 9", "not sure what you want"),
        ("the cat sat on it 100 times", "every day, or once a week"),
        ("the cat sat on 100 mats", "I see no time"),
        ("", "I see no time"),
        ("\x00 '; DROP TABLE users; -- 😀 \ud800", "I see no time"),
    ],
)
def test_wish_that_cant_be_granted(text: str, sentence: str) -> None:
    with pytest.raises(ReminderError, match=sentence):
        read_wish(text)


def test_what_was_written_is_not_in_the_error() -> None:
    with pytest.raises(ReminderError) as caught:
        read_wish("xyzzy " * 2000)
    assert "xyzzy" not in str(caught.value)
