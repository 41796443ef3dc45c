from __future__ import annotations

import pytest

from bot.mood.feelings import named_feeling


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("angry", "anger"),
        ("ANGRY!!!", "anger"),
        ("no, i'm angry, not sad", "anger"),
        ("I’m not sad, I’m mad", "anger"),
        ("not sad angry, i mean it: not sad, angry", "anger"),
        ("that's wrong, i was scared", "fear"),
        ("you got me wrong: it was fear", "fear"),
        ("it's not anger its fear", "fear"),
        ("im not sad im pissed off", "anger"),
        ("i am not sad but angry", "anger"),
        ("i don't feel sad or angry, i'm scared", "fear"),
        ("neither sad nor angry, scared", "fear"),
        ("more angry than sad", "anger"),
        ("less sad more angry", "anger"),
        ("angry rather than sad", "anger"),
        ("it's not anger, it's disappointment", "sadness"),
        ("i'm in love", "love"),
        ("it wasn't fear, it was surprise", "surprise"),
        ("please change that to joy", "joy"),
        ("i am unhappy", "sadness"),
        ("actually i feel fine, not sad", "neutral"),
        ("i'm fine, just surprised", "surprise"),
    ],
)
def test_feeling_that_isnt_negated_is_named(text: str, feeling: str) -> None:
    assert named_feeling(text) == feeling


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("you said sad, i am angry", "anger"),
        ("you think i'm sad but i'm angry", "anger"),
        ("i said i'm happy, not angry", "joy"),
        ("i don't think i'm sad, i'm angry", "anger"),
        ("why do you think i'm sad", None),
        ("who says i'm angry", None),
        ("i never said i was angry", None),
        ("i'm afraid you got that wrong", None),
        ("i'm afraid that's wrong, i'm happy", "joy"),
    ],
)
def test_what_the_bot_thought_isnt_the_feeling(text: str, feeling: str | None) -> None:
    assert named_feeling(text) == feeling


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("angery", "anger"),
        ("i was furios", "anger"),
        ("no im suprised", "surprise"),
        ("dissapointed", "sadness"),
        ("anxios", "fear"),
    ],
)
def test_misspelt_feeling_is_read(text: str, feeling: str) -> None:
    assert named_feeling(text) == feeling


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😡",
        "wrong emotion",
        "i'm not sad",
        "not angry, just tired",
        "sad and angry",
        "not only sad but angry too",
        "we started a fight and i found him dressing",
        "x" * 10_000,
    ],
)
def test_no_feeling_and_several_are_none(text: str) -> None:
    assert named_feeling(text) is None
