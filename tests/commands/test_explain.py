from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

SAD = "the parcel came and i am miserable"


def test_words_stand_in_brackets_in_a_pipe(attune: Run) -> None:
    head, marked = attune("predict", "--explain", SAD).stdout.decode().splitlines()
    assert head.startswith("sadness")
    assert "[miserable +" in marked


def test_words_are_coloured_in_a_terminal(attune: Run) -> None:
    terminal = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    shown = attune("predict", "--explain", SAD, **terminal).stdout.decode()
    assert "48;2;230;159;0mmiserable\x1b[0m" in shown
    assert "[miserable" not in shown
    assert (
        "[miserable"
        in attune("predict", "--explain", SAD, **terminal, NO_COLOR="1").stdout.decode()
    )


def test_escape_codes_in_a_text_stay_texts(attune: Run) -> None:
    assert b"\x1b" not in attune("predict", "--explain", "so \x1b[31msad\x1b]0;title\x07").stdout


def test_json_gives_each_word_its_place(attune: Run) -> None:
    [result, silent] = json.loads(attune("predict", "--explain", "--json", SAD, "").stdout)
    words = result["explanation"]
    assert [SAD[w["start"] : w["end"]] for w in words] == SAD.split()
    assert max(words, key=lambda w: w["weight"])["word"] == "miserable"
    assert silent["explanation"] == []


def test_loop_explains_each_line(attune: Run) -> None:
    done = attune("predict", "--explain", input=b"i am furious\nso happy\n")
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["anger", "joy"]
    assert "[furious +" in lines[1]
    assert "[happy +" in lines[3]


def test_file_gains_explanations(attune: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"i am furious\n\xff\n")
    done = attune("predict", "--explain", "--input", "in.txt", "--output", "out.jsonl")
    good, bad = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert [w["word"] for w in good["explanation"]] == ["i", "am", "furious"]
    assert bad == {"line": 2, "error": "not UTF-8 (byte 1)"}
    assert done.returncode == 1


def test_explained_csv_is_wrong_usage(attune: Run) -> None:
    done = attune("predict", "--explain", "--input", "in.txt", "--output", "out.csv")
    assert b"write to a .jsonl" in done.stderr
    assert done.returncode == 2
