"""Spans of time as people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.errors import PeriodError
from bot.mood.period_words import find_period, find_periods
from bot.mood.periods import Period, last_days, parse_since, parse_until
from bot.mood.steps import step_start

ZONE = timezone(timedelta(hours=2))
NOW = datetime(2025, 3, 31, 15, 30, tzinfo=ZONE)
BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2025, 3, 12, 15, 30, tzinfo=BERLIN)


def _found(text: str, now: datetime = WEDNESDAY) -> Period:
    period = find_period(text, now)
    assert period is not None
    return period


def _days(period: Period) -> tuple[str, str]:
    return period.first_day.isoformat(), period.last_day.isoformat()


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("12h", datetime(2025, 3, 31, 3, 30, tzinfo=ZONE)),
        ("30d", datetime(2025, 3, 1, 15, 30, tzinfo=ZONE)),
        ("2w", datetime(2025, 3, 17, 15, 30, tzinfo=ZONE)),
        ("1m", datetime(2025, 2, 28, 15, 30, tzinfo=ZONE)),
        ("6m", datetime(2024, 9, 30, 15, 30, tzinfo=ZONE)),
        (" 2025-01-31 ", datetime(2025, 1, 31, tzinfo=ZONE)),
        ("2025-01-31T08:00+00:00", datetime(2025, 1, 31, 8, tzinfo=timezone.utc)),
    ],
)
def test_since_is_understood(text: str, since: datetime) -> None:
    assert parse_since(text, NOW) == since


@pytest.mark.parametrize("text", ["", "0d", "-3d", "30", "30 days", "2025-13-01", "99999m"])
def test_nonsense_teaches_the_forms(text: str) -> None:
    with pytest.raises(PeriodError, match="write 12h, 30d, 2w or 6m"):
        parse_since(text, NOW)


def test_span_before_all_calendars_is_refused() -> None:
    with pytest.raises(PeriodError, match="'99999w' is no span of time"):
        parse_since("99999w", NOW.replace(year=1900))


def test_future_is_refused() -> None:
    with pytest.raises(PeriodError, match="lies in the future"):
        parse_since("2025-04-01", NOW)


def test_until_takes_the_whole_day() -> None:
    assert parse_until("2025-03-29", WEDNESDAY.replace(month=4)).isoformat() == (
        "2025-03-30T00:00:00+01:00"
    )
    assert parse_until("2025-03-12", WEDNESDAY) == WEDNESDAY
    assert parse_until("12h", NOW) == NOW - timedelta(hours=12)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("how was today", "2025-03-12", "2025-03-12", "today"),
        ("how was my day", "2025-03-12", "2025-03-12", "today"),
        ("how was Yesterday?", "2025-03-11", "2025-03-11", "yesterday"),
        ("the day before yesterday", "2025-03-10", "2025-03-10", "Monday, 10 March"),
        ("last night", "2025-03-11", "2025-03-12", "last night"),
        ("how was my week", "2025-03-06", "2025-03-12", "the last 7 days"),
        ("the past seven days", "2025-03-06", "2025-03-12", "the last 7 days"),
        ("this week", "2025-03-10", "2025-03-12", "this week"),
        ("last week", "2025-03-03", "2025-03-09", "last week"),
        ("two weeks ago", "2025-02-24", "2025-03-02", "the week from 24 February"),
        ("the week before last", "2025-02-24", "2025-03-02", "the week from 24 February"),
        ("the week of 5 february", "2025-02-03", "2025-02-09", "the week from 3 February"),
        ("last weekend", "2025-03-08", "2025-03-09", "last weekend"),
        ("this month so far", "2025-03-01", "2025-03-12", "this month"),
        ("last month", "2025-02-01", "2025-02-28", "last month"),
        ("3 months ago", "2024-12-01", "2024-12-31", "December 2024"),
        ("last 10 days", "2025-03-03", "2025-03-12", "the last 10 days"),
        ("over the last couple of weeks", "2025-02-27", "2025-03-12", "the last 14 days"),
        ("last few days", "2025-03-10", "2025-03-12", "the last 3 days"),
        ("in march?", "2025-03-01", "2025-03-12", "this month"),
        ("last march", "2024-03-01", "2024-03-31", "March 2024"),
        ("in december", "2024-12-01", "2024-12-31", "December 2024"),
        ("how was may 2024", "2024-05-01", "2024-05-31", "May 2024"),
        ("in 2024", "2024-01-01", "2024-12-31", "last year"),
        ("in 2023", "2023-01-01", "2023-12-31", "2023"),
        ("since new year", "2025-01-01", "2025-03-12", "the time since 1 January"),
        ("ever since monday", "2025-03-10", "2025-03-12", "the time since 10 March"),
        ("on friday", "2025-03-07", "2025-03-07", "Friday, 7 March"),
        ("last wednesday", "2025-03-05", "2025-03-05", "Wednesday, 5 March"),
        ("on 3 march", "2025-03-03", "2025-03-03", "Monday, 3 March"),
        ("march 3rd, 2024", "2024-03-03", "2024-03-03", "Sunday, 3 March 2024"),
        ("on the 31st", "2025-01-31", "2025-01-31", "Friday, 31 January"),
        ("on 2025-03-03", "2025-03-03", "2025-03-03", "Monday, 3 March"),
        ("on 25/12/2024", "2024-12-25", "2024-12-25", "Wednesday, 25 December 2024"),
        ("on 29 february", "2024-02-29", "2024-02-29", "Thursday, 29 February 2024"),
        ("between 3 and 9 march", "2025-03-03", "2025-03-09", "3 March to 9 March"),
        ("from the 3rd to the 9th of march", "2025-03-03", "2025-03-09", "3 March to 9 March"),
        ("march 3 - 9", "2025-03-03", "2025-03-09", "3 March to 9 March"),
        ("from 20 february until 3 march", "2025-02-20", "2025-03-03", "20 February to 3 March"),
        ("between monday and friday", "2025-03-03", "2025-03-07", "3 March to 7 March"),
        ("january to february", "2025-01-01", "2025-01-31", "January 2025"),
        ("from january to february", "2025-01-01", "2025-02-28", "1 January to 28 February"),
    ],
)
def test_period_is_found(text: str, first: str, last: str, words: str) -> None:
    period = _found(text)
    assert (*_days(period), period.words) == (first, last, words)


@pytest.mark.parametrize(
    "text",
    ["mood report", "which day of the week", "may i see it", "", "every monday", "3 times"],
)
def test_no_period_is_found(text: str) -> None:
    assert find_period(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 February", "There is no 31 February."),
        ("february 30th 2024", "There is no 30 February."),
        ("29 february 2025", "There is no 29 February 2025."),
        ("31 april", "There is no 31 April."),
        ("0 march", "There is no 0 March."),
        ("2025-13-01", "There is no month 13."),
        ("0/5/2025", "There is no 0 May."),
        ("in the year 0", "There is no year 0."),
        ("year 123456", "There is no year 123456."),
        ("the 45th", "There is no 45th of a month."),
        ("3/4/2025", "3/4/2025 could be 3 April or 4 March: please name the month."),
        ("tomorrow", "That is still to come: I can only look back."),
        ("next week", "That is still to come: I can only look back."),
        ("in 2030", "That is still to come: I can only look back."),
        ("9999-12-31", "That is still to come: I can only look back."),
        ("the last 999999999 days", "That is too long ago: I can look back to 1970."),
        ("last 99999999 hours", "That is too long ago: I can look back to 1970."),
        ("900 years ago", "That is too long ago: I can look back to 1970."),
        ("in 1812", "That is too long ago: I can look back to 1970."),
        ("last 0 days", "That is no time at all: name at least one day."),
        (
            "between 9 and 3 march",
            "9 March comes after 3 March: please name the earlier day first.",
        ),
    ],
)
def test_impossible_period_is_said_plainly(text: str, sentence: str) -> None:
    with pytest.raises(PeriodError) as caught:
        find_period(text, WEDNESDAY)
    assert str(caught.value) == sentence


def test_several_periods_keep_their_order() -> None:
    found = find_periods("this week against last week and 2024", WEDNESDAY)
    assert [period.words for period in found] == ["this week", "last week", "last year"]


def test_all_time_reaches_back_to_the_beginning() -> None:
    assert (_found("in total").unit, _found("in total last month").words) == ("ever", "last month")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("yesterday", "2025-03-10", "2025-03-10"),
        ("this week", "2025-03-03", "2025-03-09"),
        ("in march", "2025-02-01", "2025-02-28"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last 10 days", "2025-02-21", "2025-03-02"),
    ],
)
def test_period_before_is_as_long_in_the_calendar(text: str, first: str, last: str) -> None:
    before = _found(text).before
    assert before is not None
    assert _days(before) == (first, last)


def test_nothing_comes_before_all_time() -> None:
    assert _found("in total").before is None


def test_days_are_23_or_25_hours_where_clocks_change() -> None:
    spring = datetime(2025, 4, 2, 12, tzinfo=BERLIN)
    day = _found("30 march", spring)
    assert day.until.timestamp() - day.since.timestamp() == 23 * 3600
    autumn = datetime(2024, 11, 2, 12, tzinfo=BERLIN)
    week = last_days(7, autumn)
    assert (week.first_day, week.length) == (date(2024, 10, 27), 7)
    assert week.until.timestamp() - week.since.timestamp() == (6 * 24 + 12 + 1) * 3600
    hours = _found("last 24 hours", datetime(2025, 3, 30, 12, tzinfo=BERLIN))
    assert hours.until.timestamp() - hours.since.timestamp() == 24 * 3600


def test_weeks_begin_on_monday() -> None:
    assert step_start(date(2025, 1, 1), "week") == date(2024, 12, 30)
    assert step_start(date(2025, 1, 31), "month") == date(2025, 1, 1)
