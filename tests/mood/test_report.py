"""The forms of a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from rich.console import Console
from some_entries import MakeEntry, daily, rated

from bot.mood.entry import MoodEntry
from bot.mood.report import MoodReport, as_csv, as_json, as_table, build_report, narrowed
from bot.mood.volatility import volatility

MakeReport = Callable[..., MoodReport]


@pytest.fixture
def make_report(start: datetime) -> MakeReport:
    """Makes the report on the day after the start."""

    def make(entries: list[MoodEntry], before: list[MoodEntry] | None = None) -> MoodReport:
        until = start + timedelta(days=1)
        return build_report("ann", entries, start, until, timezone.utc, before or [])

    return make


def test_json_is_one_whole_document(make_report: MakeReport, make_entry: MakeEntry) -> None:
    document = json.loads(as_json(make_report([make_entry(1), make_entry(2)])))
    assert (document["user"], document["count"]) == ("ann", 2)
    assert document["since"] == "2025-03-10T12:00:00+00:00"
    assert document["until"] == "2025-03-11T12:00:00+00:00"
    assert (document["shares"]["joy"], document["mean_valence"]) == (1.0, 0.8)
    assert document["days"] == [
        {"day": "2025-03-10", "count": 2, "mean_valence": 0.8, "emotion": "joy", "check_ins": 0}
    ]
    assert (document["few"], document["change"], document["volatility"]) == (True, None, None)


def test_json_entries_are_complete(make_report: MakeReport, make_entry: MakeEntry) -> None:
    document = json.loads(as_json(make_report([make_entry(1)])))
    assert document["entries"] == [
        {
            "time": "2025-03-10T12:01:00+00:00",
            "channel": "rest",
            "emotion": "joy",
            "confidence": 0.9,
            "intensity": 0.5,
            "valence": 0.8,
            "scores": {"joy": 0.9, "neutral": 0.1},
            "model": "0.1.0-test",
            "corrected": None,
            "pleasantness": 0.8,
        }
    ]


def test_json_without_beginning(make_entry: MakeEntry, start: datetime) -> None:
    document = json.loads(as_json(build_report("ann", [], None, start, timezone.utc)))
    assert (document["since"], document["mean_valence"], document["days"]) == (None, None, [])


def test_csv_has_a_line_per_entry(make_report: MakeReport, make_entry: MakeEntry) -> None:
    text = as_csv(make_report([make_entry(1), make_entry(2, "fear")]))
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["emotion"] for line in lines] == ["joy", "fear"]
    assert (lines[1]["score_fear"], lines[1]["score_anger"]) == ("0.9", "")
    assert lines[0]["time"] == "2025-03-10T12:01:00+00:00"


def test_table_shows_days_and_shares(make_report: MakeReport, make_entry: MakeEntry) -> None:
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(as_table(make_report([make_entry(1), make_entry(2), make_entry(3, "[b]")])))
    shown = console.export_text()
    assert "Mood of ann" in shown
    assert "2025-03-10" in shown
    assert "67%" in shown


def test_json_tells_what_the_trend_rests_on(make_report: MakeReport, start: datetime) -> None:
    report = build_report(
        "ann",
        daily([0.5, 0.6, 0.4] * 4),
        start,
        start + timedelta(days=12),
        timezone.utc,
        daily([-0.5, -0.6, -0.4] * 4, first=-12),
        [rated(date(2025, 3, 11), 2)],
    )
    document = json.loads(as_json(report))
    assert (document["few"], document["change"]["direction"]) == (False, "up")
    assert (document["change"]["days"], document["change"]["days_before"]) == (12, 12)
    assert document["volatility"] == pytest.approx(volatility(report.days))
    assert [check_in["rating"] for check_in in document["check_ins"]] == [2]


def test_correction_stands_beside_the_guess(make_report: MakeReport, make_entry: MakeEntry) -> None:
    entry = replace(make_entry(1), corrected="fear")
    (line,) = csv.DictReader(io.StringIO(as_csv(make_report([entry]))))
    assert (line["emotion"], line["corrected"], line["valence"]) == ("joy", "fear", "0.8")
    assert line["pleasantness"] == "-0.8"


def test_report_is_narrowed_to_a_weekday(start: datetime) -> None:
    entries, before = daily([0.5] * 14), daily([-0.5] * 14, first=-14)
    check_ins = [rated(date(2025, 3, day), 4) for day in (10, 11)]
    until = start + timedelta(days=14)
    report = build_report("ann", entries, start, until, timezone.utc, before, check_ins)
    mondays = narrowed(report, [0], None)
    assert [day.day for day in mondays.days] == [date(2025, 3, 10), date(2025, 3, 17)]
    assert (len(mondays.earlier), len(mondays.check_ins)) == (2, 1)
    afternoons = narrowed(report, [], "afternoon")
    assert (len(afternoons.entries), afternoons.check_ins) == (14, ())
    assert narrowed(report, [], "morning").days == ()


@pytest.mark.parametrize(("hours", "length"), [(6, 1), (12, 1), (13, 2), (24 * 7 + 12, 8)])
def test_length_counts_calendar_days(start: datetime, hours: int, length: int) -> None:
    until = start + timedelta(hours=hours)
    assert build_report("ann", [], start, until, timezone.utc).length == length
