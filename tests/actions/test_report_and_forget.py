"""The report in the chat, and forgetting."""

from __future__ import annotations

import pytest
from talks import Talk

from bot.mood.store import MoodStore

DAY = 86_400
UNSURE = {"name": "forget_me", "confidence": 0.5}
SURE = {"name": "forget_me", "confidence": 0.7}


def test_report_needs_consent(talk: Talk) -> None:
    talk.says("how was my week")
    assert talk.run("action_mood_report").responses == ["utter_report_no_consent"]


def test_report_without_entries(agreed: Talk) -> None:
    agreed.says("/mood_report", emotion=None)
    assert agreed.run("action_mood_report").responses == ["utter_report_empty"]


def test_report_counts_the_message_just_sent(agreed: Talk) -> None:
    agreed.says("i was scared", emotion="fear")
    agreed.says("how was my week", emotion="neutral")
    (response,) = agreed.run("action_mood_report").raw["responses"]
    assert response["response"] == "utter_mood_report"
    assert response["summary"].startswith(
        "I have 2 messages from that time: fear in 1, neutral in 1."
    )


@pytest.mark.parametrize(("period", "count"), [("month", 2), ("week", 1), ("someday", 1)])
def test_report_covers_the_period(agreed: Talk, store: MoodStore, period: str, count: int) -> None:
    agreed.says("i was scared", emotion="fear")
    agreed.events[-1]["timestamp"] -= 10 * DAY
    _agreed_long_ago(agreed, store)
    agreed.says("my mood", entities=[{"entity": "period", "value": period}])
    summary = agreed.run("action_mood_report").raw["responses"][0]["summary"]
    assert f"I have {count} message" in summary


def _agreed_long_ago(talk: Talk, store: MoodStore) -> None:
    consent = store.consent(talk.user)
    assert consent is not None
    store.forget(talk.user)
    store.agree(talk.user, consent.decided_at.replace(year=2020), "1")


def test_sure_wish_is_done_at_once(agreed: Talk, store: MoodStore) -> None:
    agreed.says("i'm happy")
    agreed.run("action_log_mood")
    agreed.says("delete my data", intent=SURE)
    answer = agreed.run("action_forget")
    assert answer.responses == ["utter_forgotten"]
    assert answer.slots == {"consent": None, "consent_asked": True}
    assert (store.entries(agreed.user), store.consent(agreed.user)) == ([], None)


def test_unsure_wish_is_asked_back(agreed: Talk, store: MoodStore) -> None:
    agreed.says("drop it", intent=UNSURE)
    answer = agreed.run("action_forget")
    assert (answer.responses, answer.events) == (["utter_ask_forget"], [])
    assert store.consent(agreed.user) is not None


def test_yes_to_forgetting_forgets(agreed: Talk, store: MoodStore) -> None:
    agreed.says("drop it", intent=UNSURE)
    agreed.run("action_forget")
    agreed.says("yes")
    answer = agreed.run("action_answer_yes")
    assert answer.responses == ["utter_forgotten"]
    assert store.consent(agreed.user) is None


def test_forgotten_user_isnt_asked_again_or_logged(agreed: Talk, store: MoodStore) -> None:
    agreed.says("delete my data", intent=SURE)
    agreed.run("action_forget")
    agreed.says("i'm happy")
    assert agreed.run("action_log_mood").responses == []
    assert store.entries(agreed.user) == []


def test_agreeing_anew_doesnt_bring_back(agreed: Talk, store: MoodStore) -> None:
    agreed.says("i'm happy")
    agreed.run("action_log_mood")
    agreed.says("delete my data", intent=SURE)
    agreed.run("action_forget")
    agreed.run("action_consent_agree")
    agreed.run("action_log_mood")
    assert store.entries(agreed.user) == []
