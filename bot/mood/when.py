"""When a feeling comes, and which weekday or time of day sounds different, in sentences.

A weekday or a part of the day is only named where the evidence carries it (``bot.mood.profiles``);
otherwise the answer is that none stands out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.mood.calendar_words import WEEKDAYS
from bot.mood.profiles import (
    PARTS,
    Contrast,
    Kinds,
    Pattern,
    Slot,
    contrasts,
    part_slots,
    patterns,
    weekday_slots,
)
from bot.mood.question_words import WEEKEND, WORKING_DAYS
from bot.mood.questions import Question, Topic
from bot.mood.report import MoodReport
from bot.mood.sentences import counted, messages
from emotion_component.labels import NEUTRAL

_HOURS = {
    "night": "At night (midnight to 6)",
    "morning": "In the morning (6 to noon)",
    "afternoon": "In the afternoon (noon to 6)",
    "evening": "In the evening (6 to midnight)",
}
_GROUPS = {WEEKEND: "weekend day", WORKING_DAYS: "working day"}
_MOST_PATTERNS, _MOST_CONTRASTS = 2, 3


@dataclass(frozen=True)
class _Place:
    """How to speak of some slots: "On Mondays", "on 6 of 9 Mondays", "on other days"."""

    name: str
    where: str
    counted: str
    others: str


def when_sentences(question: Question, report: MoodReport) -> list[str]:
    """Return on which weekdays and at which times of day, as far as one stands out."""
    if question.weekdays or question.part:
        return _of_one(question, report)
    kinds = _kinds(question, report)
    if question.emotion is None:
        return _contrasted(question, kinds)
    feeling = question.emotion
    told = [
        _pattern_words(pattern, feeling, _place(pattern.name))
        for pattern in patterns(kinds, feeling)
        if pattern.stands_out
    ]
    if told:
        heard = f"{messages(len(report.entries))} on {counted(len(report.days), 'day')}"
        return [*told[:_MOST_PATTERNS], f"That is from {heard} of {question.period.words}."]
    return [
        f"No {_kind_words(question)} stands out for {feeling_words(feeling)} in "
        f"{question.period.words}: it came about as often at one time as at another, as far as "
        f"{counted(len(report.days), 'day')} can tell."
    ]


def _of_one(question: Question, report: MoodReport) -> list[str]:
    """The same of the weekdays or the part of day that was asked about."""
    slots, place = _one(question, report)
    if question.emotion is not None:
        (pattern,) = patterns([(slots, [place.name])], question.emotion)
        return [_pattern_words(pattern, question.emotion, place)]
    found = contrasts([(slots, [place.name])])
    if found and found[0].stands_out:
        return [_contrast_words(found[0], place)]
    return [f"{place.where} you sounded about as you did {place.others}."]


def _one(question: Question, report: MoodReport) -> tuple[tuple[Slot, ...], _Place]:
    """Its slots among all that it is compared with, and how to speak of it."""
    part, parts = question.part, part_slots(report.entries, report.zone)
    if part and not question.weekdays:
        return parts, _place(part)
    slots, place = weekday_slots(report.days), _place(group_words(question.weekdays))
    if part:
        # Friday evenings are held against other evenings, not against Friday mornings.
        slots = tuple(replace(slot, stratum=None) for slot in parts if slot.name == part)
        place = _place(f"{place.name} {part}", f"{part}s")
    named = (
        replace(slot, name=place.name if slot.day.weekday() in question.weekdays else "")
        for slot in slots
    )
    return tuple(named), place


def _contrasted(question: Question, kinds: Kinds) -> list[str]:
    found = (contrast for contrast in contrasts(kinds) if contrast.stands_out)
    told = [_contrast_words(contrast, _place(contrast.name)) for contrast in found]
    if told:
        return told[:_MOST_CONTRASTS]
    return [
        f"No {_kind_words(question)} stands out in {question.period.words}: none sounded clearly "
        "more pleasant or unpleasant than the others."
    ]


def _kinds(question: Question, report: MoodReport) -> Kinds:
    weekdays = (weekday_slots(report.days), WEEKDAYS)
    parts = (part_slots(report.entries, report.zone), PARTS)
    if question.topic is Topic.WEEKDAY:
        return [weekdays]
    return [parts] if question.topic is Topic.PART else [weekdays, parts]


def _kind_words(question: Question) -> str:
    kinds = {Topic.WEEKDAY: "weekday", Topic.PART: "time of day"}
    return kinds.get(question.topic, "weekday or time of day")


def _place(name: str, others: str = "days") -> _Place:
    if name in _HOURS:
        where = _HOURS[name]
        return _Place(name, where, f"{where.lower()} on {{}} days", "at other times of day")
    return _Place(name, f"On {name}s", f"on {{}} {name}s", f"on other {others}")


def _pattern_words(pattern: Pattern, feeling: str, place: _Place) -> str:
    """ "Sadness was the feeling heard most on 6 of 9 Mondays, ..." """
    where = place.counted.format(f"{pattern.hits} of {pattern.slots}")
    there = f"{pattern.other_hits} of {pattern.other_slots}"
    words = feeling_words(feeling)
    said = f"{words[0].upper()}{words[1:]} was the feeling heard most {where}"
    if not pattern.stands_out:
        return f"{said}; {place.others} it was {there}, which is no clear difference."
    often = "mostly, and more often than" if pattern.mostly else "more often than"
    return f"{said}: {often} {place.others} ({there})."


def _contrast_words(contrast: Contrast, place: _Place) -> str:
    more = "more pleasant" if contrast.difference > 0 else "more unpleasant"
    days = counted(contrast.slots, "day")
    return f"{place.where} you sounded {more} than {place.others} (seen on {days})."


def feeling_words(feeling: str) -> str:
    """Return how the sentences call a feeling."""
    return "a neutral tone" if feeling == NEUTRAL else feeling


def group_words(weekdays: tuple[int, ...]) -> str:
    """Return what the weekdays are called together: "Monday", "weekend day"."""
    return _GROUPS.get(weekdays) or WEEKDAYS[weekdays[0]]
