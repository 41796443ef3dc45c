"""Reports to draw and to show on pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
from some_entries import entry_after, rated

from bot.mood.entry import MoodEntry
from bot.mood.report import MoodReport, build_report
from emotion_component.labels import EMOTIONS, VALENCE

FIRST = datetime(2025, 3, 10, tzinfo=timezone.utc)


def varied(days: Iterable[int], per_day: int = 3) -> list[MoodEntry]:
    """Return messages of all emotions on those days, counted from the first."""
    rng = np.random.default_rng(7)
    entries = []
    for day in days:
        for n in range(per_day):
            emotion = EMOTIONS[int(rng.integers(len(EMOTIONS)))]
            valence = VALENCE[emotion] * float(rng.uniform(0.3, 1))
            entries.append(entry_after(day * 24 * 60 + n, emotion, valence))
    return entries


def report_of(entries: list[MoodEntry], length: int | None, user: str = "ann") -> MoodReport:
    """Return the report on so many days, None for all; with a check-in on the fourth day.

    The period before had the same messages.
    """
    until = FIRST + timedelta(days=length or 4000)
    back = timedelta(days=length or 0)
    before = [replace(e, message_id=f"b{e.message_id}", at=e.at - back) for e in entries]
    since = FIRST if length else None
    check_ins = [rated(FIRST.date() + timedelta(days=3), 4)] if entries else []
    earlier = before if length else []
    return build_report(user, entries, since, until, timezone.utc, earlier, check_ins)
