"""What the charts show, for people who can't see them."""

from __future__ import annotations

from collections import Counter

from bot.mood.calendar_chart import MOST_MONTHS
from bot.mood.calendar_words import day_words
from bot.mood.chart_span import amount, days_in_words, shown_days
from bot.mood.charts import Kind
from bot.mood.report import MoodReport
from bot.mood.sentences import counted, listed, tone_of
from bot.mood.shares_chart import MOST_ROWS, shares_step
from bot.mood.trends import Day, ranked

CAPTIONS: dict[Kind, str] = {
    "line": "How pleasant it sounded, from −1 to +1; a gap is a time without entries",
    "calendar": "Which days sounded pleasant and which didn't; dotted days have nothing",
    "shares": "Which part of the messages each emotion was heard in",
}


def described(kind: Kind, report: MoodReport) -> str:
    """Return what a chart shows in a sentence or two."""
    if not report.days:
        return f"Nothing: there are no entries from {days_in_words(report)}."
    return {"line": _line, "calendar": _calendar, "shares": _shares}[kind](report)


def _line(report: MoodReport) -> str:
    best = max(report.days, key=lambda day: day.mean_valence)
    hardest = min(report.days, key=lambda day: day.mean_valence)
    return (
        f"Line over {amount(report)}, from −1, unpleasant, to +1, pleasant. "
        f"Highest: {_dated(best, report)}. Lowest: {_dated(hardest, report)}."
    )


def _calendar(report: MoodReport) -> str:
    tones = Counter(tone_of(day.mean_valence) for day in report.days)
    first, last = shown_days(report)
    empty = (last - first).days + 1 - len(report.days)
    latest = f" Drawn are the last {MOST_MONTHS} months at most."
    long = (last - first).days > 28 * MOST_MONTHS
    return (
        f"Calendar of {days_in_words(report)}: {counted(tones['pleasant'], 'pleasant day')}, "
        f"{tones['balance']} in balance, {tones['unpleasant']} unpleasant, {empty} without "
        f"entries.{latest if long else ''}"
    )


def _shares(report: MoodReport) -> str:
    first, last = shown_days(report)
    step = shares_step((last - first).days)
    named = [f"{label} {report.shares[label]:.0%}" for label in ranked(report.shares)]
    together = f" All together: {listed(named)}." if named else " There are no messages."
    return f"A bar for each {step}, the last {MOST_ROWS} at most.{together}"


def _dated(day: Day, report: MoodReport) -> str:
    value = f"{day.mean_valence:+.2f}".replace("-", "−")
    return f"{value} on {day_words(day.day, report.last_day)}"
