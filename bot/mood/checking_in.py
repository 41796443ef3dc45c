"""A check-in as people write it: "log 4 out of 5, slept badly", "yesterday was a 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.errors import PeriodError
from bot.mood.days import NamedDay, find_day
from emotion_component.errors import AttuneError

LOWEST, HIGHEST = 1, 5

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?<![\w.,])-?\d+(?:[.,]\d+)?(?!\w)|\b(?:{'|'.join(_WORDS)})\b"
_RATINGS = (
    re.compile(rf"(?P<rating>{_NUMBER}) ?(?:/|out of|of|from) ?(?P<scale>\d+|five|ten)\b"),
    re.compile(rf"(?P<rating>{_NUMBER})(?P<scale>)(?: ?(?:stars?|points?)\b)?"),
)
_DIGITS_AT_MOST = 6
_SCALE = f"Ratings go from {LOWEST} (very bad) to {HIGHEST} (very good)"
_NO_RATING = (
    f"I found no rating in that. {_SCALE}, so you could write: log 4 out of 5, slept badly."
)

_ABOUT_IT = re.compile(
    r"/?\b(?:please|can|could|you|i(?:'?[dm])?|would|like|say|give|it(?:'?s)?|that(?:'?s)?|this|was"
    r"|were|is|am|log|record|note|write|put|set|save|add|enter|check(?:ing)?|check-?in|in|rate"
    r"|rating|score|mood|feel|feeling|make|mark|call|down|me|my|the|a|an|as|at|to|of|for|on|with"
    r"|day|just|about|around|maybe|hi|hello|hey|and|so|only|solid|overall)\b"
)
_SIDES = " ,.;:!?-–—()/="
_DIRECTLY_AFTER = re.compile(r" ?(?:, ?)?(?:was |is )?$")
_LINK = re.compile(
    r"^(?:and|but|because)?[ ,.;:]*(?:note|with (?:the|a) note)\b[ :]*", re.IGNORECASE
)
_COMMAND = re.compile(r"[ ,.;:]+(?:so |please )?(?:log|check(?:ing)? in|rate)$", re.IGNORECASE)


class BadCheckIn(AttuneError):
    """A check-in that can't be noted; the message says to its writer why."""


@dataclass(frozen=True)
class Draft:
    """A check-in as it was read: ``rating`` 1 to 5, about ``day``, with what else was said."""

    rating: int
    day: date
    note: str | None


def read_check_in(text: str, today: date) -> Draft:
    """Return what ``text`` says about a day up to ``today``, the date where its writer is.

    Raises ``BadCheckIn`` without a rating from 1 to 5, and where the day isn't in the calendar or
    is still to come.
    """
    text = " ".join(text.replace("’", "'").replace("−", "-").split())
    plain = _lowered(text)
    named = _named_day(plain, today)
    rating = _rating(_without(plain, named))
    if named and not _is_about(named, rating, plain):
        named, rating = None, _rating(plain)
    day = named.day if named else today
    return Draft(_in_range(rating), day, _note(text, plain, rating, named))


def _lowered(text: str) -> str:
    """Lower case with every letter in its place; a few outside of ASCII would become two."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _named_day(plain: str, today: date) -> NamedDay | None:
    try:
        return find_day(plain, today)
    except PeriodError as error:
        raise BadCheckIn(str(error)) from None


def _without(plain: str, named: NamedDay | None) -> str:
    if not named:
        return plain
    return plain[: named.start] + " " * (named.end - named.start) + plain[named.end :]


def _rating(plain: str) -> re.Match[str]:
    for pattern in _RATINGS:
        if match := pattern.search(plain):
            return match
    raise BadCheckIn(_NO_RATING)


def _is_about(named: NamedDay, rating: re.Match[str], plain: str) -> bool:
    """Tell whether the rating is about that day; "log 3, met her on monday" is about today."""
    if named.start < rating.start():
        return True
    between = plain[rating.end() : named.start]
    after = plain[named.end :].lstrip()
    stands_alone = "," not in between or not after or after[0] in ",.;:!"
    return stands_alone and bool(_DIRECTLY_AFTER.fullmatch(between))


def _in_range(match: re.Match[str]) -> int:
    scale = match["scale"]
    if scale and scale not in {str(HIGHEST), "five"}:
        raise BadCheckIn(f"{_SCALE}: which of them fits?")
    written = match["rating"]
    if written in _WORDS:
        rating = _WORDS.index(written)
    elif not written.lstrip("-").isdecimal():
        raise BadCheckIn(f"{_SCALE}, in whole numbers: which of them fits?")
    else:
        rating = int(written[:_DIGITS_AT_MOST])
    if not LOWEST <= rating <= HIGHEST:
        raise BadCheckIn(f"{_SCALE}, and {written[:_DIGITS_AT_MOST]} isn't among them.")
    return rating


def _note(text: str, plain: str, rating: re.Match[str], named: NamedDay | None) -> str | None:
    """What was said after the rating; where nothing was, what was said before it."""
    before, after = text[: rating.start()], text[rating.end() :]
    if named and named.start >= rating.end():
        after = text[rating.end() : named.start] + text[named.end :]
    elif named:
        before = text[: named.start] + text[named.end : rating.start()]
    note = _LINK.sub("", after.strip(_SIDES)).strip(_SIDES)
    if not note and _ABOUT_IT.sub("", _lowered(before)).strip(_SIDES):
        note = _COMMAND.sub("", before.strip(_SIDES)).strip(_SIDES)
    return note or None
