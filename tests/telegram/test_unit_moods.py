"""What the channel takes from the mood history and puts there, in a real file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.telegram.files import make_file
from bot.telegram.moods import reread
from bot.telegram.outgoing import Document, Photo
from emotion_component.labels import EMOTIONS, VALENCE

USER = "5000000001"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)
WEEK = {
    "kind": "chart",
    "since": (NOW - timedelta(days=7)).isoformat(),
    "until": (NOW + timedelta(days=1)).isoformat(),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MoodStore]:
    """A history to which the user agreed yesterday."""
    pseudonyms = Pseudonyms.from_file(tmp_path / "pseudonym.key")
    opened = MoodStore.open(f"sqlite:///{tmp_path / 'mood.db'}", pseudonyms)
    opened.agree(USER, NOW - timedelta(days=1), "2")
    yield opened
    opened.close()


def parsed(emotion: str) -> dict[str, Any]:
    heard = {
        "label": emotion,
        "confidence": 0.9,
        "intensity": 0.5,
        "valence": VALENCE[emotion],
        "scores": {label: float(label == emotion) for label in EMOTIONS},
        "model": "test",
        "available": True,
    }
    return {"emotion": heard}


def test_edit_changes_its_message_and_adds_none(store: MoodStore) -> None:
    assert reread(store, USER, "m1", NOW, parsed("joy"))
    assert reread(store, USER, "m1", NOW, parsed("anger"))
    [entry] = store.entries(USER)
    assert (entry.emotion, entry.feeling, entry.channel) == ("joy", "anger", "telegram")
    assert entry.at == NOW


def test_edit_notes_nothing_of_who_has_not_agreed(store: MoodStore) -> None:
    assert not reread(store, "another", "m1", NOW, parsed("joy"))
    assert not reread(store, USER, "m0", NOW - timedelta(days=2), parsed("joy"))
    assert not reread(store, USER, "m2", NOW, {"intent": {"name": "greet"}})
    assert store.entries(USER) == []


def test_chart_is_a_picture_that_says_what_it_shows(store: MoodStore) -> None:
    reread(store, USER, "m1", NOW, parsed("joy"))
    photo = make_file(store, USER, WEEK)
    assert isinstance(photo, Photo)
    assert isinstance(photo.image, bytes)
    assert photo.image.startswith(b"\x89PNG")
    assert "20 November" in photo.caption
    assert USER not in photo.caption
    assert [button.title for button in photo.buttons] == ["Today", "Week", "Month", "Year"]


def test_export_is_a_document(store: MoodStore) -> None:
    reread(store, USER, "m1", NOW, parsed("joy"))
    as_json, as_csv = (
        make_file(store, USER, {"kind": "export", "format": form}) for form in ("json", "csv")
    )
    assert isinstance(as_json, Document)
    assert isinstance(as_csv, Document)
    assert json.loads(as_json.data)["entries"][0]["emotion"] == "joy"
    assert b"joy" in as_csv.data
    assert as_csv.name == "attune-history.csv"


@pytest.mark.parametrize("fields", [{}, {"kind": "export", "format": "exe"}, {"kind": "x"}])
def test_other_files_are_refused(store: MoodStore, fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no such file"):
        make_file(store, USER, fields)
