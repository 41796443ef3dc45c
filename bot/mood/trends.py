"""What a list of entries says: pure functions, with the time zone as a parameter.

A day is the unit that everything else counts in: messages of one day hang together, so ten
messages of one evening say far less than ten days do. Days are calendar days in the user's zone,
23 or 25 hours long where the clocks change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import groupby
from statistics import fmean

from bot.mood.check_in import CheckIn
from bot.mood.entry import MoodEntry
from bot.mood.steps import Step, step_start
from emotion_component.labels import EMOTIONS

FEW = 5
"""Fewer messages and check-ins than this say nothing about a trend."""
FEW_DAYS = 4
"""Neither does what was said on fewer days than this."""


@dataclass(frozen=True)
class Day:
    """One calendar day with messages or check-ins.

    ``count`` is the number of messages, ``counts`` how many of them per feeling; ``mean_valence``
    (-1 to 1) is over messages and check-ins, each one value; ``emotion`` is the commonest feeling,
    None on a day that has check-ins only.
    """

    day: date
    count: int
    mean_valence: float
    emotion: str | None
    check_ins: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """A day, an ISO week (``start`` is its Monday) or a month (its first) that has entries.

    ``mean_valence`` is the mean over its ``days`` days, each weighing the same; ``shares`` (0 to
    1, all 0 without messages) are of its ``count`` messages.
    """

    start: date
    days: int
    count: int
    mean_valence: float
    shares: Mapping[str, float]


def is_few(days: Sequence[Day], length: int = FEW_DAYS) -> bool:
    """Tell whether there is too little to speak of a trend in a period of ``length`` days."""
    said = sum(day.count + day.check_ins for day in days)
    return said < FEW or len(days) < min(FEW_DAYS, length)


def shares(entries: Sequence[MoodEntry]) -> dict[str, float]:
    """Return the share of each of the seven emotions, 0 to 1; all 0 without entries."""
    return _shares(Counter(entry.feeling for entry in entries))


def mean_valence(entries: Sequence[MoodEntry], check_ins: Sequence[CheckIn] = ()) -> float | None:
    """Return the mean over messages and check-ins, -1 to 1, or None without any."""
    values = _pleasantness(entries, check_ins)
    return fmean(values) if values else None


def by_day(
    entries: Sequence[MoodEntry], zone: tzinfo | None, check_ins: Sequence[CheckIn] = ()
) -> tuple[Day, ...]:
    """Return the days that have something, in order; a ``zone`` of None is the system's own."""
    said: dict[date, tuple[list[MoodEntry], list[CheckIn]]] = {}
    for entry in entries:
        said.setdefault(entry.at.astimezone(zone).date(), ([], []))[0].append(entry)
    for check_in in check_ins:
        said.setdefault(check_in.day, ([], []))[1].append(check_in)
    return tuple(_day(day, *said[day]) for day in sorted(said))


def by_step(days: Sequence[Day], step: Step) -> tuple[Span, ...]:
    """Return the days, weeks or months that have something, in order."""
    groups = groupby(days, key=lambda day: step_start(day.day, step))
    return tuple(_span(start, list(group)) for start, group in groups)


def ranked(of: Mapping[str, float]) -> list[str]:
    """Return the emotions that occur, the commonest first; ties in the order given."""
    return sorted((label for label in of if of[label]), key=lambda label: -of[label])


def _day(day: date, entries: list[MoodEntry], check_ins: list[CheckIn]) -> Day:
    counts = Counter(entry.feeling for entry in entries)
    return Day(
        day=day,
        count=len(entries),
        mean_valence=fmean(_pleasantness(entries, check_ins)),
        emotion=next(iter(ranked(shares(entries)) or counts), None),
        check_ins=len(check_ins),
        counts=counts,
    )


def _pleasantness(entries: Sequence[MoodEntry], check_ins: Sequence[CheckIn]) -> list[float]:
    heard = [entry.pleasantness for entry in entries]
    return heard + [check_in.pleasantness for check_in in check_ins]


def _span(start: date, days: list[Day]) -> Span:
    counts: Counter[str] = Counter()
    for day in days:
        counts.update(day.counts)
    mean = fmean(day.mean_valence for day in days)
    return Span(start, len(days), counts.total(), mean, _shares(counts))


def _shares(counts: Counter[str]) -> dict[str, float]:
    return {label: counts[label] / max(counts.total(), 1) for label in EMOTIONS}
