"""A mood report in two or three plain sentences: what was heard, never what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean

from bot.mood import trends
from bot.mood.change import Direction
from bot.mood.report import MoodReport
from bot.mood.streaks import MIDDLE

_NAMED = 3
_TONES = {
    "pleasant": (
        "Taken together, they sounded more pleasant than unpleasant.",
        "On the whole they sounded more pleasant than unpleasant.",
        "All in all, the tone was more pleasant than unpleasant.",
    ),
    "unpleasant": (
        "Taken together, they sounded more unpleasant than pleasant.",
        "On the whole they sounded more unpleasant than pleasant.",
        "All in all, the tone was more unpleasant than pleasant.",
    ),
    "balance": (
        "Taken together, pleasant and unpleasant were about in balance.",
        "On the whole, pleasant and unpleasant were about in balance.",
        "All in all, neither pleasant nor unpleasant prevailed: they were about in balance.",
    ),
}
_CHANGES: dict[Direction, tuple[str, ...]] = {
    "up": (
        "That is brighter than {before}.",
        "Compared with {before}, it sounds brighter.",
    ),
    "down": (
        "That is darker than {before}.",
        "Compared with {before}, it sounds darker.",
    ),
    "same": (
        "That is about the same as {before}.",
        "Compared with {before}, it is about the same.",
    ),
}


def as_sentences(
    report: MoodReport, words: str = "that time", before: str = "the time before"
) -> list[str]:
    """Return what the report says, for the chat; a single sentence where nothing is kept.

    ``words`` and ``before`` name its period and the one before: they follow "from" and "than".
    """
    if not report.days:
        return [f"I have no messages from {words}."]
    sentences = [opening(report, words)]
    if report.is_few:
        return [*sentences, few(report)]
    sentences.append(tone(report))
    if report.change is not None:
        sentences.append(comparison(report, before))
    return sentences


def opening(report: MoodReport, words: str) -> str:
    """How much there is, and what was heard most."""
    parts = []
    if report.entries:
        parts.append(f"{messages(len(report.entries))} from {words}: {_emotions(report)}")
    if report.check_ins:
        mean = fmean(check_in.rating for check_in in report.check_ins)
        rated = f"{counted(len(report.check_ins), 'check-in')}, {mean:.1f} out of 5 on average"
        parts.append(rated if report.entries else f"{rated}, from {words}")
    return f"I have {'; and '.join(parts)}."


def few(report: MoodReport) -> str:
    """That there is too little, and of what."""
    said = len(report.entries) + len(report.check_ins)
    if said < trends.FEW:
        return "That is too few to speak of a trend."
    return f"All of it is from {counted(len(report.days), 'day')}, too few to speak of a trend."


def tone(report: MoodReport) -> str:
    """Whether it sounded pleasant or unpleasant."""
    return chosen(_TONES[tone_of(report.mean_valence or 0.0)], report.until)


def tone_of(valence: float) -> str:
    """Return "pleasant", "unpleasant" or "balance" for a mean valence (-1 to 1)."""
    if valence > MIDDLE:
        return "pleasant"
    return "unpleasant" if valence < -MIDDLE else "balance"


def comparison(report: MoodReport, before: str) -> str:
    """How it differs from the time before, as far as that can be told from chance."""
    direction = report.change.direction if report.change else "same"
    return chosen(_CHANGES[direction], report.until).format(before=before)


def chosen(wordings: Sequence[str], day: date) -> str:
    """Return one of the wordings: the same all ``day``, another on the next."""
    return wordings[day.toordinal() % len(wordings)]


def messages(count: int) -> str:
    """Return "1 message" or "7 messages"."""
    return counted(count, "message")


def counted(count: int, what: str) -> str:
    """Return the number with its noun in the singular or plural."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *firsts, last = parts
    return f"{', '.join(firsts)} and {last}" if firsts else last


def named_shares(shares: Mapping[str, float], count: int) -> str:
    """Return the commonest emotions of ``count`` messages: "joy in 3, fear in 1"."""
    named = trends.ranked(shares)[:_NAMED]
    return ", ".join(f"{label} in {round(shares[label] * count)}" for label in named)


def _emotions(report: MoodReport) -> str:
    return named_shares(report.shares, len(report.entries))
