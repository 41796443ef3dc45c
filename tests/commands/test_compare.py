from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from emotion_component.errors import DataError

Run = Callable[..., Any]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A few rows in the layout of dair-ai/emotion."""
    folder = tmp_path / "emotion"
    folder.mkdir()
    openings = {"train": ("i feel", "i am", "we are"), "validation": ("you are",), "test": ("is",)}
    for split, starts in openings.items():
        rows = [(f"{s} {w}", n) for s in starts for n, w in enumerate(("sad", "happy"))]
        lines = "".join(json.dumps({"text": t, "label": n}) + "\n" for t, n in rows)
        (folder / f"{split}.jsonl").write_text(lines)
    return folder


def _compare(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["compare", *map(str, arguments)])


def test_json_is_all_that_stands_on_standard_output(attune: Run, corpus: Path) -> None:
    done = attune("compare", "--data", corpus, "--systems", "majority,lstm", "--json")
    assert done.returncode == 0, done.stderr.decode()
    rows = json.loads(done.stdout)["rows"]
    assert [row["system"] for row in rows] == ["majority", "lstm"]
    assert {"accuracy", "macro_f1", "megabytes", "milliseconds", "training_seconds"} <= set(rows[0])
    assert b"2 of 2: lstm" in done.stderr


def test_second_command_trains_what_is_missing(corpus: Path, tmp_path: Path) -> None:
    given = ("--data", corpus, "--output", tmp_path / "out", "--systems")
    _compare(*given, "majority")
    second = _compare(*given, "majority,tfidf")
    assert "1 of 1: tfidf" in second.stderr
    page = (tmp_path / "out" / "table.md").read_text()
    for title in ("majority", "TF-IDF + LinearSVC"):
        assert title in second.stdout
        assert f"| {title} |" in page


def test_unknown_system_is_wrong_usage(corpus: Path) -> None:
    done = _compare("--data", corpus, "--systems", "majority,gpt")
    assert done.exit_code == 2
    assert "gpt" in done.stderr


def test_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    done = _compare("--data", tmp_path / "nowhere", "--output", tmp_path / "out")
    assert isinstance(done.exception, DataError)
    assert "nowhere: no data set here; expected a folder named emotion" in str(done.exception)
    assert not (tmp_path / "out").exists()
