"""Spans of time as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.errors import PeriodError
from bot.mood.periods import parse_since, period_start

ZONE = timezone(timedelta(hours=2))
NOW = datetime(2025, 3, 31, 15, 30, tzinfo=ZONE)


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


def test_today_begins_at_midnight_here() -> None:
    assert period_start("today", NOW) == datetime(2025, 3, 31, tzinfo=ZONE)


@pytest.mark.parametrize(("period", "days"), [("week", 7), ("month", 30), ("year", 365)])
def test_period_reaches_back(period: str, days: int) -> None:
    assert period_start(period, NOW) == NOW - timedelta(days=days)
