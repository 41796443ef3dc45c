"""Questions about one's own mood."""

from __future__ import annotations

from typing import Any

import pytest
from talks import Answer, Talk

from bot.mood.store import MoodStore

DAY = 86_400


def _ask(talk: Talk, text: str) -> Answer:
    talk.means("mood_report", text)
    return talk.run("action_mood_report")


def _summary(answer: Answer) -> str:
    return str(answer.value("utter_mood_report", "summary"))


def _agreed_long_ago(talk: Talk, store: MoodStore) -> None:
    consent = store.consent(talk.user)
    assert consent is not None
    store.forget(talk.user)
    store.agree(talk.user, consent.decided_at.replace(year=2020), "1")


def test_report_needs_consent(talk: Talk) -> None:
    assert _ask(talk, "how was my week").responses == ["utter_report_no_consent"]


def test_report_counts_the_message_just_sent(agreed: Talk) -> None:
    agreed.says("i was scared", emotion="fear")
    summary = _summary(_ask(agreed, "how was my week"))
    assert "2 messages" in summary
    assert "fear" in summary


@pytest.mark.parametrize(("question", "count"), [("how was my month", 2), ("how was my week", 1)])
def test_report_covers_the_period(
    agreed: Talk, store: MoodStore, question: str, count: int
) -> None:
    agreed.says("i was scared", emotion="fear")
    agreed.events[-1]["timestamp"] -= 10 * DAY
    _agreed_long_ago(agreed, store)
    agreed.says(question, emotion=None, intent={"name": "mood_report", "confidence": 0.9})
    agreed.says("my mood", emotion="joy")
    agreed.says(question, emotion=None, intent={"name": "mood_report", "confidence": 0.9})
    assert f"{count} message" in _summary(agreed.run("action_mood_report"))


def test_follow_up_keeps_what_it_doesnt_say(agreed: Talk) -> None:
    agreed.says("i'm sad", emotion="sadness")
    first = _ask(agreed, "how often was i sad this week")
    assert "sad" in _summary(first)
    second = _ask(agreed, "and last week?")
    assert "last week" in _summary(second)
    assert "sad" in second.slots["question"]


def test_button_names_the_period(agreed: Talk) -> None:
    agreed.says("i'm sad", emotion="sadness")
    agreed.chooses("month", intent="mood_report", entity="period")
    assert "30 days" in _summary(agreed.run("action_mood_report"))


def test_day_that_isnt_there_gets_a_sentence(agreed: Talk) -> None:
    answer = _ask(agreed, "how was 31 february")
    assert "31 February" in answer.value("utter_explained", "reason")


def test_channel_gets_a_reference_to_the_chart(agreed: Talk) -> None:
    agreed.says("i'm sad", emotion="sadness")
    [file] = _ask(agreed, "how was my week").files
    assert file["kind"] == "chart"
    assert file["since"] < file["until"]


def test_terminal_is_told_once_where_charts_are(agreed: Talk) -> None:
    agreed.channel = "cmdline"
    agreed.says("i'm sad", emotion="sadness")
    first, second = (_ask(agreed, "how was my week").responses for _ in range(2))
    assert first == ["utter_mood_report", "utter_chart_in_terminal"]
    assert second == ["utter_mood_report"]


@pytest.mark.parametrize("intent", ["crisis", "concern"])
def test_no_chart_after_a_crisis(agreed: Talk, intent: str) -> None:
    agreed.says("i want to die", emotion="sadness", intent={"name": intent, "confidence": 1.0})
    agreed.says("i'm sad", emotion="sadness")
    answer = _ask(agreed, "how was my week")
    assert (answer.responses, answer.files) == (["utter_mood_report"], [])


def test_nothing_private_rides_in_the_events(agreed: Talk) -> None:
    agreed.says("i'm sad", emotion="sadness")
    events: list[dict[str, Any]] = _ask(agreed, "how was my week").events
    assert [event["name"] for event in events] == ["question"]
