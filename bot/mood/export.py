"""A user's own data in forms that they can read, keep and take elsewhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from bot.mood.history import History

COLUMNS = (
    *("kind", "at", "day", "emotion", "corrected", "confidence", "intensity", "valence", "rating"),
    *("text", "channel", "message_id", "model"),
)
"""Of the CSV file; ``text`` is a note, or the text of a corrected message."""


def as_json(history: History) -> str:
    """Return everything as one JSON document; times and days are ISO 8601."""
    return json.dumps(asdict(history), indent=2, ensure_ascii=False, default=_iso) + "\n"


def as_csv(history: History) -> str:
    """Return one line for each message, check-in and kept text, and for the rest one of each.

    ``kind`` tells what a line is. The scores of the seven emotions are in the JSON document only.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for kind, fields in _lines(history):
        shown = {key: _iso(value) for key, value in fields.items()}
        writer.writerow({"kind": kind, **shown})
    return text.getvalue()


def is_empty(history: History) -> bool:
    """Tell whether nothing at all is kept."""
    return not any(value for value in vars(history).values())


def _lines(history: History) -> Iterator[tuple[str, dict[str, Any]]]:
    if consent := history.consent:
        decided = "agreed" if consent.agreed else "declined"
        yield f"consent {decided}", {"at": consent.decided_at}
    for entry in history.entries:
        yield "message", asdict(entry)
    for check_in in history.check_ins:
        yield "check-in", {**asdict(check_in), "text": check_in.note}
    for corrected in history.corrected:
        told = {"emotion": corrected.guess, "corrected": corrected.emotion}
        yield "corrected message", {**told, "text": corrected.text}
    if reminder := history.reminder:
        yield "reminder", {"at": reminder.next_at, "channel": reminder.channel}


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value
