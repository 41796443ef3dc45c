"""Names of days and months in English, whatever the system's language is."""

from __future__ import annotations

import re
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
"""A pattern for a month's name, of which the group's name has to be filled in."""
WEEKDAY = r"(?P<{0}>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)day\b"
"""The same for a weekday."""

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen"),
)
_WORDS = {
    **{word: number for number, word in enumerate(_NUMBERS)},
    **{"a": 1, "an": 1, "couple": 2, "couple of": 2, "few": 3, "twenty": 20, "thirty": 30},
    **{"sixty": 60, "ninety": 90},
}
NUMBER = r"(?:\d{1,9}|" + "|".join(sorted(_WORDS, key=lambda word: -len(word))) + ")"
"""A pattern for a whole number, in digits or words."""


def number(text: str) -> int:
    """Return the number that ``NUMBER`` matched."""
    return int(text) if text.isdigit() else _WORDS[re.sub(r"\s+", " ", text)]


def month_number(name: str) -> int:
    """Return 1 to 12 for what ``MONTH`` matched."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for what ``WEEKDAY`` matched."""
    return next(n for n, day in enumerate(WEEKDAYS) if day.lower().startswith(name[:3]))


def day_words(day: date, today: date, weekday: bool = False) -> str:
    """Return "3 March" or "Monday, 3 March", with the year where it isn't this one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    words = f"{WEEKDAYS[day.weekday()]}, {words}" if weekday else words
    return words if day.year == today.year else f"{words} {day.year}"
