"""When the mood is logged, and when the bot asks whether it may."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from talks import Talk

from bot.mood.consent import CONSENT_VERSION
from bot.mood.store import MoodStore


def test_consent_is_asked_once(talk: Talk) -> None:
    talk.says("i'm happy")
    first = talk.run("action_log_mood")
    assert (first.responses, first.slots) == (["utter_ask_consent"], {"consent_asked": True})
    talk.says("so happy")
    second = talk.run("action_log_mood")
    assert (second.responses, second.events) == ([], [])


def test_nothing_is_logged_without_consent(talk: Talk, store: MoodStore) -> None:
    talk.says("i'm happy")
    talk.run("action_log_mood")
    assert store.entries(talk.user) == []


@pytest.mark.parametrize("response", ["utter_concern", "utter_crisis"])
def test_consent_isnt_asked_beside_grave_things(talk: Talk, response: str) -> None:
    talk.says("i can't go on")
    talk.hears(response)
    answer = talk.run("action_log_mood")
    assert (answer.responses, answer.slots) == ([], {})


@pytest.mark.parametrize("question", ["utter_ask_keep_note", "utter_ask_forget"])
def test_consent_isnt_asked_beside_another_decision(talk: Talk, question: str) -> None:
    talk.says("well")
    talk.hears(question)
    assert talk.run("action_log_mood").responses == []


def test_consent_is_asked_after_grave_turn(talk: Talk) -> None:
    talk.says("i can't go on")
    talk.hears("utter_concern")
    talk.says("thank you")
    assert talk.run("action_log_mood").responses == ["utter_ask_consent"]


def test_message_after_consent_is_logged(agreed: Talk, store: MoodStore) -> None:
    agreed.says("i love it", emotion="love")
    assert agreed.run("action_log_mood").events == []
    (entry,) = store.entries(agreed.user)
    assert (entry.emotion, entry.channel, entry.valence) == ("love", "rest", 0.5)


def test_message_before_consent_never_is(talk: Talk, store: MoodStore) -> None:
    talk.says("before", emotion="fear")
    talk.run("action_consent_agree")
    talk.says("after", emotion="joy")
    talk.run("action_log_mood")
    assert [entry.emotion for entry in store.entries(talk.user)] == ["joy"]


def test_turns_without_action_are_caught_up(agreed: Talk, store: MoodStore) -> None:
    for emotion in ("anger", "fear", "joy"):
        agreed.says("…", emotion=emotion)
    agreed.run("action_log_mood")
    agreed.run("action_log_mood")
    assert [e.emotion for e in store.entries(agreed.user)] == ["anger", "fear", "joy"]


def test_slot_is_mended_from_the_store(agreed: Talk, store: MoodStore) -> None:
    agreed.slots.clear()
    agreed.says("still here")
    answer = agreed.run("action_log_mood")
    assert (answer.responses, answer.slots) == ([], {"consent": "agreed"})
    assert len(store.entries(agreed.user)) == 1


def test_withdrawn_consent_stops_logging(agreed: Talk, store: MoodStore) -> None:
    assert agreed.run("action_consent_decline").slots == {"consent": "declined"}
    agreed.says("i'm happy")
    assert agreed.run("action_log_mood").responses == []
    assert store.entries(agreed.user) == []


def test_older_wording_is_asked_about_once(talk: Talk, store: MoodStore) -> None:
    store.agree(talk.user, datetime.now(timezone.utc), "0")
    talk.says("i'm happy")
    first = talk.run("action_log_mood")
    assert first.responses == ["utter_ask_consent"]
    assert first.slots == {"consent": "agreed", "consent_asked": True}
    talk.says("so happy")
    assert talk.run("action_log_mood").responses == []
    assert len(store.entries(talk.user)) == 2


def test_new_wording_agreed_to_is_settled(talk: Talk, store: MoodStore) -> None:
    store.agree(talk.user, datetime.now(timezone.utc), "0")
    talk.says("i'm happy")
    talk.run("action_log_mood")
    talk.says("yes")
    talk.run("action_answer_yes")
    consent = store.consent(talk.user)
    assert consent is not None
    assert consent.version == CONSENT_VERSION
    talk.slots.clear()
    assert talk.run("action_log_mood").responses == []


def test_consent_withdrawn_elsewhere_counts_here(agreed: Talk, store: MoodStore) -> None:
    store.decline(agreed.user, datetime.now(timezone.utc))
    agreed.says("i'm happy")
    assert agreed.run("action_log_mood").slots == {"consent": "declined"}
    assert store.entries(agreed.user) == []
