"""What the words of a question about the mood mean: its topic, feeling, weekdays, part of day."""

from __future__ import annotations

import re
from enum import Enum

from bot.mood.calendar_words import WEEKDAY, weekday_number
from bot.mood.feelings import named_feeling
from emotion_component.labels import NEUTRAL


class Topic(str, Enum):
    """What is asked."""

    OVERALL = "overall"
    WHEN = "when"
    WEEKDAY = "weekday"
    PART = "part of day"
    CHANGE = "change"
    STREAK = "streak"
    VOLATILITY = "volatility"
    MOST = "most"
    COUNT = "count"


WEEKEND = (5, 6)
WORKING_DAYS = (0, 1, 2, 3, 4)


def topic_of(text: str) -> Topic | None:
    """Return the topic that ``text`` names, or None; ``text`` is in lower case."""
    return next((topic for topic, pattern in _TOPICS if pattern.search(text)), None)


def feeling_of(text: str) -> str | None:
    """Return which of the seven emotions ``text`` asks about, or None."""
    found = named_feeling(_DEGREES.sub(" ", _POLITE.sub(" ", text)))
    # "Okay" and "fine" are mostly manners in a question.
    return None if found == NEUTRAL and not _NEUTRAL.search(text) else found


def weekdays_of(text: str) -> tuple[int, ...]:
    """Return the weekdays asked about: "mondays", "every friday", "weekends"; 0 is Monday.

    A single "monday" is a date, unless the question is about what is usual.
    """
    if _WEEKENDS.search(text):
        return WEEKEND
    if _WORKING.search(text):
        return WORKING_DAYS
    found = _weekday_pattern(text).search(text)
    return (weekday_number(found[str(found.lastgroup)]),) if found else ()


def without_weekdays(text: str) -> str:
    """Return ``text`` without what ``weekdays_of`` read, for who looks for dates in it."""
    return _WORKING.sub(" ", _WEEKENDS.sub(" ", _weekday_pattern(text).sub(" ", text)))


def part_of(text: str) -> str | None:
    """Return the part of the day that ``text`` names, or None."""
    found = _PART.search(text)
    return (found["part"] or "evening") if found else None


def _weekday_pattern(text: str) -> re.Pattern[str]:
    return _ANY_WEEKDAY if _USUAL.search(text) else _WEEKDAYS


def _day(group: str) -> str:
    return WEEKDAY.format(group).removesuffix(r"\b")


_TOPICS = [
    (topic, re.compile(rf"\b(?:{words})\b"))
    for topic, words in (
        (Topic.STREAK, r"in a row|streaks?|consecutive"),
        (
            Topic.VOLATILITY,
            r"volatil\w*|(?:un)?stable|stability|(?:un)?steady|ups and downs|up and down|swings?"
            r"|fluctuat\w*|moody|balanced|all over the place|changeable",
        ),
        (Topic.WEEKDAY, r"(?:which|what) (?:week)?days?|days? of the week|(?:which|what) weekday"),
        (Topic.PART, r"(?:time|part)s? of (?:the |a )?day|(?:which|what) (?:time|part)s?"),
        (Topic.WHEN, r"when"),
        (Topic.COUNT, r"how (?:often|many|frequently)|number of|count|times"),
        (
            Topic.CHANGE,
            r"better|worse|improv\w*|chang\w*|trends?|than|compar\w*|versus|vs|progress\w*"
            r"|develop\w*|brighter|darker|over time|getting|happier|sadder|calmer|differen\w*"
            r"|less|more often",
        ),
        (
            Topic.MOST,
            r"most(?:ly)?|main(?:ly)?|dominant|common(?:est)?|(?:which|what) (?:emotion|feeling)s?"
            r"|strongest|usual feeling",
        ),
        (
            Topic.OVERALL,
            r"reports?|summar\w+|overview|how|charts?|graph|history|stat(?:istic)?s|trend|mood"
            r"|feelings|emotions",
        ),
    )
]

_POLITE = re.compile(r"\b(?:would|i'd|'d) (?:love|like)\b")
# Here "less angry" and "than angry" ask for anger; elsewhere they deny it.
_DEGREES = re.compile(r"\b(?:less|than)\b")
_NEUTRAL = re.compile(r"\b(?:neutral|calm)\b")

_USUAL = re.compile(r"\b(?:usual\w*|always|normally|tend|typical\w*|generally?|often)\b")
_ANY_WEEKDAY = re.compile(rf"\b(?:(?:on|every|each|any|on a) )?{_day('one')}s?\b")
_WEEKDAYS = re.compile(
    rf"\b(?:on )?{_day('several')}s\b"
    rf"|\b(?:every|each|any|on a) {_day('every')}\b"
    rf"|\b{_day('with')}(?= (?:morning|afternoon|evening|night)s\b)"
)
_WEEKENDS = re.compile(r"\b(?:at |on )?weekends\b|\b(?:every|each|at the) weekend\b")
_WORKING = re.compile(r"\b(?:week|work(?:ing)? ?)days\b|\bduring the week\b")
_PART = re.compile(r"\btonight\b|(?<!last )\b(?P<part>morning|afternoon|evening|night)s?\b")
