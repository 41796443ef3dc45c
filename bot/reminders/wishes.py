"""What somebody wants who writes about reminders: "every monday at 9am", "stop reminding me"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.mood.calendar_words import WEEKDAYS
from bot.reminders.clock import ClockTime, clock_times, plain
from bot.reminders.day_parts import EVENING, day_parts, in_part, meanings
from bot.reminders.errors import ReminderError

DEFAULT = EVENING
"""Where no time is named: a day is looked back on when it is nearly over."""
WEEKLY_DAY = 6
"""The weekday of "weekly": Sunday, when a week is nearly over."""

_DAYS = {day.lower(): number for number, day in enumerate(WEEKDAYS)}
_AFTERNOON_HOURS = range(1, 7)
_SHORT = [day[:3] for day in _DAYS]
_SHORT_DAYS = re.compile(
    r"(?:^|\b(?:every|each|on|remind|me|weekly|and|or|to)|[,&/-]) ?"
    rf"({'|'.join(_SHORT)})(?:s|rs?|nes)?\b"
)

_REMINDERS = r"(?:reminders?|reminding|check.?ins?|notifications?)"
_REMIND = rf"(?:{_REMINDERS}|remind\w*|(?:ask|ping|nudg|notify|messag|bother|text)\w* me)"
_FILLERS = (
    r"(?: (?:want|need|like|wish|to|be|get|getting|have|send|any|more|further|longer|you|me|my|the"
    r"|your|these|those|a|an|of|daily|weekly|ever|please)){0,5}"
)
_NOT_FORGETTING = re.compile(r"\b(?:don'?t|do not|never|not) (?:let me )?forget\b|^no[,.!;]+ ")
_OFF = re.compile(
    r"^(?:please )?(?:/?remind(?:ers?)? )?(?:off|stop|none|no|never|cancel|quit|unsubscribe)"
    r"(?: (?:it|them|this|that))?(?: please)?[.!]*$"
    rf"|\b(?:no|without|enough){_FILLERS} {_REMINDERS}\b"
    rf"|\b(?:don'?t|do not|not|never|no longer|stop|quit){_FILLERS} {_REMIND}\b"
    r"|\b(?:stop|quit|cancel|delete|remove|disable|end (?:my|the|all|these|your))"
    rf"(?: [\w':.]+){{0,4}} {_REMINDERS}\b"
    r"|\b(?:turn|switch|shut)\w*(?: [\w']+){0,4} off\b"
    rf"|\b{_REMIND} (?:off|no more|no longer)\b"
)
_ANOTHER = re.compile(r"\b(?:but|instead|only)\b")
_REPEATED = re.compile(r"\b(?:every|each|daily|weekly|nightly|once (?:a|per) (?:day|week))\b")
_ONCE = re.compile(
    r"\b(?:today|tonight|tomorrow|tmrw|once|next \w+|in (?:an?|\d+|half an?) (?:\w+ )?"
    r"(?:min|hour|day|week|month|year)\w*)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:hourly|monthly|yearly|annually|fortnightly|bi-?weekly|twice|weekdays?|weekends?|except"
    r"|(?:every|each) (?:\d+ ?(?:st|nd|rd|th|min|hour|day|week|month|year)|other|second|third|few"
    r"|couple|half|hour|minute|month|year|work ?day)\w*|\d+ ?(?:x|times))\b"
)
_WEEKLY = re.compile(r"\bweekly\b|\b(?:every|each|once a|a|per) week\b")
_SOMETHING = re.compile(rf"\b(?:{_REMIND}|daily|every ?day|each day)\b|^on\b")


@dataclass(frozen=True)
class Wish:
    """A reminder at a wall time, daily or on ``weekday`` (0 is Monday); or none, where ``off``."""

    time: dt.time | None = None
    weekday: int | None = None
    off: bool = False


def read_wish(text: str) -> Wish:
    """Return what ``text`` asks for; what it leaves open is ``DEFAULT`` or ``WEEKLY_DAY``.

    An hour that could be of either half of the day is one of the waking hours: 7 to 12 as it is
    said, 1 to 6 in the afternoon. Raises ``ReminderError`` where the wish can't be understood
    or granted.
    """
    said = _NOT_FORGETTING.sub("", plain(text))
    clocks, weekdays = clock_times(said), _weekdays(said)
    if off := _OFF.search(said):
        if len(clocks) > 1 or _weekdays(said[off.end() :]) or _ANOTHER.search(said):
            raise ReminderError(
                "I am not sure what you want: write a time such as 20:30, or 'no reminders'."
            )
        return Wish(off=True)
    _check_rhythm(said, weekdays)
    time = _time(clocks, day_parts(_words(said)))
    if time is None and not weekdays and not _WEEKLY.search(said) and not _SOMETHING.search(said):
        raise ReminderError("I see no time there: write one such as 20:30 or 'every evening'.")
    weekday = weekdays[0] if weekdays else WEEKLY_DAY if _WEEKLY.search(said) else None
    return Wish(time or DEFAULT, weekday)


def _check_rhythm(said: str, weekdays: list[int]) -> None:
    once = _ONCE.search(said) and not _REPEATED.search(said)
    if once or len(weekdays) > 1 or _OTHERWISE.search(said):
        raise ReminderError(
            "I can ask you once every day, or once a week on one day: "
            "write 'every day at 20:30' or 'every monday at 9 am'."
        )


def _time(clocks: list[ClockTime], parts: list[dt.time]) -> dt.time | None:
    if len(clocks) > 1 or (not clocks and len(parts) > 1):
        raise ReminderError("That is more than one time: name one, such as 20:30.")
    if not clocks:
        return parts[0] if parts else None
    [clock] = clocks
    if len(parts) == 1:
        return in_part(clock, parts[0])
    return clock.later_half() if clock.time.hour in _AFTERNOON_HOURS else clock.time


def _weekdays(said: str) -> list[int]:
    short = [_SHORT.index(day) for day in _SHORT_DAYS.findall(said)]
    return list(dict.fromkeys(meanings(_words(said), _DAYS) + short))


def _words(said: str) -> list[str]:
    return re.findall(r"[a-z]+", said)
