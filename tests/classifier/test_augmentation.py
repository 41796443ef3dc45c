from __future__ import annotations

import random

import pytest

from emotion_component.training.augmentation import NEGATIONS, Augmenter

pytestmark = pytest.mark.usefixtures("wordnet")
SENTENCE = "the children were not happy about the weather in this furious city"


@pytest.fixture
def variants() -> set[str]:
    augmenter = Augmenter(1.0)
    return {augmenter(SENTENCE, random.Random(seed)) for seed in range(60)}


def test_variants_differ(variants: set[str]) -> None:
    assert len(variants - {SENTENCE}) >= 3


def test_emotion_words_and_negations_stay(variants: set[str]) -> None:
    for variant in variants:
        assert {"not", "happy", "furious"} <= set(variant.split())


@pytest.mark.parametrize("word", ["happy", "sadness", "angry", "afraid", "love", "hate", "joyful"])
def test_emotion_word_has_no_replacement(word: str) -> None:
    assert Augmenter(1.0).synonyms(word) == ()


def test_no_replacement_is_an_emotion_word_or_negation() -> None:
    augmenter = Augmenter(1.0)
    for word in ["children", "weather", "automobile", "employer", "begin", "city"]:
        synonyms = augmenter.synonyms(word)
        assert not NEGATIONS & set(synonyms)
        assert not [s for s in synonyms if augmenter._is_emotion_word(s)]


def test_share_zero_changes_nothing() -> None:
    assert Augmenter(0.0)(SENTENCE, random.Random(1)) == SENTENCE
