"""Reminders in words, and the time zone they need."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from talks import Answer, Talk

from bot.mood.store import MoodStore


def _asks(talk: Talk, text: str) -> Answer:
    talk.means("remind_me", text)
    return talk.run("action_set_reminder")


def _tells_zone(
    talk: Talk, text: str, intent: str = "tell_zone", emotion: str = "neutral"
) -> Answer:
    talk.hears("utter_ask_zone")
    talk.means(intent, text, emotion)
    return talk.run("action_set_zone")


def test_zone_is_asked_once_and_the_wish_waits(agreed: Talk, store: MoodStore) -> None:
    first = _asks(agreed, "remind me every monday at half past eight in the evening")
    assert (first.responses, first.slots["zone_missing"]) == ([], True)
    assert store.reminder(agreed.user) is None
    answer = _tells_zone(agreed, "berlin", intent="nlu_fallback")
    assert answer.responses == ["utter_reminder_set"]
    assert answer.value("utter_reminder_set", "rhythm") == "every Monday at 20:30"
    kept = store.reminder(agreed.user)
    assert kept is not None
    assert (kept.time, kept.zone, kept.weekday) == (time(20, 30), "Europe/Berlin", 0)
    assert (kept.channel, kept.recipient) == ("rest", agreed.user)
    assert kept.next_at.astimezone(ZoneInfo(kept.zone)).time() == time(20, 30)
    assert _asks(agreed, "remind me at 21:00").responses == ["utter_reminder_set"]


def test_zone_in_the_wish_is_taken(agreed: Talk, store: MoodStore) -> None:
    assert _asks(agreed, "remind me at 20:30 in tokyo").responses == ["utter_reminder_set"]
    kept = store.reminder(agreed.user)
    assert kept is not None
    assert kept.zone == "Asia/Tokyo"


def test_move_takes_the_reminder_along(agreed: Talk, store: MoodStore) -> None:
    agreed.slots["zone"] = "Europe/Berlin"
    _asks(agreed, "remind me at 20:30")
    assert _tells_zone(agreed, "i'm in new york now").responses == ["utter_reminder_set"]
    kept = store.reminder(agreed.user)
    assert kept is not None
    assert (kept.time, kept.zone) == (time(20, 30), "America/New_York")


def test_zone_alone_is_noted(agreed: Talk) -> None:
    answer = _tells_zone(agreed, "my time zone is Europe/Vienna")
    assert answer.responses == ["utter_zone_noted"]
    assert answer.slots["zone"] == "Europe/Vienna"


def test_unknown_place_is_asked_for_again(agreed: Talk) -> None:
    _asks(agreed, "remind me every evening")
    answer = _tells_zone(agreed, "atlantis", intent="nlu_fallback")
    assert (answer.responses, answer.slots) == (["utter_explained"], {"zone_missing": True})


def test_feeling_told_instead_of_a_place_is_answered(agreed: Talk) -> None:
    _asks(agreed, "remind me every evening")
    answer = _tells_zone(agreed, "i feel so alone", intent="share_feeling", emotion="sadness")
    assert (answer.responses, answer.slots) == (["utter_share_feeling"], {"zone_missing": None})


@pytest.mark.parametrize("text", ["remind me at 25:00", "remind me every other day"])
def test_wish_that_cant_be_granted_is_explained(agreed: Talk, store: MoodStore, text: str) -> None:
    answer = _asks(agreed, text)
    assert (answer.responses, answer.slots) == (["utter_explained"], {"zone_missing": None})
    assert store.reminder(agreed.user) is None


def test_terminal_is_told_that_nothing_arrives(agreed: Talk) -> None:
    agreed.slots["zone"] = "Europe/Berlin"
    agreed.channel = "cmdline"
    answer = _asks(agreed, "remind me at 20:30")
    assert answer.responses == ["utter_reminder_set", "utter_reminder_unheard"]


def test_no_reminders_ends_them(agreed: Talk, store: MoodStore) -> None:
    agreed.slots["zone"] = "Europe/Berlin"
    _asks(agreed, "remind me at 20:30")
    agreed.means("stop_reminders", "no reminders")
    assert agreed.run("action_stop_reminders").responses == ["utter_reminder_off"]
    assert store.reminder(agreed.user) is None
    assert agreed.run("action_stop_reminders").responses == ["utter_reminder_none"]


def test_nothing_is_kept_without_consent(talk: Talk, store: MoodStore) -> None:
    assert _asks(talk, "remind me at 20:30").responses == ["utter_reminder_no_consent"]
    assert store.reminder(talk.user) is None
