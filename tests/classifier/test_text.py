from __future__ import annotations

import pytest

from emotion_component.text import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("so sad 😢", "so sad crying face"),
        ("😢😢😢", "crying face"),
        ("👍🏽", "thumbs up"),
        ("sooooo good", "soo good"),
        ("10000 steps", "10000 steps"),
        (" a\tb\x00c\n", "a b c"),
        ("at 10:30: ok :)", "at 10:30: ok :)"),
        ("\ud800", ""),
        ("\u202egnirts", "gnirts"),
    ],
)
def test_text_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_cleaning_twice_is_cleaning_once() -> None:
    text = "Wooooow 😂😂 \x07 it's 5:00 :D"
    assert clean(clean(text)) == clean(text)
