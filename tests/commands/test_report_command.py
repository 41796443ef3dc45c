"""``attune report`` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from histories import check_in, entry, remember, store_in

Run = Callable[..., Any]

PEOPLE = [f"zanzibar-{n}" for n in range(6)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a history of ann: four messages this month, one before."""
    home = tmp_path / "home"
    remember(home, "ann", *(entry(days) for days in (1, 2, 5)), entry(9, "fear", -0.7), entry(50))
    with store_in(home) as store:
        store.check_in("ann", check_in(3, 4, "slept badly"))
    return home


@pytest.fixture
def people(home: Path) -> list[str]:
    """Six sad people in the same week, and one afraid."""
    for person in PEOPLE:
        remember(home, person, *(entry(n, "sadness", -0.8) for n in (0.01, 0.02)))
    remember(home, "only-one", entry(0.01, "fear", -0.9))
    return [*PEOPLE, "only-one"]


def test_json_has_the_entries_of_the_period(attune: Run, home: Path) -> None:
    document = json.loads(attune("report", "--user", "ann", "--format", "json").stdout)
    assert (document["user"], document["count"], len(document["check_ins"])) == ("ann", 4, 1)
    assert "slept badly" not in json.dumps(document)


def test_user_at_the_terminal_is_the_default(attune: Run, home: Path) -> None:
    assert "Mood of ann" in attune("report", ATTUNE_USER="ann").stdout.decode()
    nobody = attune("report", "--user", "", ATTUNE_USER="ann")
    assert nobody.stdout.decode() == "Nothing is kept of '' in this time.\n"


def test_period_ends_with_the_last_day_named(attune: Run, home: Path) -> None:
    until = entry(5).at.astimezone().date().isoformat()
    done = attune("report", "--user", "ann", "--since", "3d", "--until", until, "--format", "csv")
    (line,) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert line["time"] == entry(5).at.isoformat()


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("html", b"<!DOCTYPE html>"), ("png", b"\x89PNG"), ("table", b"Mood of")],
)
def test_file_is_its_owners_only(attune: Run, home: Path, form: str, beginning: bytes) -> None:
    file = home.parent / f"report.{form}"
    file.write_text("an earlier one")
    done = attune("report", "--user", "ann", "--format", form, "--output", file)
    assert (done.returncode, done.stdout) == (0, b"")
    assert file.read_bytes().startswith(beginning)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.parent.iterdir() if path != home] == [file.name]


def test_image_goes_into_a_pipe_but_not_to_a_terminal(attune: Run, home: Path) -> None:
    assert attune("report", "--user", "ann", "--format", "png").stdout.startswith(b"\x89PNG")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot.cli", "report", "--format", "png"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, timeout=120)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"--output report.png" in done.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--everyone", "--user", "ann"],
        ["--step", "day"],
        ["--alarm", "0.4"],
        ["--everyone", "--step", "year"],
        ["--everyone", "--min-users", "1"],
        ["--format", "pdf"],
    ],
)
def test_wrong_usage_is_status_2(attune: Run, options: list[str]) -> None:
    done = attune("report", *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--since", "31 February"], "is no span of time"),
        (["--since", "0001-01-01"], "is too long ago"),
        (["--since", "2025-05-01", "--until", "2025-04-01"], "has to come before the second"),
        (["--format", "png", "--output", "no/such/folder.png"], "can't be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(attune: Run, options: list[str], message: str) -> None:
    done = attune("report", *options)
    assert (done.returncode, done.stdout) == (1, b"")
    assert message in " ".join(done.stderr.decode().split())
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("form", ["table", "json", "html", "png"])
def test_everyone_is_told_and_nobody_named(attune: Run, people: list[str], form: str) -> None:
    done = attune("report", "--everyone", "--since", "1d", "--step", "month", "--format", form)
    assert done.returncode == 0
    assert done.stdout
    assert not [person for person in people if person.encode() in done.stdout]


def test_groups_of_few_are_hidden(attune: Run, people: list[str]) -> None:
    options = ("report", "--everyone", "--since", "1d", "--step", "month", "--format", "csv")
    told = attune(*options).stdout.decode()
    assert ("sadness" in told, "fear" in told) == (True, False)
    assert attune(*options, "--min-users", 7).stdout.decode().count("\n") == 1


def test_alarm_is_a_sentence_and_status_1(attune: Run, people: list[str]) -> None:
    options = ("report", "--everyone", "--since", "1d", "--step", "month")
    done = attune(*options, "--alarm", 0.4)
    assert (done.returncode, b"Everyone, by month" in done.stdout) == (1, True)
    assert "sound sad, angry or afraid: more than 40%." in " ".join(done.stderr.decode().split())
    assert attune(*options, "--alarm", 1).returncode == 0
