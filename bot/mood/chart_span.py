"""Which days a chart of a report shows, and how they are called in little room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.mood.calendar_words import MONTHS, day_words
from bot.mood.periods import EARLIEST
from bot.mood.report import MoodReport
from bot.mood.sentences import counted, messages
from bot.mood.steps import Step, next_step, step_start

_YEARS = 400


def shown_days(report: MoodReport) -> tuple[date, date]:
    """Return the first and last day: where the report has no beginning, from the first entry."""
    since = report.since.astimezone(report.zone).date() if report.since else EARLIEST
    first_said = report.days[0].day if report.days else report.last_day
    return (since if since > EARLIEST else first_said), report.last_day


def days_in_words(report: MoodReport) -> str:
    """Return "3 March to 1 April"; the years stand there where they aren't the last day's."""
    first, last = shown_days(report)
    if first == last:
        return _dated(last)
    return f"{day_words(first, last)} to {_dated(last)}"


def amount(report: MoodReport) -> str:
    """Return how much the report rests on: "7 messages and 1 check-in on 3 days"."""
    kinds = [messages(len(report.entries))] if report.entries else []
    kinds += [counted(len(report.check_ins), "check-in")] if report.check_ins else []
    return f"{' and '.join(kinds)} on {counted(len(report.days), 'day')}"


def note(report: MoodReport) -> str:
    """Return the line under a chart's title, which says so where there is little to go by."""
    if report.is_few:
        return f"Few entries: {amount(report)}."
    return f"{days_in_words(report)}."


def starts(first: date, last: date, step: Step) -> Iterator[date]:
    """Yield where each day, week or month from ``first`` to ``last`` begins, in order."""
    start = step_start(first, step)
    while start <= last:
        yield start
        start = next_step(start, step)


def short(start: date, step: Step) -> str:
    """Return "3 Nov", or "Nov 2026" for a month."""
    month = MONTHS[start.month - 1][:3]
    return f"{month} {start.year}" if step == "month" else f"{start.day} {month}"


def some_days(first: date, last: date, at_most: int = 5) -> dict[int, str]:
    """Return some days, evenly apart, by ordinal number, and how an axis calls them."""
    length = (last - first).days
    places = min(at_most, length + 1)
    apart = max(round(length / max(places - 1, 1)), 1)
    days = [first + timedelta(days=n) for n in range(0, length + 1, apart)]
    step: Step = "month" if length > _YEARS else "day"
    return {day.toordinal(): short(day, step) for day in days}


def _dated(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
