"""A mood report in two or three plain sentences: what was heard, never what it means."""

from __future__ import annotations

from bot.mood import trends
from bot.mood.report import MoodReport

_SAME = 0.1
_MIDDLE = 0.15
_NAMED = 3


def as_sentences(report: MoodReport) -> list[str]:
    """Return what the report says, for the chat; a single sentence without entries."""
    count = len(report.entries)
    if not count:
        return ["I have no messages from that time."]
    sentences = [f"I have {_messages(count)} from that time: {_emotions(report)}."]
    if trends.is_few(report.entries):
        return [*sentences, "That is too few to speak of a trend."]
    sentences.append(_tone(report))
    if report.change is not None:
        sentences.append(_comparison(report.change))
    return sentences


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _emotions(report: MoodReport) -> str:
    total = len(report.entries)
    named = trends.ranked(report.shares)[:_NAMED]
    return ", ".join(f"{label} in {round(report.shares[label] * total)}" for label in named)


def _tone(report: MoodReport) -> str:
    valence = report.mean_valence or 0.0
    if valence > _MIDDLE:
        return "Taken together, they sounded more pleasant than unpleasant."
    if valence < -_MIDDLE:
        return "Taken together, they sounded more unpleasant than pleasant."
    return "Taken together, pleasant and unpleasant were about in balance."


def _comparison(change: float) -> str:
    if change > _SAME:
        return "That is a little brighter than in the time before."
    if change < -_SAME:
        return "That is a little darker than in the time before."
    return "That is about the same as in the time before."
