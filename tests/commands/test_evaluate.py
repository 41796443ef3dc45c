from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emotion_component import EmotionModel
from emotion_component.evaluation.evaluate import evaluate
from emotion_component.evaluation.labelled import LabelledTexts, read_labelled

Run = Callable[..., Any]


@pytest.fixture
def own_texts(project: Path) -> Path:
    return project / "data" / "everyday" / "test.tsv"


@pytest.fixture
def few_texts(own_texts: Path, tmp_path: Path) -> Path:
    """Every tenth of our own, of all seven emotions."""
    lines = own_texts.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "few.tsv"
    path.write_text("".join(lines[::10]), encoding="utf-8")
    return path


def test_json_has_the_whole_table_and_no_text(attune: Run, few_texts: Path) -> None:
    done = attune("evaluate", "--data", few_texts, "--json")
    result = json.loads(done.stdout)
    assert {"accuracy", "macro_f1", "weighted_f1", "classes", "macro avg"} <= set(result)
    assert set(result["classes"]["joy"]) == {"precision", "recall", "f1", "support"}
    assert sum(c["support"] for c in result["classes"].values()) == result["rows"]
    trust = ("expected_calibration_error", "accuracy_at_80_coverage", "share_unsure")
    assert all(0 <= result[name] <= 1 for name in (*trust, "mean_confidence", "intensity_order"))
    assert sum(place["share"] for place in result["reliability"]) == pytest.approx(1)
    assert (result["fine"], result["neutral_alone"]) == (None, None)
    assert not _quoted(few_texts, done.stdout + done.stderr)


def test_baseline_stands_beside_it(attune: Run, own_texts: Path, few_texts: Path) -> None:
    known = own_texts.with_name("validation.tsv")
    done = attune("evaluate", "--data", few_texts, "--baseline", known, "--json")
    result = json.loads(done.stdout)
    assert result["baseline"]["model"] == "TF-IDF + LinearSVC"
    assert result["baseline"]["accuracy"] > 0.3
    assert result["baseline"]["rows"] == result["rows"]


def test_table_names_every_class_and_shows_no_text(attune: Run, few_texts: Path) -> None:
    table = attune("evaluate", "--data", few_texts).stdout
    for heading in ("precision", "recall", "support", "sadness", "neutral", "weighted avg"):
        assert heading in table.decode()
    for figure in ("accuracy", "expected calibration error", "called unsure", "right order"):
        assert figure in table.decode()
    assert not _quoted(few_texts, table)


def test_most_wrong_are_shown_when_asked(attune: Run, few_texts: Path) -> None:
    done = attune("evaluate", "--data", few_texts, "--most-wrong", 3, "--json")
    wrong = json.loads(done.stdout)["most_wrong"]
    assert len(wrong) == 3
    assert all(mistake["label"] != mistake["predicted"] for mistake in wrong)
    sure = [mistake["confidence"] for mistake in wrong]
    assert sure == sorted(sure, reverse=True)


def test_plots_fill_a_folder_with_charts_and_a_page(
    attune: Run, few_texts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "made" / "here"
    done = attune("evaluate", "--data", few_texts, "--plots", folder, "--most-wrong", 2)
    charts = ("confusion.png", "distribution.png", "f1.png", "reliability.png", "scores.png")
    assert {path.name for path in folder.iterdir()} == {*charts, "index.html"}
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == len(charts)
    assert page.count("<li>") == 2
    assert "most confident mistakes" in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--label-column", "mood"], "expected columns text and mood, found"),
        (["--plots", "few.tsv"], "few.tsv can't be made a folder: File exists"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    attune: Run, few_texts: Path, options: list[str], message: str
) -> None:
    done = attune("evaluate", "--data", few_texts, *options)
    assert (done.returncode, done.stdout) == (1, b"")
    assert message in " ".join(done.stderr.decode().split())
    assert "Traceback" not in done.stderr.decode()


def test_fine_labels_are_scored_over_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "comments.tsv"
    rows = ["thank you so much!\t15\ta", "ok\t27\tb", "eww, that's vile\t11\tc"]
    path.write_text("\n".join(rows), encoding="utf-8")
    result = evaluate(EmotionModel.load(), read_labelled(path)).as_dict()
    assert (result["rows"], result["left_out"], result["neutral_alone"]) == (2, 1, 1.0)
    assert result["fine"]["rows"] == 3
    assert set(result["fine"]["labels"]) == {"gratitude", "disgust", "neutral"}
    assert result["fine"]["labels"]["gratitude"]["f1"] == 1.0
    assert 0 < result["fine"]["macro_f1"] <= 1


def test_everyday_utterances_are_neutral(own_texts: Path) -> None:
    result = evaluate(EmotionModel.load(threads=2), read_labelled(own_texts)).as_dict()
    assert result["classes"]["neutral"]["recall"] >= 0.85


@pytest.mark.parametrize(
    ("path", "step", "least"),
    [
        ("emotion/test.jsonl", 1, {"accuracy": 0.92, "macro_f1": 0.87}),
        ("daily_dialog/validation.jsonl", 4, {"micro_f1_without_neutral": 0.42}),
    ],
)
def test_shipped_model_keeps_its_quality(
    shared_data: Path, path: str, step: int, least: dict[str, float]
) -> None:
    data = LabelledTexts(read_labelled(shared_data / path).rows[::step])
    result = evaluate(EmotionModel.load(threads=2), data).as_dict()
    assert {name: result[name] for name in least if result[name] < least[name]} == {}


def test_neutral_comments_are_called_neutral(shared_data: Path) -> None:
    rows = [line.split("\t") for line in (shared_data / "go_emotions" / "test.tsv").open()]
    texts = [row[0] for row in rows if row[1] == "27"]
    predictions = EmotionModel.load(threads=2).predict(texts)
    assert sum(p.label == "neutral" for p in predictions) / len(texts) >= 0.70


def _quoted(path: Path, output: bytes) -> list[str]:
    texts = [row.text for row in read_labelled(path).rows if len(row.text) > 15]
    return [text for text in texts if text.encode() in output]
