"""The forms in which the report on everyone can be read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.mood.everyone import EveryoneReport, ShownStep
from emotion_component.labels import EMOTIONS

_HIDDEN = "·"
_TRENDS = {
    "up": "The later half sounds brighter than the earlier one.",
    "down": "The later half sounds darker than the earlier one.",
    "same": "The later half sounds about the same as the earlier one.",
}


def everyone_as_json(report: EveryoneReport) -> str:
    """Return the report as one JSON document; times are ISO 8601, null is "may not be shown"."""
    document = {
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "step": report.step,
        "min_users": report.min_users,
        "counts_rounded_to": report.min_users,
        "steps": [_fields(step) for step in report.steps],
        "change": report.change.direction if report.change else None,
    }
    return json.dumps(document, indent=2)


def everyone_as_csv(report: EveryoneReport) -> str:
    """Return one line per step and emotion shown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["start", "emotion", "users", "messages", "share", "mean_valence_of_step"])
    for step in report.steps:
        for label in EMOTIONS:
            if step.users[label] is not None:
                share = f"{step.shares[label]:.4f}"
                values = (step.users[label], step.messages[label], share, step.mean_valence)
                writer.writerow([step.start.isoformat(), label, *values])
    return text.getvalue()


def everyone_as_table(report: EveryoneReport) -> RenderableType:
    """Return the steps as a table for the terminal, with what its numbers are beneath it."""
    title = f"Everyone, by {report.step}: share of messages"
    table = Table(title=Text(title), title_justify="left")
    first, *others = headings(report)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    for step in report.steps:
        table.add_row(*cells(step))
    return Group(table, *(Text(line) for line in notes(report)))


def headings(report: EveryoneReport) -> list[str]:
    """Return the names of the columns of ``cells``."""
    names = (report.step, "messages", *EMOTIONS, "distressed", "valence")
    return [name.capitalize() for name in names]


def cells(step: ShownStep) -> list[str]:
    """Return a step as a line of a table."""
    shares = (_share(step, label) for label in EMOTIONS)
    values = (f"{step.distressed:.0%}", f"{step.mean_valence:+.2f}")
    return [str(step.start), str(step.total), *shares, *values]


def notes(report: EveryoneReport) -> list[str]:
    """Return what the numbers are, to stand beneath them, and how they moved."""
    hidden = f"{_HIDDEN} fewer than {report.min_users} users, or none; left out of every number."
    told = [hidden, f"Counts are rounded to multiples of {report.min_users}. Days are in UTC."]
    return [*told, _TRENDS[report.change.direction]] if report.change else told


def _share(step: ShownStep, label: str) -> str:
    return _HIDDEN if step.users[label] is None else f"{step.shares[label]:.0%}"


def _fields(step: ShownStep) -> dict[str, Any]:
    return {
        "start": step.start.isoformat(),
        "users": dict(step.users),
        "messages": dict(step.messages),
        "total": step.total,
        "shares": {label: round(share, 4) for label, share in step.shares.items()},
        "mean_valence": step.mean_valence,
        "distressed": round(step.distressed, 4),
    }
