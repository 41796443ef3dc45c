"""Putting the assistant right about a feeling."""

from __future__ import annotations

import pytest
from talks import Talk

from bot.mood.store import MoodStore


def _feelings(store: MoodStore, talk: Talk) -> list[tuple[str, str | None]]:
    return [(entry.emotion, entry.corrected) for entry in store.entries(talk.user)]


@pytest.fixture
def misread(agreed: Talk) -> Talk:
    """The talk of somebody whose anger was heard as sadness, after something else."""
    agreed.means("share_feeling", "it rained", emotion="neutral")
    agreed.means("share_feeling", "he lied to me again", emotion="sadness")
    return agreed


def test_right_feeling_stands_beside_the_guess(misread: Talk, store: MoodStore) -> None:
    misread.means("wrong_emotion", "no, i'm angry, not sad", emotion="anger")
    answer = misread.run("action_correct_emotion")
    assert answer.responses == ["utter_corrected_anger", "utter_ask_keep_texts"]
    assert answer.slots == {"corrected": True}
    assert _feelings(store, misread)[:2] == [("neutral", None), ("sadness", "anger")]


def test_correction_without_a_feeling_is_asked_for(misread: Talk, store: MoodStore) -> None:
    misread.means("wrong_emotion", "wrong emotion")
    answer = misread.run("action_correct_emotion")
    assert (answer.responses, answer.slots) == ([], {"corrected": None})
    misread.hears("utter_wrong_emotion", "Sad", "Angry")
    misread.means("share_feeling", "it was anger", emotion="neutral")
    assert misread.run("action_correct_emotion").slots == {"corrected": True}
    assert ("sadness", "anger") in _feelings(store, misread)


def test_long_story_without_a_feeling_is_no_correction(misread: Talk) -> None:
    misread.means("wrong_emotion", "you said goodbye to the dog, papa, and you never said it to me")
    assert misread.run("action_correct_emotion").responses == ["utter_share_feeling"]


def test_button_says_it_too(misread: Talk, store: MoodStore) -> None:
    misread.means("wrong_emotion", "wrong emotion")
    misread.chooses("anger", intent="wrong_emotion")
    assert "utter_corrected_anger" in misread.run("action_correct_emotion").responses
    assert ("sadness", "anger") in _feelings(store, misread)


def test_second_thought_corrects_the_same_message(misread: Talk, store: MoodStore) -> None:
    for text in ("no, i'm angry", "no wait, i'm scared"):
        misread.means("wrong_emotion", text)
        misread.run("action_correct_emotion")
    assert _feelings(store, misread)[1] == ("sadness", "fear")


@pytest.mark.parametrize("said", ["/share_feeling", "more angry"])
def test_answer_to_which_feeling_corrects(agreed: Talk, store: MoodStore, said: str) -> None:
    agreed.means("share_feeling", "well, that happened", emotion="surprise")
    agreed.hears("utter_share_feeling", "Sad", "Angry")
    if said.startswith("/"):
        agreed.chooses("anger")
    else:
        agreed.means("share_feeling", said)
    agreed.run("action_log_mood")
    assert _feelings(store, agreed)[0] == ("surprise", "anger")


def test_long_story_is_no_answer_to_which_feeling(agreed: Talk, store: MoodStore) -> None:
    agreed.means("share_feeling", "well, that happened", emotion="surprise")
    agreed.hears("utter_share_feeling", "Sad", "Angry")
    agreed.means("share_feeling", "and then my daughter called and i was so happy", emotion="joy")
    agreed.run("action_log_mood")
    assert _feelings(store, agreed) == [("surprise", None), ("joy", None)]


def test_without_consent_it_is_answered_and_not_kept(talk: Talk, store: MoodStore) -> None:
    talk.means("share_feeling", "he lied to me again", emotion="sadness")
    talk.means("wrong_emotion", "no, i'm angry")
    assert talk.run("action_correct_emotion").responses == ["utter_corrected_anger"]
    assert store.history(talk.user).entries == ()


def test_words_are_kept_only_after_a_yes(misread: Talk, store: MoodStore) -> None:
    misread.means("wrong_emotion", "no, i'm angry")
    misread.run("action_correct_emotion")
    assert store.history(misread.user).corrected == ()
    misread.says("yes")
    assert misread.run("action_answer_yes").responses == ["utter_texts_kept"]
    misread.means("share_feeling", "they cancelled it", emotion="joy")
    misread.means("wrong_emotion", "wrong, i'm sad")
    assert misread.run("action_correct_emotion").responses == ["utter_corrected_sadness"]
    [kept] = store.history(misread.user).corrected
    assert (kept.text, kept.guess, kept.emotion) == ("they cancelled it", "joy", "sadness")
    misread.says("all my notes were on that laptop")
    assert misread.run("action_drop_texts").responses == ["utter_ask_keep_texts"]
    misread.says("don't keep my words")
    assert misread.run("action_drop_texts").responses == ["utter_texts_dropped"]
    assert store.history(misread.user).corrected == ()


def test_words_arent_asked_about_in_a_grave_talk(misread: Talk) -> None:
    misread.events[-2]["parse_data"]["intent"] = {"name": "crisis", "confidence": 1.0}
    misread.means("wrong_emotion", "no, i'm angry")
    assert misread.run("action_correct_emotion").responses == ["utter_corrected_anger"]
