from __future__ import annotations

import csv
import json
import stat
from datetime import date, datetime, time, timezone
from pathlib import Path

import pytest
from some_entries import START, entry_after

from bot.errors import StoreError
from bot.exports import remove_exports, write_exports
from bot.mood.check_in import CheckIn
from bot.mood.consent import Consent
from bot.mood.correction import Corrected
from bot.mood.export import COLUMNS, as_csv, as_json, is_empty
from bot.mood.history import History
from bot.mood.reminder import Reminder

NOTE = 'said "no", then\nleft; =1+1 😢 مرحبا'
NAME = "ab12" * 16
DAY = date(2025, 3, 12)


@pytest.fixture
def history() -> History:
    """A history with one of everything."""
    check_in = CheckIn("c1", START, date(2025, 3, 10), 2, NOTE)
    due = datetime(2025, 3, 11, 19, tzinfo=timezone.utc)
    reminder = Reminder("telegram", "4711", time(20), "Europe/Berlin", None, due)
    consent = Consent(agreed=True, version="2", decided_at=START, texts=True)
    corrected = Corrected("my text", "sadness", "anger")
    return History(consent, (entry_after(1),), (check_in,), reminder, (corrected,))


def test_json_holds_everything(history: History) -> None:
    document = json.loads(as_json(history))
    assert document["check_ins"][0]["note"] == NOTE
    assert document["entries"][0]["scores"] == {"joy": 0.9, "neutral": 0.1}
    assert document["consent"]["decided_at"] == START.isoformat()
    assert document["reminder"]["time"] == "20:00:00"
    assert document["corrected"] == [{"text": "my text", "guess": "sadness", "emotion": "anger"}]


def test_csv_reads_back(history: History) -> None:
    rows = list(csv.DictReader(as_csv(history).splitlines(keepends=True)))
    kinds = ["consent agreed", "message", "check-in", "corrected message", "reminder"]
    assert [row["kind"] for row in rows] == kinds
    assert set(rows[0]) == set(COLUMNS)
    assert (rows[2]["text"], rows[2]["rating"], rows[2]["day"]) == (NOTE, "2", "2025-03-10")


def test_nothing_kept_is_empty(history: History) -> None:
    assert is_empty(History(None, (), (), None, ()))
    assert not is_empty(history)


def test_files_are_their_owners_alone(tmp_path: Path, history: History) -> None:
    files = write_exports(tmp_path, NAME, history, DAY)
    assert [file.name for file in files] == [
        "ab12ab12ab12-2025-03-12.json",
        "ab12ab12ab12-2025-03-12.csv",
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(files[0].parent.stat().st_mode) == 0o700


def test_own_files_are_removed_and_no_others(tmp_path: Path, history: History) -> None:
    write_exports(tmp_path, NAME, history, DAY)
    write_exports(tmp_path, NAME, history, date(2025, 3, 13))
    others = write_exports(tmp_path, "cd34" * 16, history, DAY)
    assert remove_exports(tmp_path, NAME) == 4
    assert set((tmp_path / "exports").iterdir()) == set(others)


def test_folder_that_is_a_file_is_a_clear_error(tmp_path: Path, history: History) -> None:
    (tmp_path / "exports").write_text("")
    with pytest.raises(StoreError, match="ATTUNE_HOME"):
        write_exports(tmp_path, NAME, history, DAY)
