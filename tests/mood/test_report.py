"""The forms of a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from rich.console import Console
from some_entries import MakeEntry

from bot.mood.entry import MoodEntry
from bot.mood.report import MoodReport, as_csv, as_json, as_table, build_report
from bot.mood.sentences import as_sentences

MakeReport = Callable[..., MoodReport]


@pytest.fixture
def make_report(start: datetime) -> MakeReport:
    """Makes the report on the day after the start."""

    def make(entries: list[MoodEntry], before: list[MoodEntry] | None = None) -> MoodReport:
        until = start + timedelta(days=1)
        return build_report("ann", entries, start, until, timezone.utc, before or [])

    return make


def _five(make_entry: MakeEntry, valence: float) -> list[MoodEntry]:
    return [make_entry(minutes, "fear", valence) for minutes in range(5)]


def test_json_is_one_whole_document(make_report: MakeReport, make_entry: MakeEntry) -> None:
    document = json.loads(as_json(make_report([make_entry(1), make_entry(2)])))
    assert (document["user"], document["count"]) == ("ann", 2)
    assert document["since"] == "2025-03-10T12:00:00+00:00"
    assert document["until"] == "2025-03-11T12:00:00+00:00"
    assert (document["shares"]["joy"], document["mean_valence"]) == (1.0, 0.8)
    assert document["days"] == [
        {"day": "2025-03-10", "count": 2, "mean_valence": 0.8, "emotion": "joy"}
    ]


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


def test_sentences_without_entries(make_report: MakeReport) -> None:
    assert as_sentences(make_report([])) == ["I have no messages from that time."]


def test_few_entries_are_called_few(make_report: MakeReport, make_entry: MakeEntry) -> None:
    assert as_sentences(make_report([make_entry(1)])) == [
        "I have 1 message from that time: joy in 1.",
        "That is too few to speak of a trend.",
    ]


@pytest.mark.parametrize(
    ("valence", "tone"),
    [(0.6, "more pleasant than"), (-0.6, "more unpleasant than"), (0.0, "in balance")],
)
def test_tone_follows_valence(
    make_report: MakeReport, make_entry: MakeEntry, valence: float, tone: str
) -> None:
    first, second = as_sentences(make_report(_five(make_entry, valence)))
    assert first == "I have 5 messages from that time: fear in 5."
    assert tone in second


@pytest.mark.parametrize(
    ("valence", "word"), [(0.6, "brighter"), (-0.6, "darker"), (0.05, "about the same")]
)
def test_comparison_with_time_before(
    make_report: MakeReport, make_entry: MakeEntry, valence: float, word: str
) -> None:
    report = make_report(_five(make_entry, valence), before=_five(make_entry, 0.0))
    assert word in as_sentences(report)[-1]
