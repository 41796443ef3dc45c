"""The files that actions refer to, made from the mood history at the moment they are sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.mood.chart_span import days_in_words
from bot.mood.chart_words import described
from bot.mood.charts import chart
from bot.mood.export import as_csv, as_json
from bot.mood.history import History
from bot.mood.report import build_report
from bot.mood.store import MoodStore
from bot.telegram import texts
from bot.telegram.commands import PERIODS
from bot.telegram.outgoing import Document, Outgoing, Photo

_FORMS: dict[str, Callable[[History], str]] = {"json": as_json, "csv": as_csv}


def make_file(store: MoodStore, user: str, fields: Mapping[str, Any]) -> Outgoing:
    """Return the file that ``fields`` describe, of ``user``.

    They are ``{"kind": "chart", "since": ..., "until": ...}`` with aware ISO times, or
    ``{"kind": "export", "format": "json"}``, or "csv".

    :raises StoreError: when the history can't be read.
    :raises ValueError: for anything else.
    """
    if fields.get("kind") == "chart":
        since, until = (datetime.fromisoformat(fields[name]) for name in ("since", "until"))
        return _chart(store, user, since, until)
    if fields.get("kind") == "export" and fields.get("format") in _FORMS:
        form = fields["format"]
        history = _FORMS[form](store.history(user))
        return Document(history.encode("utf-8", "backslashreplace"), f"attune-history.{form}")
    raise ValueError("no such file")


def _chart(store: MoodStore, user: str, since: datetime, until: datetime) -> Photo:
    reminder = store.reminder(user)
    zone = ZoneInfo(reminder.zone) if reminder else since.tzinfo
    first, last = since.astimezone(zone), until.astimezone(zone) - timedelta(microseconds=1)
    report = build_report(
        user,
        store.entries(user, since, until),
        since,
        until,
        zone,
        check_ins=store.check_ins(user, first.date(), last.date() + timedelta(days=1)),
    )
    told = texts.CHART_CAPTION.format(period=days_in_words(report), told=described("line", report))
    return Photo(chart("all", report), told, PERIODS)
