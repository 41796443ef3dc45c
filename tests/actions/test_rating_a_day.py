"""Check-ins in the chat."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from talks import Talk

from bot.mood.store import MoodStore


def _check_in(talk: Talk, text: str) -> list[str]:
    talk.means("check_in", text)
    return talk.run("action_check_in").responses


def test_rating_is_noted_for_its_day(agreed: Talk, store: MoodStore) -> None:
    agreed.slots["zone"] = "Pacific/Kiritimati"
    assert _check_in(agreed, "yesterday was a 2") == ["utter_checked_in"]
    [kept] = store.check_ins(agreed.user)
    there = datetime.now(timezone(timedelta(hours=14))).date()
    assert (kept.rating, kept.day, kept.note) == (2, there - timedelta(days=1), None)


def test_day_is_called_by_its_name(agreed: Talk) -> None:
    agreed.means("check_in", "log 4 for yesterday")
    answer = agreed.run("action_check_in")
    assert answer.value("utter_checked_in", "day") == "yesterday"
    assert answer.value("utter_checked_in", "rating") == 4


@pytest.mark.parametrize("by_button", [True, False])
def test_note_is_kept_after_a_yes(agreed: Talk, store: MoodStore, by_button: bool) -> None:
    asked = ["utter_checked_in", "utter_ask_keep_note"]
    assert _check_in(agreed, "log 4 out of 5, slept badly") == asked
    assert [kept.note for kept in store.check_ins(agreed.user)] == [None]
    if by_button:
        agreed.chooses("keep_note", "choose", "choice")
    else:
        agreed.says("yes")
    action = "action_choose" if by_button else "action_answer_yes"
    assert agreed.run(action).responses == ["utter_note_kept"]
    assert [kept.note for kept in store.check_ins(agreed.user)] == ["slept badly"]


def test_note_isnt_kept_after_a_no(agreed: Talk, store: MoodStore) -> None:
    _check_in(agreed, "log 4 out of 5, slept badly")
    agreed.says("no")
    assert agreed.run("action_answer_no").responses == ["utter_note_dropped"]
    assert [kept.note for kept in store.check_ins(agreed.user)] == [None]


def test_note_whose_words_are_gone_is_said_to_be(agreed: Talk) -> None:
    _check_in(agreed, "log 4 out of 5, slept badly")
    agreed.events[-3]["text"] = ""
    agreed.says("yes")
    assert agreed.run("action_answer_yes").responses == ["utter_note_gone"]


@pytest.mark.parametrize(
    ("text", "reason"), [("log 9", "9 isn't among them"), ("log 4 for 31 february", "There is no")]
)
def test_what_cant_be_noted_is_explained(
    agreed: Talk, store: MoodStore, text: str, reason: str
) -> None:
    agreed.means("check_in", text)
    answer = agreed.run("action_check_in")
    assert reason in answer.value("utter_explained", "reason")
    assert store.check_ins(agreed.user) == []


def test_nothing_is_noted_without_consent(talk: Talk, store: MoodStore) -> None:
    assert _check_in(talk, "log 4") == ["utter_check_in_no_consent"]
    assert store.check_ins(talk.user) == []


def test_same_message_twice_is_one(agreed: Talk, store: MoodStore) -> None:
    _check_in(agreed, "log 4")
    agreed.run("action_check_in")
    assert len(store.check_ins(agreed.user)) == 1
