"""Questions about one's own mood, as people ask them in the chat.

"How was my week?", "and last month?", "when am I usually sad?", "what about Mondays?", "was this
week worse than last week?": what is asked, of which time, of which feeling. A follow-up takes what
it doesn't say from the question before.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import get_args

from bot.mood.period_words import find_periods
from bot.mood.periods import Period, Unit, last_days
from bot.mood.question_words import (
    Topic,
    feeling_of,
    part_of,
    topic_of,
    weekdays_of,
    without_weekdays,
)

__all__ = ["Question", "Topic", "read_question"]


@dataclass(frozen=True)
class Question:
    """What is asked of ``period``; ``against`` is what it is compared with, None without a past.

    ``emotion`` is one of the seven labels or None; ``weekdays`` (0 is Monday) and ``part`` (of the
    day) are what the question is limited to, if anything.
    """

    topic: Topic
    period: Period
    against: Period | None
    emotion: str | None = None
    weekdays: tuple[int, ...] = ()
    part: str | None = None

    @property
    def since(self) -> datetime:
        """When the period asked about begins, aware."""
        return self.period.since

    @property
    def until(self) -> datetime:
        """When it ends: the first moment that no longer belongs to it, aware."""
        return self.period.until

    def as_json(self) -> str:
        """Return the question as text, for a slot."""
        return json.dumps(
            {
                "topic": self.topic.value,
                "period": _period_fields(self.period),
                "against": _period_fields(self.against) if self.against else None,
                "emotion": self.emotion,
                "weekdays": self.weekdays,
                "part": self.part,
            }
        )

    @classmethod
    def from_json(cls, text: str, zone: tzinfo | None) -> Question | None:
        """Return the question of ``as_json``, its times in ``zone``; None for any other text."""
        try:
            fields = json.loads(text)
            return cls(
                topic=Topic(fields["topic"]),
                period=_period(fields["period"], zone),
                against=_period(fields["against"], zone) if fields["against"] else None,
                emotion=fields["emotion"],
                weekdays=tuple(fields["weekdays"]),
                part=fields["part"],
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            # Slots outlive releases: a question of another shape is one not asked.
            return None


def read_question(text: str, now: datetime, before: Question | None = None) -> Question:
    """Return what ``text`` asks; ``now`` is aware and in the user's zone.

    ``before`` is the question asked before, if there was one. Raises ``PeriodError``, whose message
    can be said to the user, for a time that can't be: "31 February", one in the future.
    """
    plain = _FILLERS.sub("", re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip())
    rest = _LEAD_IN.sub("", plain)
    said = _said(rest, now, before)
    leads_on = rest != plain or (said.topic is None and not _WHOLE.match(plain))
    return _followed(said, before) if before and leads_on else _completed(said, now)


_FILLERS = re.compile(r"^(?:(?:ok(?:ay)?|so|then|well|hey|hi|please)\b[ ,]*)+")
_LEAD_IN = re.compile(r"^(?:(?:and|but|or|also|same|what about|how about)\b[ ,]*)+(?:for |with )?")
_WHOLE = re.compile(r"/|(?:am|are|was|were|is|do|did|have|has|had|i)\b")
_THAN = re.compile(r"\b(?:than|compared (?:to|with)|versus|vs|against)\b")
_ONE_BEFORE = re.compile(
    r"\bthe (?P<unit>day|week|month|year|one|time) before\b(?! last| yesterday)"
)
_OFTEN = re.compile(r"\b(?:often|more|less)\b")
_LENGTHS = {"week": 7, "month": 30, "year": 365}
_MANY_DAYS = 90
_OTHER_DAYS = 30
_DEFAULT_DAYS = {
    Topic.OVERALL: 7,
    Topic.WHEN: _MANY_DAYS,
    Topic.WEEKDAY: _MANY_DAYS,
    Topic.PART: _MANY_DAYS,
    Topic.STREAK: 365,
}
_ABOUT_A_FEELING = {Topic.WHEN, Topic.WEEKDAY, Topic.PART, Topic.COUNT, Topic.CHANGE}


@dataclass(frozen=True)
class _Said:
    """What the words themselves say, before anything is taken from the question before."""

    topic: Topic | None
    emotion: str | None
    weekdays: tuple[int, ...]
    part: str | None
    period: Period | None
    against: Period | None


def _said(text: str, now: datetime, before: Question | None) -> _Said:
    topic = topic_of(text)
    period, against = _periods(without_weekdays(text), now, before)
    return _Said(topic, _feeling(text, topic), weekdays_of(text), part_of(text), period, against)


def _feeling(text: str, topic: Topic | None) -> str | None:
    found = feeling_of(text)
    # "Am I happier?" asks for the mood as a whole, "am I less angry?" for anger.
    if topic is Topic.CHANGE and found in {"joy", "sadness"} and not _OFTEN.search(text):
        return None
    return found


def _completed(said: _Said, now: datetime) -> Question:
    """A question of its own: what isn't named is what is usual for its topic."""
    topic = _topic(said)
    usual = topic is Topic.OVERALL and (said.weekdays or said.part)
    days = _MANY_DAYS if usual else _DEFAULT_DAYS.get(topic, _OTHER_DAYS)
    period = said.period or last_days(days, now)
    against = said.against or period.before
    return Question(topic, period, against, said.emotion, said.weekdays, said.part)


