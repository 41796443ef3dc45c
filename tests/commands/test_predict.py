from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_texts_as_json_are_one_document(attune: Run) -> None:
    done = attune("predict", "i am so happy", "the bus comes at nine", "--json")
    results = json.loads(done.stdout)
    assert [r["label"] for r in results] == ["joy", "neutral"]
    assert results[0]["text"] == "i am so happy"
    assert done.returncode == 0


def test_texts_for_people_name_the_emotion(attune: Run) -> None:
    assert attune("predict", "i am furious").stdout.decode().startswith("anger")


def test_loop_answers_each_line(attune: Run) -> None:
    done = attune("predict", input=b"i am so happy\ni am furious\n")
    assert [line.split()[0] for line in done.stdout.decode().splitlines()] == ["joy", "anger"]


def _hostile(folder: Path) -> Path:
    odd = [b"x" * 100_000, b"", "😢".encode(), b"\x00\x07\x1b[31m", b"\xff\xfe bad"]
    (folder / "in.txt").write_bytes(b"\n".join([b"i am so happy", *odd, b"i am furious"]))
    return folder / "in.txt"


def test_hostile_file_is_done_to_the_end(attune: Run, tmp_path: Path) -> None:
    done = attune("predict", "--input", _hostile(tmp_path), "--output", tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").open(encoding="utf-8")]
    assert [row["line"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert (rows[0]["label"], rows[-1]["label"]) == ("joy", "anger")
    assert rows[5] == {"line": 6, "error": "not UTF-8 (byte 1)"}
    assert "line 6: not UTF-8 (byte 1)" in " ".join(done.stderr.decode().split())
    assert done.returncode == 1


def test_csv_in_csv_out(attune: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        'id,text\n1,"i am, as ever, furious"\n2,"two\nlines of joy!"\n'
    )
    done = attune("predict", "--input", "in.csv", "--output", "out.csv")
    scored = list(csv.DictReader((tmp_path / "out.csv").open(newline="")))
    assert [row["text"] for row in scored] == ["i am, as ever, furious", "two\nlines of joy!"]
    assert scored[0]["label"] == "anger"
    assert done.returncode == 0


def test_jsonl_in_standard_output_out(attune: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "i am so happy"}\n{"words": "x"}\nnope\n')
    done = attune("predict", "--input", "in.jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["label"] == "joy"
    assert "expected an object" in rows[1]["error"]
    assert "not JSON" in rows[2]["error"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["predict", "--model", "nowhere", "hi"], 1, "no emotion model in nowhere: model.onnx"),
        (["predict", "--input", "gone.txt"], 1, "gone.txt can't be read: No such file"),
        (["predict", "--input", "a.pdf"], 1, "expected a file that ends in .txt, .csv, .jsonl"),
        (["predict", "hi", "--input", "a.txt"], 2, "give texts or --input, not both"),
        (["predict", "hi", "--output", "a.csv"], 2, "--output needs --input"),
        (["predict", "--frobnicate"], 2, "No such option"),
        (["report", "--format", "xml"], 2, "it takes table, json, csv"),
        (["report", "--since", "soon"], 1, "soon"),
        (["chat"], 1, "There is no config.yml in"),
        (["evaluate", "--data", "gone.jsonl"], 1, "gone.jsonl can't be read"),
    ],
)
def test_wrong_use_is_one_clear_sentence(
    attune: Run, arguments: list[str], status: int, message: str
) -> None:
    done = attune(*arguments)
    said = " ".join(done.stderr.decode().replace("│", " ").split())
    assert message in said
    assert "Traceback" not in said
    assert done.returncode == status
    assert done.stdout == b""


def test_unwritable_database_is_one_clear_sentence(attune: Run) -> None:
    done = attune("report", ATTUNE_DATABASE_URL="sqlite:////proc/nowhere/mood.db")
    said = " ".join(done.stderr.decode().split())
    assert said.startswith("attune: The mood history at")
    assert "check ATTUNE_DATABASE_URL" in said
    assert done.returncode == 1


def test_empty_report_is_a_document_too(attune: Run) -> None:
    report = json.loads(attune("report", "--format", "json").stdout)
    assert (report["count"], report["entries"]) == (0, [])
