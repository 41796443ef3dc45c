"""``attune export`` and ``attune forget`` as a person runs them."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from histories import AGREED, NOW, check_in, entry, remember, store_in

from bot.exports import write_exports
from bot.mood.outbox import OUTBOX_FILE, Outbox
from bot.mood.pseudonym import Pseudonyms

Run = Callable[..., Any]

ANNA = "anna o'hara <anna@zanzibar.example>"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the histories of Anna and of Ben."""
    home = tmp_path / "home"
    for user in (ANNA, "ben"):
        remember(home, user, entry(1), entry(2, "fear", -0.7))
    with store_in(home) as store:
        store.check_in(ANNA, check_in(3, 4, "slept badly"))
    return home


def test_export_as_json_is_everything(attune: Run, home: Path) -> None:
    document = json.loads(attune("export", "--user", ANNA).stdout)
    assert [message["emotion"] for message in document["entries"]] == ["fear", "joy"]
    assert document["check_ins"][0]["note"] == "slept badly"
    assert document["consent"]["agreed"] is True


def test_export_to_a_file_is_its_owners_only(attune: Run, home: Path) -> None:
    file = home.parent / "mine.csv"
    done = attune("export", "--user", ANNA, "--format", "csv", "--output", file)
    assert (done.returncode, done.stdout) == (0, b"")
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    kinds = [line["kind"] for line in lines]
    assert kinds == ["consent agreed", "message", "message", "check-in"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_export_of_nobody_says_so(attune: Run, home: Path) -> None:
    done = attune("export", "--user", "eve")
    assert json.loads(done.stdout)["entries"] == []
    assert done.stderr.decode() == "Nothing is kept of 'eve'.\n"


@pytest.mark.parametrize("answer", [b"n\n", b""])
def test_forget_asks_first(attune: Run, home: Path, answer: bytes) -> None:
    done = attune("forget", "--user", ANNA, input=answer)
    assert (done.returncode, done.stdout.strip()) == (1, b"")
    assert b"Delete everything that is kept of" in done.stderr
    with store_in(home) as store:
        assert len(store.entries(ANNA)) == 2


def test_forget_clears_every_place_and_says_which(attune: Run, home: Path) -> None:
    name = Pseudonyms.from_file(home / "pseudonym.key").of(ANNA)
    with closing(Outbox(home / OUTBOX_FILE)) as outbox:
        outbox.agreed(name, AGREED)
        outbox.put(name, entry(0.5))
    with store_in(home) as store:
        write_exports(home, name, store.history(ANNA), NOW.date())
    talks = home.parent / "talks.db"
    _talk(talks, ANNA)
    endpoints = {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(talks)}}
    (home.parent / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
    assert {"talks.db", "mood.db", OUTBOX_FILE} <= _files_with(home.parent, ANNA, name, name[:12])

    done = attune("forget", "--user", ANNA, "--yes")
    assert done.stdout.decode().splitlines() == [
        "History, consent and reminder are deleted: 3 messages and check-ins.",
        "What waited for the history is deleted.",
        "Exported files are deleted: 2.",
        "The stored talk is deleted: 3 events. One in the memory of a running server ends with "
        "that server.",
    ]
    assert _files_with(home.parent, ANNA, name, name[:12]) == set()
    with store_in(home) as store:
        assert len(store.entries("ben")) == 2


def test_forget_without_a_project_says_what_it_left(attune: Run, home: Path) -> None:
    done = attune("forget", "--user", ANNA, "--yes")
    assert done.returncode == 0
    assert "No talks were looked for" in done.stdout.decode()


def _talk(file: Path, user: str) -> None:
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(file))
    said = [UserUttered(text) for text in ("hello", "i am sad", "bye")]
    asyncio.run(store.save(DialogueStateTracker.from_events(user, said)))
    store.engine.dispose()


def _files_with(folder: Path, *needles: str) -> set[str]:
    """The names of files in whose name or bytes one of ``needles`` stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        file.name
        for file in files
        for needle in needles
        if needle in file.name or needle.encode() in file.read_bytes()
    }
