from __future__ import annotations

from datetime import date

import pytest

from bot.mood.checking_in import BadCheckIn, read_check_in

TODAY = date(2026, 11, 21)
"""A Saturday."""


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("log 4", 4),
        ("Log 4 out of 5", 4),
        ("check in: 3/5", 3),
        ("log four out of five", 4),
        ("my mood today is 3", 3),
        ("i'd give today a 4", 4),
        ("rate today 2 stars", 2),
        ("today was a 2", 2),
        ("log ٤", 4),
    ],
)
def test_rating_is_read(text: str, rating: int) -> None:
    draft = read_check_in(text, TODAY)
    assert (draft.rating, draft.day, draft.note) == (rating, TODAY, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday was a 2", date(2026, 11, 20)),
        ("log 2 for the day before yesterday", date(2026, 11, 19)),
        ("log 2 for monday", date(2026, 11, 16)),
        ("log 2 for saturday", TODAY),
        ("log a 2 for last saturday", date(2026, 11, 14)),
        ("log 2, yesterday", date(2026, 11, 20)),
        ("log 2 two days ago", date(2026, 11, 19)),
        ("3 november was a 2", date(2026, 11, 3)),
        ("log 2 for the 3rd of november", date(2026, 11, 3)),
        ("2026-11-02: 2", date(2026, 11, 2)),
        ("log 2 for march 5", date(2026, 3, 5)),
        ("log 2 for 29 february 2024", date(2024, 2, 29)),
    ],
)
def test_day_is_read(text: str, day: date) -> None:
    draft = read_check_in(text, TODAY)
    assert (draft.rating, draft.day, draft.note) == (2, day, None)


def test_day_at_the_turn_of_the_year_is_the_last_one() -> None:
    assert read_check_in("log 2 for 30 december", date(2027, 1, 2)).day == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("log 4 out of 5, slept badly", "slept badly"),
        ("log 4/5 for yesterday, Slept  badly", "Slept badly"),
        ("slept badly, 2 out of 5", "slept badly"),
        ("slept badly, log 2", "slept badly"),
        ("log 2 because I lost 3 keys", "because I lost 3 keys"),
        ("today was a 2, fought with mum yesterday", "fought with mum yesterday"),
        ("log 5 for today note: finally done", "finally done"),
        ("check-in 5 🎉 all fine", "🎉 all fine"),
        ("İ 4/5 Istanbul", "Istanbul"),
        ("log 3, '; DROP TABLE check_ins; --", "'; DROP TABLE check_ins"),
    ],
)
def test_what_else_was_said_is_the_note(text: str, note: str) -> None:
    assert read_check_in(text, TODAY).note == note


def test_day_in_the_note_isnt_the_one_meant() -> None:
    draft = read_check_in("log 3, met her on monday", TODAY)
    assert (draft.day, draft.note) == (TODAY, "met her on monday")


def test_very_long_note_is_kept_whole() -> None:
    assert read_check_in("log 3 " + "x" * 10_000, TODAY).note == "x" * 10_000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("check in", "no rating"),
        ("", "no rating"),
        ("log 7", "7 isn't among them"),
        ("log zero", "zero isn't among them"),
        ("log -1", "-1 isn't among them"),
        ("log " + "9" * 5_000, "isn't among them"),
        ("log 3.5", "whole numbers"),
        ("7/10", "from 1 .* to 5"),
        ("log 4 for 31 february", "There is no 31 February"),
        ("log 4 for 2026-02-31", "There is no 31 February"),
        ("log 4 for 0000-01-01", "no year 0"),
        ("log 4 for the year 0", "one day"),
        ("log 4 for tomorrow", "still to come"),
        ("log 4 for next monday", "still to come"),
        ("log 4 for 3 december", "still to come"),
        ("log 4 for 2999-01-01", "still to come"),
        ("log 4 for 99999 days ago", "too long ago"),
    ],
)
def test_what_cant_be_noted_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadCheckIn, match=sentence):
        read_check_in(text, TODAY)
