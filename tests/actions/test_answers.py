"""What "yes" and "no" mean after each question."""

from __future__ import annotations

import pytest
from talks import Talk

from bot.mood.store import MoodStore


@pytest.mark.parametrize(
    ("question", "action", "response"),
    [
        ("utter_share_feeling", "action_answer_yes", "utter_tip_joy"),
        ("utter_share_feeling", "action_answer_no", "utter_tip_declined"),
        ("utter_offer_tip", "action_answer_yes", "utter_tip_joy"),
        ("utter_offer_tip", "action_answer_no", "utter_tip_declined"),
        ("utter_ask_forget", "action_answer_no", "utter_forget_cancelled"),
        ("utter_ask_keep_note", "action_answer_yes", "utter_note_gone"),
        ("utter_ask_keep_note", "action_answer_no", "utter_note_dropped"),
        ("utter_ask_keep_texts", "action_answer_yes", "utter_texts_no_consent"),
        ("utter_ask_keep_texts", "action_answer_no", "utter_texts_dropped"),
        ("utter_concern", "action_answer_yes", "utter_crisis"),
        ("utter_concern", "action_answer_no", "utter_deny"),
        ("utter_greet", "action_answer_yes", "utter_affirm"),
        ("utter_greet", "action_answer_no", "utter_deny"),
    ],
)
def test_answer_fits_the_question(talk: Talk, question: str, action: str, response: str) -> None:
    talk.says("hello")
    talk.hears(question)
    talk.says("well")
    answer = talk.run(action)
    assert (answer.responses, answer.events) == ([response], [])


@pytest.mark.parametrize(
    ("action", "response"),
    [("action_answer_yes", "utter_affirm"), ("action_answer_no", "utter_other_feeling")],
)
def test_question_which_feeling_it_is_offers_no_exercise(
    talk: Talk, action: str, response: str
) -> None:
    talk.says("well, that happened", emotion="unsure")
    talk.hears("utter_share_feeling", "Sad", "Angry")
    talk.says("well", emotion="neutral")
    assert talk.run(action).responses == [response]


def test_exercise_fits_the_feeling_chosen(talk: Talk) -> None:
    talk.says("what a day", emotion="joy")
    talk.says("well, that happened", emotion="unsure")
    talk.chooses("anger")
    talk.says("give me a tip", emotion="neutral")
    assert talk.run("action_give_tip").responses == ["utter_tip_anger"]


def test_feeling_that_nobody_knows_is_no_exercise(talk: Talk) -> None:
    talk.chooses("evil")
    assert talk.run("action_give_tip").responses == ["utter_tip_neutral"]


def test_yes_to_consent_agrees(talk: Talk, store: MoodStore) -> None:
    talk.says("hello")
    talk.run("action_log_mood")
    talk.says("yes")
    answer = talk.run("action_answer_yes")
    assert (answer.responses, answer.slots) == (["utter_consent_agreed"], {"consent": "agreed"})
    consent = store.consent(talk.user)
    assert consent is not None
    assert consent.agreed


def test_uncertain_agreement_is_asked_back(talk: Talk, store: MoodStore) -> None:
    talk.says("i keep a diary", intent={"name": "agree_logging", "confidence": 0.84})
    answer = talk.run("action_consent_agree")
    assert (answer.responses, answer.slots) == (["utter_ask_consent"], {"consent_asked": True})
    assert store.consent(talk.user) is None


def test_uncertain_agreement_answers_the_question(talk: Talk) -> None:
    talk.says("hello")
    talk.hears("utter_ask_consent")
    talk.says("you may", intent={"name": "agree_logging", "confidence": 0.6})
    assert talk.run("action_consent_agree").responses == ["utter_consent_agreed"]


def test_no_to_consent_declines(talk: Talk, store: MoodStore) -> None:
    talk.says("hello")
    talk.run("action_log_mood")
    talk.says("no")
    answer = talk.run("action_answer_no")
    assert answer.responses == ["utter_consent_declined"]
    assert answer.slots == {"consent": "declined"}
    consent = store.consent(talk.user)
    assert consent is not None
    assert not consent.agreed


def test_last_question_of_the_turn_counts(talk: Talk) -> None:
    talk.says("i'm sad")
    talk.hears("utter_share_feeling")
    talk.hears("utter_ask_consent")
    talk.says("yes")
    assert talk.run("action_answer_yes").responses == ["utter_consent_agreed"]


def test_question_of_an_older_turn_is_over(talk: Talk, store: MoodStore) -> None:
    talk.says("i'm sad")
    talk.hears("utter_ask_consent")
    talk.says("what?")
    talk.hears("utter_ask_rephrase")
    talk.says("yes")
    assert talk.run("action_answer_yes").responses == ["utter_affirm"]
    assert store.consent(talk.user) is None


def test_yes_out_of_nowhere(talk: Talk) -> None:
    talk.says("yes")
    assert talk.run("action_answer_yes").responses == ["utter_affirm"]


def test_text_of_the_yes_isnt_kept_before_consent(talk: Talk, store: MoodStore) -> None:
    talk.hears("utter_ask_consent")
    talk.says("yes", emotion="joy")
    talk.hears("utter_ask_consent")
    talk.says("yes", emotion="joy")
    talk.run("action_answer_yes")
    talk.run("action_log_mood")
    assert store.entries(talk.user) == []
