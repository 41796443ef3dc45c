"""Two or three plain sentences that answer a question about the mood.

They say what was heard and on how many days, and claim no more than the evidence carries: no
diagnosis, no advice, no cause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.mood import trends
from bot.mood.calendar_words import day_words
from bot.mood.change import share_change
from bot.mood.questions import Question, Topic
from bot.mood.report import MoodReport, narrowed
from bot.mood.sentences import (
    as_sentences,
    comparison,
    counted,
    few,
    listed,
    messages,
    named_shares,
    opening,
)
from bot.mood.streaks import Streak, streaks
from bot.mood.trends import Day
from bot.mood.volatility import volatility
from bot.mood.when import feeling_words, group_words, when_sentences

_SHORT = 14
"""Up to so many days, "when" is answered with the days themselves."""
_FEW_DAYS_LISTED = 3
_LITTLE, _MUCH = 0.2, 0.5
"""A root mean square step between days below and above which the mood moved little and a lot."""


def answer(question: Question, report: MoodReport) -> list[str]:
    """Return the answer to ``question``; ``report`` is on its period, and not yet limited.

    The report's ``before`` are the entries of ``question.against``.
    """
    limited = report
    if question.topic not in _IN_A_ROW:
        limited = narrowed(report, question.weekdays, question.part)
    if not limited.days:
        return [f"I have no messages from {_words(question)}."]
    if question.topic in _PROFILES:
        return _when(question, report, limited)
    return _ANSWERS[question.topic](question, limited)


def _words(question: Question) -> str:
    """The period and what it is limited to: "the Monday mornings of last month"."""
    words, part = question.period.words, question.part
    if part and question.period.unit == "day":
        known = {"today": f"this {part}", "yesterday": f"yesterday {part}"}
        return known.get(words, f"the {part} of {words}")
    limits = [group_words(question.weekdays)] if question.weekdays else []
    limits += [part] if part else []
    return f"the {' '.join(limits)}s of {words}" if limits else words


def _before(question: Question) -> str:
    return question.against.words if question.against else "the time before"


def _overall(question: Question, report: MoodReport) -> list[str]:
    return as_sentences(report, _words(question), _before(question))


def _most(question: Question, report: MoodReport) -> list[str]:
    if not report.entries:
        return [opening(report, _words(question))]
    first, *others = trends.ranked(report.shares)
    count = len(report.entries)
    heard = f"In {messages(count)} from {_words(question)}, {feeling_words(first)} was heard most"
    said = f"{heard}: {round(report.shares[first] * count)} times."
    after = {label: report.shares[label] for label in others}
    rest = [f"After that come {named_shares(after, count)}."] if others else []
    return [said, few(report)] if report.is_few else [said, *rest]


def _count(question: Question, report: MoodReport) -> list[str]:
    feeling = question.emotion
    if feeling is None:
        return [opening(report, _words(question))]
    days = [day for day in report.days if day.counts.get(feeling)]
    times = sum(day.counts[feeling] for day in days)
    total = f"{messages(len(report.entries))} from {_words(question)}"
    if not times:
        return [f"I didn't hear {feeling_words(feeling)} in the {total}."]
    said = f"I heard {feeling_words(feeling)} in {times} of {total}, on {counted(len(days), 'day')}"
    named = f": {_named_days(days, report)}" if len(days) <= _FEW_DAYS_LISTED else ""
    return [f"{said}{named}."]


def _change(question: Question, report: MoodReport) -> list[str]:
    if question.emotion:
        return _share_change(question, report)
    if report.change is None:
        return _too_few_to_compare(question, report)
    return [
        opening(report, _words(question)),
        comparison(report, _before(question)),
        _ground(report),
    ]


def _share_change(question: Question, report: MoodReport) -> list[str]:
    feeling = str(question.emotion)
    change = share_change(report.days, report.earlier_days, feeling)
    if change is None:
        return _too_few_to_compare(question, report)
    now, then = (trends.shares(entries)[feeling] for entries in (report.entries, report.earlier))
    told = {
        "up": "That has risen, by more than chance would explain.",
        "down": "That has fallen, by more than chance would explain.",
        "same": "That is about the same, as far as it can be told from chance.",
    }
    return [
        f"I heard {feeling_words(feeling)} in {now:.0%} of your messages from {_words(question)}, "
        f"and in {then:.0%} of those from {_before(question)}.",
        told[change.direction],
    ]


def _too_few_to_compare(question: Question, report: MoodReport) -> list[str]:
    now, then = (counted(len(days), "day") for days in (report.days, report.earlier_days))
    return [
        f"I can't compare the two: I have something from {now} of {_words(question)} and from "
        f"{then} of {_before(question)}, and it takes {trends.FEW} messages on {trends.FEW_DAYS} "
        "days in each."
    ]


def _ground(report: MoodReport) -> str:
    """What the comparison rests on."""
    days = f"{len(report.days)} days with {len(report.earlier_days)}"
    if report.change and report.change.direction == "same":
        return f"That compares {days}; what differs is within the usual ups and downs."
    return f"That compares {days}; the difference is larger than the usual ups and downs."


def _streak(question: Question, report: MoodReport) -> list[str]:
    found = streaks(report.days, report.last_day)
    said = ["There is no streak at the moment."]
    if found.current:
        said = [f"You have written on {counted(found.current.days, 'day')} in a row."]
    if found.longest and found.longest != found.current:
        said.append(f"Your longest streak was {_stretch(found.longest, report)}.")
    kinds = {"pleasant": found.pleasant, "unpleasant": found.unpleasant}
    runs = [
        f"{_stretch(run, report)} that sounded more {kind} than not"
        for kind, run in kinds.items()
        if run and run.days > 1
    ]
    return [*said, f"The longest runs of one tone: {listed(runs)}."] if runs else said


def _stretch(streak: Streak, report: MoodReport) -> str:
    first, last = (day_words(day, report.last_day) for day in (streak.first, streak.last))
    days = counted(streak.days, "day")
    return f"{days} ({first} to {last})" if first != last else f"{days} ({first})"


def _volatility(question: Question, report: MoodReport) -> list[str]:
    found = volatility(report.days)
    if found is None:
        return [
            f"To tell how steady {_words(question)} was takes at least {trends.FEW_DAYS + 1} days "
            f"in a row with messages, and I have {counted(len(report.days), 'day')} in all."
        ]
    much = "little" if found < _LITTLE else "a lot" if found > _MUCH else "somewhat"
    return [
        f"Your mood moved {much} from one day to the next in {_words(question)}: by about "
        f"{found:.1f} on a scale from -1 (unpleasant) to 1 (pleasant).",
        f"That is from {counted(len(report.days), 'day')} with messages or check-ins.",
    ]


def _named_days(days: Sequence[Day], report: MoodReport) -> str:
    return listed([day_words(day.day, report.last_day, weekday=True) for day in days])


def _when(question: Question, report: MoodReport, limited: MoodReport) -> list[str]:
    if question.emotion and question.period.length <= _SHORT:
        return _count(question, limited)
    if report.is_few:
        return [opening(report, question.period.words), few(report)]
    return when_sentences(question, report)


_IN_A_ROW = {Topic.STREAK, Topic.VOLATILITY}
_PROFILES = {Topic.WHEN, Topic.WEEKDAY, Topic.PART}
_ANSWERS: dict[Topic, Callable[[Question, MoodReport], list[str]]] = {
    Topic.OVERALL: _overall,
    Topic.MOST: _most,
    Topic.COUNT: _count,
    Topic.CHANGE: _change,
    Topic.STREAK: _streak,
    Topic.VOLATILITY: _volatility,
}
