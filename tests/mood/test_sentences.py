"""What is said of a report, to a question, of a week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from some_entries import MakeEntry, daily, rated, some_days

from bot.mood.answers import answer
from bot.mood.check_in import CheckIn
from bot.mood.entry import MoodEntry
from bot.mood.questions import read_question
from bot.mood.report import MoodReport, build_report
from bot.mood.sentences import as_sentences
from bot.mood.weeks import weekly_summaries, weekly_summary

ZONE = ZoneInfo("UTC")
NOW = datetime(2025, 6, 4, 18, tzinfo=ZONE)  # a Wednesday, 86 days after the start
JUNE = 80  # days from the start to 29 May, the first of the last seven days
TODAY = NOW.date()


def _report(
    entries: Sequence[MoodEntry], before: Sequence[MoodEntry] = (), days: int = 10
) -> MoodReport:
    until = datetime(2025, 3, 10, tzinfo=timezone.utc) + timedelta(days=days)
    since = until - timedelta(days=days)
    return build_report("ann", entries, since, until, timezone.utc, before)


def _answer(text: str, entries: Sequence[MoodEntry], check_ins: Sequence[CheckIn] = ()) -> str:
    """What the chat would say to ``text``, with these entries in the history."""
    question = read_question(text, NOW)

    def heard(since: datetime, until: datetime) -> list[MoodEntry]:
        return [entry for entry in entries if since <= entry.at < until]

    against = question.against
    report = build_report(
        "ann",
        heard(question.since, question.until),
        question.since,
        question.until,
        ZONE,
        heard(against.since, against.until) if against else (),
        [c for c in check_ins if question.period.first_day <= c.day <= question.period.last_day],
    )
    return " ".join(answer(question, report))


def test_nothing_is_said_in_one_sentence() -> None:
    assert as_sentences(_report([])) == ["I have no messages from that time."]
    assert _answer("how was last week", []) == "I have no messages from last week."


def test_few_messages_are_called_few(make_entry: MakeEntry) -> None:
    assert as_sentences(_report([make_entry(1)])) == [
        "I have 1 message from that time: joy in 1.",
        "That is too few to speak of a trend.",
    ]


def test_few_days_are_called_few(make_entry: MakeEntry) -> None:
    said = as_sentences(_report([make_entry(minutes) for minutes in range(20)]))
    assert said[1] == "All of it is from 1 day, too few to speak of a trend."


def test_one_day_asked_about_is_a_day(make_entry: MakeEntry) -> None:
    said = as_sentences(_report([make_entry(minutes) for minutes in range(20)], days=1))
    assert "more pleasant than unpleasant" in said[1]


@pytest.mark.parametrize(
    ("valence", "tone"),
    [(0.6, "more pleasant than"), (-0.6, "more unpleasant than"), (0.0, "in balance")],
)
def test_tone_follows_valence(valence: float, tone: str) -> None:
    first, second = as_sentences(_report(daily([valence] * 5, "fear")))
    assert first == "I have 5 messages from that time: fear in 5."
    assert tone in second


@pytest.mark.parametrize(
    ("valence", "word"), [(0.6, "brighter"), (-0.6, "darker"), (0.05, "about the same")]
)
def test_comparison_with_time_before(valence: float, word: str) -> None:
    before = daily([0.1, -0.1] * 5, first=-10)
    said = as_sentences(_report(daily([valence, valence + 0.1] * 5), before))
    assert word in said[-1]
    assert "the time before" in said[-1]


def test_wording_changes_with_the_day_alone() -> None:
    said = {as_sentences(_report(daily([0.5] * 10), days=days))[1] for days in range(10, 16)}
    assert len(said) == 3
    assert as_sentences(_report(daily([0.5] * 10))) == as_sentences(_report(daily([0.5] * 10)))


def test_check_ins_are_counted_apart() -> None:
    check_ins = [rated(date(2025, 6, 2), 4), rated(date(2025, 6, 3), 3)]
    assert _answer("how was this week", daily([0.1], first=85), check_ins).startswith(
        "I have 1 message from this week: joy in 1; and 2 check-ins, 3.5 out of 5 on average."
    )
    assert _answer("how was this week", [], check_ins).startswith(
        "I have 2 check-ins, 3.5 out of 5 on average, from this week."
    )


def test_count_names_the_days() -> None:
    entries = daily([-0.5, -0.6], "anger", first=JUNE) + daily([0.5] * 4, first=JUNE + 2)
    assert _answer("how many times was i angry in the last 7 days", entries) == (
        "I heard anger in 2 of 6 messages from the last 7 days, on 2 days: Thursday, 29 May and "
        "Friday, 30 May."
    )
    assert _answer("was i scared in the last 7 days", entries) == (
        "I didn't hear fear in the 6 messages from the last 7 days."
    )


def test_short_when_is_answered_with_days() -> None:
    said = _answer("when was i sad last week", daily([-0.5], "sadness", first=78))
    assert said.endswith("on 1 day: Tuesday, 27 May.")


def _mondays(emotion: str, weeks: int = 12) -> list[MoodEntry]:
    return [
        entry
        for day in range(weeks * 7)
        for entry in daily(
            [-0.7 if day % 7 == 0 else 0.5 + day % 3 / 10],
            emotion if day % 7 == 0 and day else "joy",
            first=day,
        )
    ]


def test_pattern_is_told_with_its_numbers() -> None:
    said = _answer("when am i usually sad", _mondays("sadness"))
    assert said == (
        "Sadness was the feeling heard most on 11 of 12 Mondays: mostly, and more often than on "
        "other days (0 of 72). That is from 84 messages on 84 days of the last 90 days."
    )


def test_no_pattern_is_said_to_be_none() -> None:
    entries = [
        replace(e, emotion="sadness") if n % 5 == 0 else e for n, e in enumerate(_mondays("joy"))
    ]
    assert _answer("when am i usually sad", entries).startswith(
        "No weekday or time of day stands out for sadness in the last 90 days:"
    )


def test_one_weekday_is_held_against_the_others() -> None:
    assert "11 of 12 Mondays" in _answer("am i usually sad on mondays", _mondays("sadness"))
    assert "no clear difference" in _answer("am i usually sad on fridays", _mondays("joy"))
    assert _answer("which weekday is the worst", _mondays("joy")).startswith(
        "On Mondays you sounded more unpleasant than on other days (seen on 12 days)."
    )


def test_weekday_limits_the_report() -> None:
    assert _answer("how were my mondays in april", _mondays("sadness")) == (
        "I have 4 messages from the Mondays of April 2025: sadness in 4. "
        "That is too few to speak of a trend."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how was this afternoon", "this afternoon"),
        ("how was yesterday afternoon", "yesterday afternoon"),
        ("how was monday afternoon", "the afternoon of Monday, 2 June"),
        ("how were my afternoons last week", "the afternoons of last week"),
    ],
)
def test_part_of_day_is_named(text: str, words: str) -> None:
    assert f"from {words}: joy in " in _answer(text, daily([0.5] * 10, first=77))


def test_change_tells_what_it_rests_on() -> None:
    entries = daily([-0.5, -0.3, -0.4] * 10, first=27) + daily([0.5, 0.3, 0.4] * 10, first=57)
    said = _answer("am i getting better", entries)
    assert "bright" in said
    assert said.endswith(
        "That compares 30 days with 30; the difference is larger than the usual ups and downs."
    )


def test_change_of_two_days_isnt_told() -> None:
    said = _answer("was this week better than last week", daily([0.9, -0.9], first=84))
    assert said == (
        "I can't compare the two: I have something from 2 days of this week and from 0 days of "
        "last week, and it takes 5 messages on 4 days in each."
    )


def test_change_of_one_feeling() -> None:
    entries = daily([-0.5] * 30, "anger", first=27) + daily([0.5] * 30, first=57)
    assert _answer("am i less angry", entries).endswith(
        "That has fallen, by more than chance would explain."
    )
    said = _answer("has my anger changed", entries)
    assert said.startswith(
        "I heard anger in 0% of your messages from the last 30 days, and in 100%"
    )


def test_most_is_ranked() -> None:
    entries = daily([0.5] * 4, first=JUNE) + daily([-0.5] * 2, "fear", first=JUNE + 4)
    assert _answer("which emotion came up most in the last 7 days", entries) == (
        "In 6 messages from the last 7 days, joy was heard most: 4 times. "
        "After that come fear in 2."
    )


def test_streak_is_counted_until_today() -> None:
    said = _answer("how many days in a row have i written", daily([0.5] * 3, first=84))
    assert said.startswith("You have written on 3 days in a row.")
    assert "3 days (2 June to 4 June) that sounded more pleasant than not" in said


def test_volatility_has_a_number_or_says_why_not() -> None:
    said = _answer("how stable is my mood", daily([0.9, -0.9] * 5, first=70))
    assert said.startswith("Your mood moved a lot from one day to the next in the last 30 days: by")
    assert "takes at least 5 days in a row" in _answer(
        "how stable is my mood", daily([0.1], first=80)
    )


def test_week_is_summed_up() -> None:
    days = some_days([-0.4, -0.5, -0.6, -0.4, -0.5, -0.6, -0.5, 0.4, 0.5, 0.9, 0.4, 0.5, 0.6, 0.5])
    text = weekly_summary(days, date(2025, 3, 17), TODAY)
    assert text.startswith(
        "In the week from 17 March you wrote 14 messages on 7 days. It sounded more pleasant than "
        "unpleasant; the most pleasant day was Wednesday, the least Monday."
    )
    assert "brighter" in text


def test_weeks_without_entries_have_no_summary() -> None:
    days = some_days([0.1, *[None] * 13, 0.2])
    found = weekly_summaries(days, TODAY)
    assert [week.start for week in found] == [date(2025, 3, 10), date(2025, 3, 24)]
    assert found[0].text == (
        "In the week from 10 March you wrote 2 messages on 1 day. "
        "That is too few to speak of a trend."
    )
    assert (
        weekly_summary(days, date(2025, 3, 17), TODAY)
        == "I have nothing from the week from 17 March."
    )


@pytest.mark.parametrize(
    "text",
    [
        *("how was my week", "and in total?", "when am i sad", "which weekday is best"),
        *(
            "what time of day is worst",
            "how are my friday evenings",
            "when am i sad in the morning",
        ),
        *("am i sad on friday evenings usually", "how often was i calm", "what did i feel most"),
        *("am i better on weekends than last month", "my longest streak", "mood swings last month"),
    ],
)
def test_answers_are_calm_and_plain(text: str) -> None:
    for entries in (_mondays("sadness"), daily([0.2], first=86), daily([0.1] * 5, "neutral", 80)):
        said = _answer(text, entries)
        assert re.fullmatch(r"[A-Z0-9].*\.", said)
        assert not re.search(r"!|\bshould\b|depress|disorder|None|nan|\b1 days\b|  |\{", said)
