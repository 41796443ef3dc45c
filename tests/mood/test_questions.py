"""What a question about the mood asks."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import PeriodError
from bot.mood.questions import Question, Topic, read_question

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 3, 12, 15, 30, tzinfo=ZONE)  # a Wednesday


def _asked(text: str, before: Question | None = None) -> Question:
    return read_question(text, NOW, before)


def _days(question: Question) -> tuple[date, date]:
    return question.period.first_day, question.period.last_day


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How was my week?", Topic.OVERALL),
        ("mood report", Topic.OVERALL),
        ("how have i been feeling lately", Topic.OVERALL),
        ("i'd love to see my report", Topic.OVERALL),
        ("when am I usually sad?", Topic.WHEN),
        ("am i usually sad on mondays", Topic.WHEN),
        ("am i happy in the mornings", Topic.WHEN),
        ("which weekday is the worst for me", Topic.WEEKDAY),
        ("what day of the week am i happiest", Topic.WEEKDAY),
        ("what time of day do i feel best", Topic.PART),
        ("am I getting better?", Topic.CHANGE),
        ("has my mood improved", Topic.CHANGE),
        ("am i less angry than last month", Topic.CHANGE),
        ("how often was i sad compared to last month", Topic.CHANGE),
        ("how many days in a row have i written", Topic.STREAK),
        ("what's my longest streak", Topic.STREAK),
        ("how stable is my mood", Topic.VOLATILITY),
        ("do i have mood swings", Topic.VOLATILITY),
        ("which emotion do i have most", Topic.MOST),
        ("what did i feel most often", Topic.MOST),
        ("how many times was i angry in march?", Topic.COUNT),
        ("how often was i scared", Topic.COUNT),
        ("was i sad last month", Topic.COUNT),
    ],
)
def test_topic_is_heard(text: str, topic: Topic) -> None:
    assert _asked(text).topic is topic


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("when am i usually sad", "sadness"),
        ("how many times was i angry", "anger"),
        ("am i less angry than last month", "anger"),
        ("was i anxious yesterday", "fear"),
        ("am i happier than last month", None),
        ("how was my week", None),
        ("okay, how was my week", None),
    ],
)
def test_feeling_is_heard(text: str, emotion: str | None) -> None:
    assert _asked(text).emotion == emotion


def test_default_periods_fit_the_topic() -> None:
    assert _days(_asked("how am i doing")) == (date(2025, 3, 6), date(2025, 3, 12))
    assert _asked("when am i sad").period.length == 90
    assert _asked("am i getting better").period.length == 30


def test_comparison_names_both_periods() -> None:
    question = _asked("was this week worse than last week?")
    assert (question.topic, question.period.words) == (Topic.CHANGE, "this week")
    assert question.against is not None
    assert question.against.words == "last week"


@pytest.mark.parametrize(
    ("text", "period", "against"),
    [
        ("am i happier than last month", "this month", "last month"),
        ("how am i doing compared to last year", "this year", "last year"),
        ("compare january and february", "last month", "January 2025"),
        ("is it better than the week before", "this week", "the week before"),
        ("am i better than in the last 10 days", "the last 10 days", "the last 10 days"),
    ],
)
def test_comparison_fills_in_the_present(text: str, period: str, against: str) -> None:
    question = _asked(text)
    assert question.against is not None
    assert (question.period.words, question.against.words) == (period, against)


def test_follow_up_takes_the_topic() -> None:
    question = _asked("and last month?", _asked("when am i usually sad?"))
    assert (question.topic, question.emotion) == (Topic.WHEN, "sadness")
    assert _days(question) == (date(2025, 2, 1), date(2025, 2, 28))


@pytest.mark.parametrize("text", ["what about Mondays?", "mondays?", "and on mondays"])
def test_follow_up_keeps_the_period(text: str) -> None:
    question = _asked(text, _asked("how was last month"))
    assert (question.topic, question.weekdays) == (Topic.OVERALL, (0,))
    assert question.period.words == "last month"


def test_follow_up_goes_back_from_the_period_before() -> None:
    question = _asked("and the week before?", _asked("how was last week"))
    assert _days(question) == (date(2025, 2, 24), date(2025, 3, 2))


def test_week_before_a_rolling_week_is_as_long() -> None:
    question = _asked("and the week before?", _asked("how was my week"))
    assert _days(question) == (date(2025, 2, 27), date(2025, 3, 5))


def test_filler_is_no_follow_up() -> None:
    question = _asked("ok, show me my report", _asked("how was last month"))
    assert question.period.words == "the last 7 days"


def test_follow_up_may_name_a_topic() -> None:
    question = _asked("and how often was i angry?", _asked("how was last month"))
    assert (question.topic, question.emotion) == (Topic.COUNT, "anger")
    assert question.period.words == "last month"


def test_whole_question_takes_nothing() -> None:
    question = _asked("was i sad yesterday?", _asked("when am i angry on fridays"))
    assert (question.topic, question.emotion, question.weekdays) == (Topic.COUNT, "sadness", ())


def test_follow_up_without_a_question_before() -> None:
    question = _asked("and last month?")
    assert (question.topic, question.period.words) == (Topic.OVERALL, "last month")


@pytest.mark.parametrize(
    ("text", "weekdays", "part"),
    [
        ("how are my friday evenings", (4,), "evening"),
        ("what about weekends", (5, 6), None),
        ("how am i during the week", (0, 1, 2, 3, 4), None),
        ("how am i in the morning", (), "morning"),
        ("how was last night", (), None),
        ("how was monday", (), None),
        ("am i usually down on a tuesday", (1,), None),
    ],
)
def test_limits_are_heard(text: str, weekdays: tuple[int, ...], part: str | None) -> None:
    question = _asked(text)
    assert (question.weekdays, question.part) == (weekdays, part)


def test_singular_monday_is_a_date() -> None:
    assert _days(_asked("how was monday morning")) == (date(2025, 3, 10), date(2025, 3, 10))


def test_button_names_its_period() -> None:
    question = _asked('/mood_report{"period": "month"}', _asked("when am i sad"))
    assert (question.topic, question.period.length) == (Topic.OVERALL, 30)


@pytest.mark.parametrize(
    "text", ["how was 31 february", "and next week?", "how was i in the year 0", "how was 2031"]
)
def test_impossible_time_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        _asked(text)


def test_question_survives_a_slot() -> None:
    question = _asked("was i more often sad on mondays this month than in february?")
    assert Question.from_json(question.as_json(), ZONE) == question


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"topic": "weather"}', "null", "how was it"])
def test_other_text_in_the_slot_is_no_question(text: str) -> None:
    assert Question.from_json(text, ZONE) is None


@pytest.mark.parametrize(
    "text",
    ["", "?", "💔", "كيف كان أسبوعي", "how " * 2500, "1/" * 5000],
    ids=["empty", "mark", "emoji", "arabic", "long", "dates"],
)
def test_any_text_is_read(text: str) -> None:
    assert _asked(text).period.length == 7
