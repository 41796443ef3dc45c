"""Long texts are cut where people pause, and nothing of them is lost."""

from __future__ import annotations

import pytest

from bot.telegram.splitting import split_text, units

SENTENCE = "This is a sentence of a certain length. "


def test_short_text_stays_whole() -> None:
    assert split_text("  Hello.\n\nHow are you?  ") == ["Hello.\n\nHow are you?"]


@pytest.mark.parametrize("blank", ["", " \n\t "])
def test_blank_text_has_no_pieces(blank: str) -> None:
    assert split_text(blank) == []


def test_pieces_end_with_sentences() -> None:
    pieces = split_text(SENTENCE * 300)
    assert len(pieces) == 3
    assert all(piece.endswith(".") for piece in pieces)
    assert " ".join(pieces) == (SENTENCE * 300).strip()


def test_paragraphs_are_preferred() -> None:
    first = SENTENCE * 70
    pieces = split_text(f"{first}\n\n{SENTENCE * 60}")
    assert pieces[0] == first.strip()


@pytest.mark.parametrize("filling", ["x", "😀", "👩‍👩‍👧‍👦", "é", "👍🏽"])
def test_unbroken_text_fits_and_tears_nothing(filling: str) -> None:
    text = filling * 5000
    pieces = split_text(text)
    assert "".join(pieces) == text
    for piece in pieces:
        assert units(piece) <= 4096
        assert piece == filling * (len(piece) // len(filling))


def test_emoji_count_twice() -> None:
    assert units("a😀") == len("a😀".encode("utf-16-le")) // 2 == 3
