"""A user's mood over a span of time, and the forms it can be read in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.mood import trends
from bot.mood.change import Change, valence_change
from bot.mood.check_in import CheckIn
from bot.mood.entry import MoodEntry
from bot.mood.profiles import part_of_day
from bot.mood.volatility import volatility
from emotion_component.labels import EMOTIONS

_COLUMNS = ("time", "channel", "emotion", "confidence", "intensity", "valence", "model")
_GROWN_COLUMNS = ("corrected", "pleasantness")
_NO_BEGINNING = 10_000


@dataclass(frozen=True)
class MoodReport:
    """What was heard from ``user`` between ``since`` (None: ever) and ``until``.

    ``earlier`` and ``earlier_check_ins`` are those of the period that it is compared with;
    ``change`` is how the valence differs from it, None where there is too little to tell. Days are
    those of ``zone``, None is the system's own.
    """

    user: str
    since: datetime | None
    until: datetime
    zone: tzinfo | None
    entries: tuple[MoodEntry, ...]
    check_ins: tuple[CheckIn, ...]
    earlier: tuple[MoodEntry, ...]
    earlier_check_ins: tuple[CheckIn, ...]
    shares: Mapping[str, float]
    mean_valence: float | None
    days: tuple[trends.Day, ...]
    earlier_days: tuple[trends.Day, ...]
    change: Change | None

    @property
    def last_day(self) -> date:
        """The last day that the report touches."""
        return (self.until.astimezone(self.zone) - timedelta(microseconds=1)).date()

    @property
    def length(self) -> int:
        """How many calendar days it touches; very many without a beginning."""
        if self.since is None:
            return _NO_BEGINNING
        return (self.last_day - self.since.astimezone(self.zone).date()).days + 1

    @property
    def is_few(self) -> bool:
        """Whether there is too little to speak of a trend."""
        return trends.is_few(self.days, self.length)


def build_report(
    user: str,
    entries: Sequence[MoodEntry],
    since: datetime | None,
    until: datetime,
    zone: tzinfo | None,
    before: Sequence[MoodEntry] = (),
    check_ins: Sequence[CheckIn] = (),
    check_ins_before: Sequence[CheckIn] = (),
) -> MoodReport:
    """Return the report on ``entries`` and ``check_ins``.

    ``before`` and ``check_ins_before`` are those of the period before. Days are counted in
    ``zone``; None is the system's own.
    """
    days = trends.by_day(entries, zone, check_ins)
    earlier_days = trends.by_day(before, zone, check_ins_before)
    return MoodReport(
        user=user,
        since=since,
        until=until,
        zone=zone,
        entries=tuple(entries),
        check_ins=tuple(check_ins),
        earlier=tuple(before),
        earlier_check_ins=tuple(check_ins_before),
        shares=trends.shares(entries),
        mean_valence=trends.mean_valence(entries, check_ins),
        days=days,
        earlier_days=earlier_days,
        change=valence_change(days, earlier_days),
    )


def narrowed(report: MoodReport, weekdays: Sequence[int], part: str | None) -> MoodReport:
    """Return the report on some weekdays (0 is Monday) or a part of the day alone.

    No weekdays and no part limit nothing. Check-ins are about whole days: no part has any.
    """

    def fits(day: date) -> bool:
        return not weekdays or day.weekday() in weekdays

    def heard(entries: Sequence[MoodEntry]) -> list[MoodEntry]:
        return [
            entry
            for entry in entries
            if fits(entry.at.astimezone(report.zone).date())
            and part in (None, part_of_day(entry, report.zone))
        ]

    def rated(check_ins: Sequence[CheckIn]) -> list[CheckIn]:
        return [] if part else [check_in for check_in in check_ins if fits(check_in.day)]

    return build_report(
        report.user,
        heard(report.entries),
        report.since,
        report.until,
        report.zone,
        heard(report.earlier),
        rated(report.check_ins),
        rated(report.earlier_check_ins),
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
        "check_ins": [_check_in_fields(check_in) for check_in in report.check_ins],
        "few": report.is_few,
        "change": _change_fields(report.change) if report.change else None,
        "volatility": volatility(report.days),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_csv(report: MoodReport) -> str:
    """Return one line per entry, the seven scores in columns of their own.

    Check-ins have no place among messages: they are in the JSON document.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, *(f"score_{label}" for label in EMOTIONS), *_GROWN_COLUMNS])
    for entry in report.entries:
        fields = _fields(entry)
        scores = [entry.scores.get(label, "") for label in EMOTIONS]
        values = [*(fields[column] for column in _COLUMNS), *scores]
        writer.writerow([*values, *(fields[column] for column in _GROWN_COLUMNS)])
    return text.getvalue()


def as_table(report: MoodReport) -> RenderableType:
    """Return the days and the shares of the emotions as tables for the terminal."""
    days = Table(title=Text(f"Mood of {report.user}"), title_justify="left")
    for heading in ("Day", "Messages", "Mostly", "Valence"):
        days.add_column(heading, justify="right" if heading in {"Messages", "Valence"} else "left")
    for day in report.days:
        days.add_row(
            str(day.day), str(day.count), Text(day.emotion or ""), f"{day.mean_valence:+.2f}"
        )
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
        "corrected": entry.corrected,
        "pleasantness": entry.pleasantness,
    }


def _day_fields(day: trends.Day) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "count": day.count,
        "mean_valence": day.mean_valence,
        "emotion": day.emotion,
        "check_ins": day.check_ins,
    }


def _check_in_fields(check_in: CheckIn) -> dict[str, Any]:
    return {
        "time": check_in.at.isoformat(),
        "day": check_in.day.isoformat(),
        "rating": check_in.rating,
    }


def _change_fields(change: Change) -> dict[str, Any]:
    return {
        "direction": change.direction,
        "difference": change.difference,
        "p_value": change.p_value,
        "days": change.days,
        "days_before": change.days_before,
    }
