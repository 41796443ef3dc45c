"""All users together, and nobody by themselves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from rich.console import Console

from bot.mood.cell import Cell
from bot.mood.everyone import EveryoneReport, build_everyone, distressed_alarm
from bot.mood.everyone_forms import everyone_as_csv, everyone_as_json, everyone_as_table
from bot.mood.steps import Step, step_start

SINCE = datetime(2025, 3, 3, tzinfo=timezone.utc)
UNTIL = SINCE + timedelta(days=28)
DAY = SINCE.date()


def _report(cells: Iterable[Cell], step: Step = "day", min_users: int = 5) -> EveryoneReport:
    return build_everyone(list(cells), SINCE, UNTIL, step, min_users)


def _cell(emotion: str, users: int, messages: int, valence: float = 0.0, day: int = 0) -> Cell:
    return Cell(DAY + timedelta(days=day), emotion, users, messages, valence * messages)


def test_small_cells_are_hidden_and_counted_nowhere() -> None:
    report = _report([_cell("joy", 20, 40, 0.5), _cell("fear", 4, 60, -0.9)])
    (step,) = report.steps
    assert (step.users["fear"], step.messages["fear"], step.shares["fear"]) == (None, None, 0.0)
    assert (step.total, step.shares["joy"], step.mean_valence) == (40, 1.0, 0.5)


def test_hidden_looks_like_empty() -> None:
    shown = _cell("joy", 20, 40, 0.5)
    with_few = _report([shown, _cell("fear", 4, 60, -0.9), _cell("anger", 1, 1, -0.8, day=1)])
    assert with_few == _report([shown])


def test_counts_are_rounded_to_the_smallest_group() -> None:
    (step,) = _report([_cell("joy", 7, 13), _cell("fear", 8, 12)]).steps
    assert (step.users["joy"], step.users["fear"]) == (5, 10)
    assert (step.messages["joy"], step.messages["fear"], step.total) == (15, 10, 25)


def test_one_more_message_of_one_person_seldom_shows() -> None:
    seen = [_report([_cell("joy", 20, messages)]) for messages in (38, 39, 40, 41, 42)]
    assert seen == [seen[0]] * 5


def _cells(counts: dict[tuple[date, str], list[int]], step: Step) -> list[Cell]:
    """Cells of users' message counts per day and emotion."""
    users: dict[tuple[date, str], np.ndarray] = {}
    for (day, emotion), said in counts.items():
        key = (step_start(day, step), emotion)
        users[key] = users.get(key, np.zeros(len(said), int)) + np.array(said)
    return [Cell(*key, int((said > 0).sum()), int(said.sum()), 0.0) for key, said in users.items()]


def test_week_less_its_days_doesnt_give_the_hidden_day() -> None:
    """Six shown days and a hidden one: the difference must not follow what was hidden."""
    rng = np.random.default_rng(5)
    differences, hidden = [], []
    for _ in range(200):
        days = {(DAY + timedelta(days=n), "fear"): list(rng.poisson(1.5, 40)) for n in range(6)}
        secret = int(rng.integers(1, 4))
        days[DAY + timedelta(days=6), "fear"] = [secret] + [0] * 39
        (week,) = _report(_cells(days, "week"), "week").steps
        shown = _report(_cells(days, "day")).steps
        assert len(shown) == 6
        differences.append(week.total - sum(step.total for step in shown))
        hidden.append(secret)
    assert all(difference % 5 == 0 for difference in differences)
    right = np.mean(np.abs(np.array(differences) - np.array(hidden)) < 0.5)
    assert right == 0
    assert abs(np.corrcoef(differences, hidden)[0, 1]) < 0.3


def test_larger_groups_can_be_asked_for() -> None:
    cells = [_cell("joy", 20, 40), _cell("fear", 9, 30)]
    (step,) = _report(cells, min_users=10).steps
    assert (step.users["joy"], step.users["fear"], step.total) == (20, None, 40)


def test_nothing_shown_is_nothing() -> None:
    report = _report([_cell("joy", 2, 100)])
    assert (report.steps, report.change, distressed_alarm(report, 0.0)) == ((), None, None)


def test_alarm_looks_at_the_latest_step() -> None:
    calm = [_cell("neutral", 20, 80, day=1), _cell("sadness", 6, 20, -0.9, day=1)]
    report = _report([_cell("anger", 20, 90, -0.8), *calm])
    assert [step.distressed for step in report.steps] == [1.0, 0.2]
    assert distressed_alarm(report, 0.4) is None
    assert distressed_alarm(report, 0.1) == (
        "20% of the messages shown of the day from 2025-03-04 sound sad, angry or afraid: "
        "more than 10%."
    )


@pytest.mark.parametrize(("later", "direction"), [(0.0, "same"), (-0.4, "down")])
def test_trend_compares_halves(later: float, direction: str) -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(0, 0.05, 28)
    cells = [_cell("joy", 30, 60, later * (n > 13) + noise[n], day=n) for n in range(28)]
    report = _report(cells)
    assert report.change is not None
    assert report.change.direction == direction


def test_forms_say_the_same() -> None:
    report = _report([_cell("joy", 20, 40, 0.5), _cell("fear", 10, 10, -0.9)])
    document = json.loads(everyone_as_json(report))
    (step,) = document["steps"]
    assert (step["users"]["joy"], step["users"]["anger"], step["distressed"]) == (20, None, 0.2)
    rows = list(csv.DictReader(io.StringIO(everyone_as_csv(report))))
    assert [(row["emotion"], row["messages"], row["share"]) for row in rows] == [
        ("joy", "40", "0.8000"),
        ("fear", "10", "0.2000"),
    ]
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(everyone_as_table(report))
    shown = console.export_text()
    assert "80%" in shown
    assert "fewer than 5 users, or none" in shown
