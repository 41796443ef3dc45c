"""The talk goes on when the store can't be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from talks import Talk

UNAVAILABLE = "utter_history_unavailable"


@pytest.mark.parametrize(
    "action",
    [
        "action_mood_report",
        "action_consent_agree",
        "action_consent_decline",
        "action_check_in",
        "action_export",
        "action_drop_texts",
        "action_set_reminder",
        "action_stop_reminders",
    ],
)
def test_who_asked_is_told(broken_talk: Talk, action: str) -> None:
    broken_talk.says("my words, please")
    answer = broken_talk.run(action)
    assert answer.responses == [UNAVAILABLE]
    assert not any(answer.slots.values())


def test_who_wants_to_be_forgotten_hears_that_nothing_was(broken_talk: Talk) -> None:
    broken_talk.chooses("forget", "choose", "choice")
    answer = broken_talk.run("action_choose")
    assert (answer.responses, answer.events) == (["utter_forget_failed"], [])


@pytest.mark.parametrize(("consent", "told"), [("agreed", [UNAVAILABLE]), (None, [])])
def test_correction_is_answered_all_the_same(
    broken_talk: Talk, consent: str | None, told: list[str]
) -> None:
    broken_talk.slots["consent"] = consent
    broken_talk.means("share_feeling", "what a day", emotion="sadness")
    broken_talk.means("wrong_emotion", "no, i'm angry")
    answer = broken_talk.run("action_correct_emotion")
    assert answer.responses == ["utter_corrected_anger", *told]


@pytest.mark.parametrize("action", ["action_answer_yes", "action_answer_no"])
def test_answer_to_consent_is_told(broken_talk: Talk, action: str) -> None:
    broken_talk.hears("utter_ask_consent")
    broken_talk.says("hm")
    broken_talk.hears("utter_ask_consent")
    broken_talk.says("well")
    assert broken_talk.run(action).responses == [UNAVAILABLE]


@pytest.mark.parametrize("consent", ["agreed", None])
def test_logging_fails_silently(broken_talk: Talk, consent: str | None) -> None:
    broken_talk.slots["consent"] = consent
    broken_talk.says("i'm happy")
    answer = broken_talk.run("action_log_mood")
    assert (answer.responses, answer.events) == ([], [])


def test_log_names_the_trouble_and_no_text(broken_talk: Talk, broken_home: Path) -> None:
    broken_talk.says("my secret sorrow", emotion="sadness")
    broken_talk.run("action_mood_report")
    log = (broken_home / "server.log").read_text()
    assert "file is not a database" in log
    assert "secret sorrow" not in log
    assert broken_talk.user not in log
    assert "Traceback" not in log


def test_broken_slot_is_a_sentence_and_no_traceback(server: str, home: Path) -> None:
    talk = Talk(server)
    talk.slots["zone"] = "No/Where my secret place"
    talk.says("my secret sorrow")
    talk.run("action_consent_agree")
    assert talk.run("action_mood_report").responses == ["utter_action_failed"]
    log = (home / "server.log").read_text()
    assert "action_mood_report failed: ZoneInfoNotFoundError" in log
    assert "secret" not in log
    assert "Traceback" not in log
