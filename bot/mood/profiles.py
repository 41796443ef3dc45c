"""Weekdays and times of day: how they were, and whether one of them stands out.

"Mostly sad on Mondays" is a claim about Mondays and other days. What is counted are days (or parts
of days) on which a feeling was heard more than any other, not messages, which hang together. The
chance that it fell on Mondays so often is Fisher's exact test; for parts of a day the days are its
strata (the exact form of Cochran, Mantel & Haenszel's test), so that a few bad days, bad from
morning to night, don't pass for bad mornings. Where several weekdays are looked at, Holm
(1979) keeps the chance of one false claim among them at 5 %.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import cached_property
from itertools import accumulate
from statistics import fmean
from typing import TypeVar

import numpy as np
from scipy import stats

from bot.mood.calendar_words import WEEKDAYS
from bot.mood.entry import MoodEntry
from bot.mood.trends import FEW_DAYS, Day, by_day
from emotion_component.labels import NEUTRAL

PARTS = ("night", "morning", "afternoon", "evening")
"""The parts of a day, six hours each from midnight."""

_HOURS = 24 // len(PARTS)
_SURE = 0.05
_FEWEST_HITS = 3


@dataclass(frozen=True)
class Slot:
    """A day by its weekday, or a part of a day: what was heard in it.

    ``mean_valence`` runs from -1 to 1. ``stratum`` is shared by slots that may be compared.
    """

    day: date
    name: str
    counts: Mapping[str, int]
    mean_valence: float
    stratum: date | None = None

    @cached_property
    def leading(self) -> frozenset[str]:
        """The feelings heard most, more than one where they tie; neutral where there is none."""
        felt = {label: count for label, count in self.counts.items() if label != NEUTRAL}
        most = max(felt.values(), default=0)
        return frozenset(label for label in felt if felt[label] == most) or frozenset({NEUTRAL})


@dataclass(frozen=True)
class Profile:
    """All slots of one name together.

    ``mean_valence`` is the mean over its ``slots`` slots, None without any; ``leading`` counts for
    each feeling the slots in which it was heard most.
    """

    name: str
    slots: int
    messages: int
    mean_valence: float | None
    leading: Mapping[str, int]


@dataclass(frozen=True)
class Pattern:
    """How often a feeling was heard most in the slots of ``name``, and in all others.

    ``p_value`` is the chance of so many where the name makes no difference.
    """

    name: str
    hits: int
    slots: int
    other_hits: int
    other_slots: int
    p_value: float

    @property
    def stands_out(self) -> bool:
        """Whether the evidence carries "more often than at other times"."""
        return self.p_value < _SURE and self.hits >= _FEWEST_HITS

    @property
    def mostly(self) -> bool:
        """Whether that is more than half of the time, too."""
        return self.stands_out and self.hits * 2 > self.slots


@dataclass(frozen=True)
class Contrast:
    """How much more pleasant (-2 to 2) the slots of ``name`` were than others."""

    name: str
    slots: int
    difference: float
    p_value: float

    @property
    def stands_out(self) -> bool:
        """Whether the evidence carries that they differ."""
        return self.p_value < _SURE


Kinds = Sequence[tuple[Sequence[Slot], Sequence[str]]]
"""Slots, and which of their names are looked at; all of them are adjusted for together."""
_Tested = TypeVar("_Tested", Pattern, Contrast)


def weekday_slots(days: Sequence[Day]) -> tuple[Slot, ...]:
    """Return one slot per day, named by its weekday."""
    return tuple(
        Slot(day.day, WEEKDAYS[day.day.weekday()], day.counts, day.mean_valence) for day in days
    )


def part_slots(entries: Sequence[MoodEntry], zone: tzinfo | None) -> tuple[Slot, ...]:
    """Return one slot per part of a day that has messages, in order; days are the strata.

    Days with a single part all share one stratum: they can be compared with one another.
    """
    slots = [slot for part in PARTS for slot in _slots_of(part, entries, zone)]
    parts = Counter(slot.day for slot in slots)
    kept = (replace(slot, stratum=slot.day) if parts[slot.day] > 1 else slot for slot in slots)
    return tuple(sorted(kept, key=lambda slot: (slot.day, PARTS.index(slot.name))))


def part_of_day(entry: MoodEntry, zone: tzinfo | None) -> str:
    """Return the part of the day, on the clock of ``zone``, in which the entry was said."""
    return PARTS[entry.at.astimezone(zone).hour // _HOURS]


def profile(slots: Sequence[Slot], names: Sequence[str]) -> tuple[Profile, ...]:
    """Return how each of ``names`` (``WEEKDAYS`` or ``PARTS``) was."""
    return tuple(_profile(name, [slot for slot in slots if slot.name == name]) for name in names)


def patterns(kinds: Kinds, feeling: str) -> tuple[Pattern, ...]:
    """Return when ``feeling`` is heard most, the clearest first, adjusted for the many names."""
    found = [
        _pattern([slot for slot in slots if slot.counts], feeling, name)
        for slots, names in kinds
        for name in names
    ]
    return _adjusted(found)


def contrasts(kinds: Kinds) -> tuple[Contrast, ...]:
    """Return how pleasant each name is beside the others, the clearest first.

    Only of names that have enough slots. Welch's t-test on days; parts of a day are compared with
    the rest of the same day (paired), so days with one part only don't count.
    """
    found = (_contrast(slots, name) for slots, names in kinds for name in names)
    return _adjusted([contrast for contrast in found if contrast])


def _slots_of(part: str, entries: Sequence[MoodEntry], zone: tzinfo | None) -> list[Slot]:
    heard = [entry for entry in entries if part_of_day(entry, zone) == part]
    return [Slot(day.day, part, day.counts, day.mean_valence) for day in by_day(heard, zone)]


def _profile(name: str, slots: Sequence[Slot]) -> Profile:
    return Profile(
        name=name,
        slots=len(slots),
        messages=sum(sum(slot.counts.values()) for slot in slots),
        mean_valence=fmean(slot.mean_valence for slot in slots) if slots else None,
        leading=Counter(label for slot in slots if slot.counts for label in slot.leading),
    )


def _pattern(slots: Sequence[Slot], feeling: str, name: str) -> Pattern:
    named = [feeling in slot.leading for slot in slots if slot.name == name]
    others = [feeling in slot.leading for slot in slots if slot.name != name]
    p_value = _chance(slots, feeling, name, sum(named))
    return Pattern(name, sum(named), len(named), sum(others), len(others), p_value)


def _chance(slots: Sequence[Slot], feeling: str, name: str, hits: int) -> float:
    """The chance of at least ``hits``, were the feelings dealt out anew within each stratum."""
    strata: dict[date | None, list[Slot]] = {}
    for slot in slots:
        strata.setdefault(slot.stratum, []).append(slot)
    total = np.ones(1)
    for members in strata.values():
        felt = sum(feeling in slot.leading for slot in members)
        named = sum(slot.name == name for slot in members)
        total = np.convolve(total, _hypergeometric(len(members), felt, named))
    return min(float(total[hits:].sum()), 1.0)


def _hypergeometric(slots: int, felt: int, drawn: int) -> list[float]:
    ways = [
        math.comb(felt, hits) * math.comb(slots - felt, drawn - hits) for hits in range(drawn + 1)
    ]
    return [way / math.comb(slots, drawn) for way in ways]


def _contrast(slots: Sequence[Slot], name: str) -> Contrast | None:
    if any(slot.stratum for slot in slots):
        return _paired(slots, name)
    named = [slot.mean_valence for slot in slots if slot.name == name]
    others = [slot.mean_valence for slot in slots if slot.name != name]
    if min(len(named), len(others)) < FEW_DAYS:
        return None
    p_value = _p_value(stats.ttest_ind(named, others, equal_var=False).pvalue)
    return Contrast(name, len(named), fmean(named) - fmean(others), p_value)


def _paired(slots: Sequence[Slot], name: str) -> Contrast | None:
    days: dict[date, tuple[list[float], list[float]]] = {}
    for slot in slots:
        days.setdefault(slot.day, ([], []))[slot.name != name].append(slot.mean_valence)
    apart = [fmean(named) - fmean(others) for named, others in days.values() if named and others]
    if len(apart) < FEW_DAYS:
        return None
    return Contrast(name, len(apart), fmean(apart), _p_value(stats.ttest_1samp(apart, 0).pvalue))


def _p_value(found: float) -> float:
    # Without any spread there is nothing to test: scipy answers with NaN.
    return 1.0 if np.isnan(found) else float(found)


def _adjusted(found: Sequence[_Tested]) -> tuple[_Tested, ...]:
    """The same with Holm's p-values, the smallest first."""
    ranked = sorted(found, key=lambda each: each.p_value)
    raised = (each.p_value * (len(ranked) - rank) for rank, each in enumerate(ranked))
    p_values = accumulate(raised, max)
    return tuple(
        replace(each, p_value=min(p_value, 1.0))
        for each, p_value in zip(ranked, p_values, strict=True)
    )
