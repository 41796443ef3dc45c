from __future__ import annotations

from pathlib import Path

import pytest

from emotion_component.errors import DataError
from emotion_component.evaluation.labelled import read_labelled
from emotion_component.evaluation.rows import Columns


def _file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"text": "hi", "label": 3}\n{"text": "yo", "label": 1}\n'),
        ("a.jsonl", '{"text": "hi", "label": "anger"}\n\n{"text": "yo", "label": "happiness"}\n'),
        ("a.jsonl", '{"text": "hi", "label": ["anger"]}\n{"text": "yo", "label": ["joy"]}\n'),
        ("a.jsonl", '{"text": "hi", "labels": [2]}\n{"text": "yo", "labels": [17]}\n'),
        ("a.csv", "text,label\nhi,anger\nyo,joy\n"),
        ("A.CSV", "\ufeffID,Label,Text\r\n1, Anger,hi\r\n2,JOY ,yo\r\n"),
        ("a.csv", 'label;text\nanger;"hi"\n"joy;joy";yo\n'),
        ("a.csv", 'text,label\nhi,"[\'anger\', \'annoyance\']"\nyo,"[""joy""]"\n'),
        ("a.csv", "text,label\nhi,anger;annoyance\nyo,joy|relief\n"),
        ("a.tsv", "text\temotion\nhi\tanger\nyo\tjoy\n"),
        ("a.tsv", 'emotion\ttext\nanger\t"hi"\njoy\t"yo"\n'),
        ("a.tsv", "hi\tanger\nyo\tjoy\n"),
        ("a.tsv", "hi\t2\tid1\nyo\t17,20\tid2\n"),
    ],
)
def test_formats_are_read(tmp_path: Path, name: str, text: str) -> None:
    data = read_labelled(_file(tmp_path, name, text))
    assert (data.texts, data.labels) == (["hi", "yo"], ["anger", "joy"])


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.tsv", "text\tBody\tFelt\nno\thi\tfear\n")
    data = read_labelled(path, Columns("body", "felt"))
    assert (data.texts, data.labels) == (["hi"], ["fear"])


def test_quoted_csv_keeps_commas_and_line_ends(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.csv", 'text,label\n"he said ""no"",\nand left",anger\n')
    assert read_labelled(path).texts == ['he said "no",\nand left']


@pytest.mark.parametrize("heading", ["", "text\tlabel\n"])
def test_quotes_that_belong_to_texts_stay(tmp_path: Path, heading: str) -> None:
    text = heading + '"why me?" he said\tsadness\n"so\tjoy\nthere"\tanger\n'
    assert read_labelled(_file(tmp_path, "a.tsv", text)).texts == [
        '"why me?" he said',
        '"so',
        'there"',
    ]


def test_rows_without_one_emotion_are_counted(tmp_path: Path) -> None:
    text = "text,label\na,disgust\nb,anger\nc,\nd,anger;fear\n"
    data = read_labelled(_file(tmp_path, "a.csv", text))
    assert (len(data.rows), data.texts, data.left_out) == (4, ["b"], 3)


@pytest.mark.parametrize(
    ("rows", "is_fine"),
    [
        ("a\t2,27\tid1\nb\t0\tid2\n", True),
        ("a\tanger;fear\nb\tjoy\n", False),
        ("a\tgratitude\nb\ttrust\nc\tjoy\n", False),
    ],
)
def test_only_go_emotions_labels_count_as_fine(tmp_path: Path, rows: str, is_fine: bool) -> None:
    assert read_labelled(_file(tmp_path, "a.tsv", rows)).is_fine == is_fine


def test_strengths_are_read_from_the_third_column(tmp_path: Path) -> None:
    rows = read_labelled(_file(tmp_path, "a.tsv", "hi\tanger\t3\nyo\tneutral\t0\nhm\tjoy\n")).rows
    assert [row.strength for row in rows] == [3, 0, None]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.jsonl",
            '{"text": "a", "label": "envy"}',
            "line 1: unknown label 'envy'; known are sad",
        ),
        ("a.csv", "text,label\na,joy\nb,Envy\n", "row 3: unknown label 'Envy'; known are sadness"),
        ("a.tsv", "words\tfeeling\na\tjoy\n", "row 1 .if it is a heading, name yours with --text-"),
        ("a.jsonl", "{", "line 1: not JSON"),
        ("a.jsonl", '{"text": null, "label": 1}', "line 1: its text is null; expected a string"),
        ("a.jsonl", "", "no labelled text"),
        ("a.csv", "text,label\n", "no labelled text"),
        ("a.csv", "text,label\na,disgust\n", "no row has one of sadness, .*; all 1 are left out"),
        ("a.jsonl", '{"text": "a", "label": 9}', "expected 0 to 6"),
        ("a.jsonl", '{"text": "a", "label": [28]}', "expected 0 to 27"),
        ("a.csv", "words,label\na,joy\n", "expected columns text and label, found words, label"),
        ("a.csv", f"{'so sad ' * 9},joy\nb,joy\n", r"and label, found \(62 characters\), joy;"),
        ("a.tsv", f"joy\t{'so sad ' * 9}\n", r"unknown label \(64 characters\); known are"),
        ("a.csv", "text,label\na, b,joy\n", "row 2: 3 columns where the heading has 2"),
        ("a.csv", 'text,label\n"a,joy\n', "is not a CSV file"),
        ("a.tsv", "hi\n", "row 1: expected TEXT<tab>LABEL"),
        ("a.xml", "", r"ends in \.jsonl, \.csv or \.tsv"),
    ],
)
def test_bad_files_are_explained(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_labelled(_file(tmp_path, name, text))


def test_files_that_cannot_be_opened_are_explained(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.jsonl can't be read: No such file"):
        read_labelled(tmp_path / "gone.jsonl")
    with pytest.raises(DataError, match="is a folder: name a file in it"):
        read_labelled(tmp_path)
    path = _file(tmp_path, "a.csv", "text,label\nhi,joy\n", "utf-16")
    with pytest.raises(DataError, match=r"not UTF-8 \(byte 1\): save it in that encoding"):
        read_labelled(path)
