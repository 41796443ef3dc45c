"""A week in two or three sentences, for the weekly reminder and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.mood.calendar_words import WEEKDAYS, day_words
from bot.mood.change import valence_change
from bot.mood.sentences import chosen, counted, messages, tone_of
from bot.mood.steps import step_start
from bot.mood.trends import Day, is_few

_WEEK = timedelta(days=7)
_APART = 0.3
"""The best and the hardest day are named where they lie further apart than this."""
_TONES = {
    "pleasant": "It sounded more pleasant than unpleasant",
    "unpleasant": "It sounded more unpleasant than pleasant",
    "balance": "Pleasant and unpleasant were about in balance",
}
_CHANGES = {
    "up": (
        "Compared with the week before, it was brighter.",
        "That is brighter than the week before.",
    ),
    "down": (
        "Compared with the week before, it was darker.",
        "That is darker than the week before.",
    ),
    "same": (
        "Compared with the week before, not much changed.",
        "That is about the same as the week before.",
    ),
}


@dataclass(frozen=True)
class WeekSummary:
    """What is to be said of the week that begins on the Monday ``start``."""

    start: date
    text: str


def weekly_summaries(days: Sequence[Day], today: date) -> tuple[WeekSummary, ...]:
    """Return a summary of every week that has entries, in order."""
    starts = sorted({step_start(day.day, "week") for day in days})
    return tuple(WeekSummary(start, weekly_summary(days, start, today)) for start in starts)


def weekly_summary(days: Sequence[Day], start: date, today: date) -> str:
    """Return what the week from the Monday ``start`` was like, beside the one before it.

    ``days`` may hold more than the two weeks.
    """
    week = _week(days, start)
    words = f"the week from {day_words(start, today)}"
    if not week:
        return f"I have nothing from {words}."
    said = f"In {words} you wrote {_amount(week)}."
    if is_few(week):
        return f"{said} That is too few to speak of a trend."
    change = valence_change(week, _week(days, start - _WEEK))
    told = [chosen(_CHANGES[change.direction], start)] if change else []
    return " ".join([said, _tone(week), *told])


def _week(days: Sequence[Day], start: date) -> list[Day]:
    return [day for day in days if start <= day.day < start + _WEEK]


def _amount(week: Sequence[Day]) -> str:
    written, rated = sum(day.count for day in week), sum(day.check_ins for day in week)
    kinds = [messages(written)] if written else []
    kinds += [counted(rated, "check-in")] if rated else []
    return f"{' and '.join(kinds)} on {counted(len(week), 'day')}"


def _tone(week: Sequence[Day]) -> str:
    mean = sum(day.mean_valence for day in week) / len(week)
    best = max(week, key=lambda day: day.mean_valence)
    hardest = min(week, key=lambda day: day.mean_valence)
    tone = _TONES[tone_of(mean)]
    if best.mean_valence - hardest.mean_valence < _APART:
        return f"{tone}."
    names = (WEEKDAYS[day.day.weekday()] for day in (best, hardest))
    return "{}; the most pleasant day was {}, the least {}.".format(tone, *names)
