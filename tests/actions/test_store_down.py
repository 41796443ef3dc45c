"""The talk goes on when the store can't be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from talks import Talk

UNAVAILABLE = "utter_history_unavailable"


@pytest.mark.parametrize(
    "action",
    ["action_mood_report", "action_forget", "action_consent_agree", "action_consent_decline"],
)
def test_who_asked_is_told(broken_talk: Talk, action: str) -> None:
    broken_talk.says("please")
    answer = broken_talk.run(action)
    assert (answer.responses, answer.events) == ([UNAVAILABLE], [])


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