def _topic(said: _Said) -> Topic:
    """The topic, where a comparison or a feeling alone ("was I sad?") is one as well."""
    if said.against and said.topic in (None, Topic.OVERALL, Topic.COUNT):
        return Topic.CHANGE
    if said.emotion and said.topic in (None, Topic.OVERALL):
        return Topic.WHEN if said.weekdays or said.part else Topic.COUNT
    return said.topic or Topic.OVERALL


def _followed(said: _Said, before: Question) -> Question:
    """A follow-up: what is named replaces what the question before had."""
    period = said.period or before.period
    against = said.against or (period.before if said.period else before.against)
    if said.topic:
        return Question(_topic(said), period, against, said.emotion, said.weekdays, said.part)
    return Question(
        topic=_followed_topic(said, before),
        period=period,
        against=against,
        emotion=said.emotion or before.emotion,
        weekdays=said.weekdays or before.weekdays,
        part=said.part or before.part,
    )


def _followed_topic(said: _Said, before: Question) -> Topic:
    if said.emotion and before.topic not in _ABOUT_A_FEELING:
        return Topic.COUNT
    return before.topic


def _periods(
    text: str, now: datetime, before: Question | None
) -> tuple[Period | None, Period | None]:
    """The period asked about and the one it is compared with, as far as they are named."""
    if than := _THAN.search(text):
        return _compared(text[: than.start()], text[than.end() :], now)
    if earlier := _ONE_BEFORE.search(text):
        return _one_before(earlier["unit"], now, before), None
    found = find_periods(text, now)
    if len(found) > 1 and topic_of(text) is Topic.CHANGE:
        earlier_one, later_one = sorted(found[:2], key=lambda period: period.since)
        return later_one, earlier_one
    return (found[0] if found else None), None


def _compared(left: str, right: str, now: datetime) -> tuple[Period | None, Period | None]:
    period = next(iter(find_periods(left, now)), None)
    if earlier := _ONE_BEFORE.search(right):
        return period or _current(earlier["unit"], now), None
    against = next(iter(find_periods(right, now)), None)
    if against and not period:
        period = _current(against.unit, now) or last_days(against.length, now)
    return period, against


def _one_before(unit: str, now: datetime, before: Question | None) -> Period | None:
    """ "The week before": before that of the last question, or before this one."""
    if before and (unit in {before.period.unit, "one", "time"} or _is_a(before.period, unit)):
        return before.period.before
    current = _current(unit, now)
    return current.before if current else None


def _is_a(period: Period, unit: str) -> bool:
    """Tell whether "the last 7 days" may be called a week."""
    return period.unit == "days" and period.length == _LENGTHS.get(unit)


def _current(unit: str, now: datetime) -> Period | None:
    words = {"day": "today", "week": "this week", "month": "this month", "year": "this year"}
    return next(iter(find_periods(words[unit], now)), None) if unit in words else None


def _period_fields(period: Period) -> dict[str, str]:
    return {
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "words": period.words,
        "unit": period.unit,
    }


def _period(fields: dict[str, str], zone: tzinfo | None) -> Period:
    since, until = (datetime.fromisoformat(fields[key]) for key in ("since", "until"))
    units = get_args(Unit)
    unit = units[units.index(fields["unit"])]
    return Period(since.astimezone(zone), until.astimezone(zone), fields["words"], unit)
