from __future__ import annotations

from pathlib import Path

import pytest

from emotion_component.errors import DataError
from emotion_component.evaluation.labelled import read_labelled


def _file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"text": "hi", "label": 3}\n{"text": "yo", "label": 1}\n'),
        ("a.jsonl", '{"text": "hi", "label": "anger"}\n{"text": "yo", "label": "happiness"}\n'),
        ("a.jsonl", '{"text": "hi", "label": ["anger"]}\n{"text": "yo", "label": ["joy"]}\n'),
        ("a.csv", "text,label\nhi,anger\nyo,joy\n"),
        ("a.tsv", "text\temotion\nhi\tanger\nyo\tjoy\n"),
        ("a.tsv", "hi\tanger\nyo\tjoy\n"),
        ("a.tsv", "hi\t2\tid1\nyo\t17\tid2\n"),
    ],
)
def test_formats_are_read(tmp_path: Path, name: str, text: str) -> None:
    data = read_labelled(_file(tmp_path, name, text))
    assert (data.texts, data.labels) == (["hi", "yo"], ["anger", "joy"])


def test_rows_without_one_emotion_are_counted(tmp_path: Path) -> None:
    text = '{"text": "a", "label": "disgust"}\n{"text": "b", "label": "anger"}\n'
    assert read_labelled(_file(tmp_path, "a.jsonl", text)).left_out == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", '{"text": "a", "label": "envy"}', "unknown label 'envy'; known are sadness"),
        ("a.jsonl", "{", "line 1: not JSON"),
        ("a.jsonl", "", "no labelled text"),
        ("a.jsonl", '{"text": "a", "label": 9}', "expected 0 to 6"),
        ("a.csv", "words,label\na,joy\n", "expected columns text and label, found words, label"),
        ("a.xml", "", r"ends in \.jsonl, \.csv or \.tsv"),
    ],
)
def test_bad_files_are_explained(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_labelled(_file(tmp_path, name, text))


def test_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.jsonl can't be read: No such file"):
        read_labelled(tmp_path / "gone.jsonl")
