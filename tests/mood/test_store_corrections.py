"""What users put right: beside the machine's guess, and with a text only where they let us."""

from __future__ import annotations

from datetime import datetime

import pytest
from some_entries import MakeEntry

from bot.errors import StoreError
from bot.mood.correction import Corrected
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

SAID = "i could have screamed"


@pytest.fixture
def agreed(store: MoodStore, make_entry: MakeEntry, start: datetime) -> MoodStore:
    """A store with one message of joy."""
    store.agree("me", start, "1")
    store.record("me", [make_entry(1)])
    return store


def test_guess_stays_beside_the_correction(agreed: MoodStore) -> None:
    assert agreed.correct("me", "message-1", "anger")
    [entry] = agreed.entries("me")
    assert (entry.emotion, entry.corrected, entry.feeling) == ("joy", "anger", "anger")
    assert (entry.valence, entry.pleasantness) == (0.8, -0.8)


def test_confirmed_guess_keeps_its_valence(agreed: MoodStore, make_entry: MakeEntry) -> None:
    agreed.record("me", [make_entry(2, valence=0.3)])
    agreed.correct("me", "message-2", "joy")
    assert agreed.entries("me")[1].pleasantness == 0.3


def test_last_correction_counts(agreed: MoodStore) -> None:
    for emotion in ("anger", "fear"):
        agreed.correct("me", "message-1", emotion)
    assert [entry.feeling for entry in agreed.entries("me")] == ["fear"]


def test_unknown_message_isnt_corrected(agreed: MoodStore, start: datetime) -> None:
    agreed.agree("bob", start, "1")
    assert not agreed.correct("me", "message-2", "anger")
    assert not agreed.correct("bob", "message-1", "anger")
    assert not agreed.correct("stranger", "message-1", "anger")
    assert agreed.entries("me")[0].corrected is None


def test_unknown_emotion_is_refused(agreed: MoodStore) -> None:
    with pytest.raises(StoreError, match="can be corrected to one of sadness, joy"):
        agreed.correct("me", "message-1", "hangry")


def test_text_is_left_out_unasked(agreed: MoodStore) -> None:
    agreed.correct("me", "message-1", "anger", SAID)
    assert list(agreed.corrections()) == []


def test_allowed_text_is_learned_from(agreed: MoodStore) -> None:
    assert agreed.allow_texts("me", True)
    agreed.correct("me", "message-1", "anger", SAID)
    assert list(agreed.corrections()) == [Corrected(SAID, "joy", "anger")]
    assert agreed.history("me").corrected == (Corrected(SAID, "joy", "anger"),)


def test_wrong_key_opens_no_text(agreed: MoodStore, url: str) -> None:
    agreed.allow_texts("me", True)
    agreed.correct("me", "message-1", "anger", SAID)
    with pytest.raises(StoreError, match="sealed with another key: set ATTUNE_KEY_FILE"):
        list(MoodStore.open(url, Pseudonyms(bytes(32))).corrections())
    assert len(list(agreed.corrections())) == 1


def test_disallowing_deletes_the_texts(agreed: MoodStore) -> None:
    agreed.allow_texts("me", True)
    agreed.correct("me", "message-1", "anger", SAID)
    agreed.allow_texts("me", False)
    assert list(agreed.corrections()) == []
    assert agreed.entries("me")[0].corrected == "anger"


def test_declining_deletes_the_texts(agreed: MoodStore, start: datetime) -> None:
    agreed.allow_texts("me", True)
    agreed.correct("me", "message-1", "anger", SAID)
    agreed.decline("me", start)
    agreed.agree("me", start, "1")
    consent = agreed.consent("me")
    assert consent is not None
    assert not consent.texts
    assert list(agreed.corrections()) == []


def test_texts_need_consent_first(store: MoodStore, start: datetime) -> None:
    assert not store.allow_texts("stranger", True)
    store.decline("me", start)
    assert not store.allow_texts("me", True)


def test_agreeing_again_leaves_texts_allowed(agreed: MoodStore, start: datetime) -> None:
    agreed.allow_texts("me", True)
    agreed.agree("me", start, "2")
    consent = agreed.consent("me")
    assert consent is not None
    assert consent.texts
