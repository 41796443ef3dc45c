"""A user's mood over a span of time, and the forms it can be read in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.mood import trends
from bot.mood.entry import MoodEntry
from emotion_component.labels import EMOTIONS

_COLUMNS = ("time", "channel", "emotion", "confidence", "intensity", "valence", "model")


@dataclass(frozen=True)
class MoodReport:
    """What was heard from ``user`` between ``since`` (None: ever) and ``until``.

    ``change`` is how much the mean valence rose since the period before, None if unknown.
    """

    user: str
    since: datetime | None
    until: datetime
    entries: tuple[MoodEntry, ...]
    shares: Mapping[str, float]
    mean_valence: float | None
    days: tuple[trends.Day, ...]
    change: float | None


def build_report(
    user: str,
    entries: Sequence[MoodEntry],
    since: datetime | None,
    until: datetime,
    zone: tzinfo | None,
    before: Sequence[MoodEntry] = (),
) -> MoodReport:
    """Return the report on ``entries``; ``before`` are those of the period before.

    Days are counted in ``zone``; None is the system's own.
    """
    return MoodReport(
        user=user,
        since=since,
        until=until,
        entries=tuple(entries),
        shares=trends.shares(entries),
        mean_valence=trends.mean_valence(entries),
        days=trends.by_day(entries, zone),
        change=trends.change(entries, before),
    )


def as_json(report: MoodReport) -> str:
    """Return the report as one JSON document; times are ISO 8601."""
    document = {
        "user": report.user,
        "since": report.since.isoformat() if report.since else None,
        "until": report.until.isoformat(),
        "count": len(report.entries),
        "entries": [_fields(entry) for entry in report.entries],
        "shares": report.shares,
        "mean_valence": report.mean_valence,
        "days": [_day_fields(day) for day in report.days],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_csv(report: MoodReport) -> str:
    """Return one line per entry, the seven scores in columns of their own."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, *(f"score_{label}" for label in EMOTIONS)])
    for entry in report.entries:
        fields = _fields(entry)
        scores = [entry.scores.get(label, "") for label in EMOTIONS]
        writer.writerow([*(fields[column] for column in _COLUMNS), *scores])
    return text.getvalue()


def as_table(report: MoodReport) -> RenderableType:
    """Return the days and the shares of the emotions as tables for the terminal."""
    days = Table(title=Text(f"Mood of {report.user}"), title_justify="left")
    for heading in ("Day", "Messages", "Mostly", "Valence"):
        days.add_column(heading, justify="right" if heading in {"Messages", "Valence"} else "left")
    for day in report.days:
        days.add_row(str(day.day), str(day.count), Text(day.emotion), f"{day.mean_valence:+.2f}")
    emotions = Table()
    emotions.add_column("Emotion")
    emotions.add_column("Share", justify="right")
    for label in trends.ranked(report.shares):
        emotions.add_row(Text(label), f"{report.shares[label]:.0%}")
    return Group(days, emotions)


def _fields(entry: MoodEntry) -> dict[str, Any]:
    return {
        "time": entry.at.isoformat(),
        "channel": entry.channel,
        "emotion": entry.emotion,
        "confidence": entry.confidence,
        "intensity": entry.intensity,
        "valence": entry.valence,
        "scores": dict(entry.scores),
        "model": entry.model,
    }


def _day_fields(day: trends.Day) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "count": day.count,
        "mean_valence": day.mean_valence,
        "emotion": day.emotion,
    }
