from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emotion_component import EmotionModel
from emotion_component.evaluation.evaluate import evaluate
from emotion_component.evaluation.labelled import read_labelled

Run = Callable[..., Any]


@pytest.fixture
def own_texts(project: Path) -> Path:
    return project / "data" / "everyday" / "test.tsv"


def test_json_has_the_whole_table(attune: Run, own_texts: Path) -> None:
    result = json.loads(attune("evaluate", "--data", own_texts, "--json").stdout)
    assert {"accuracy", "macro_f1", "weighted_f1", "classes", "macro avg"} <= set(result)
    assert set(result["classes"]["joy"]) == {"precision", "recall", "f1", "support"}
    assert sum(c["support"] for c in result["classes"].values()) == result["rows"]


def test_baseline_stands_beside_it(attune: Run, own_texts: Path) -> None:
    train = own_texts.with_name("train.tsv")
    done = attune("evaluate", "--data", own_texts, "--baseline", train, "--json")
    result = json.loads(done.stdout)
    assert result["accuracy"] > result["baseline"]["accuracy"] > 0.5


def test_table_names_every_class(attune: Run, own_texts: Path) -> None:
    table = attune("evaluate", "--data", own_texts).stdout.decode()
    for heading in ("precision", "recall", "support", "sadness", "neutral", "weighted avg"):
        assert heading in table


def test_everyday_utterances_are_neutral(own_texts: Path) -> None:
    rows = [line.rstrip("\n").split("\t") for line in own_texts.open(encoding="utf-8")]
    texts = [text for text, label in rows if label == "neutral"]
    heard = {t: p.label for t, p in zip(texts, EmotionModel.load().predict(texts), strict=True)}
    assert {text: label for text, label in heard.items() if label != "neutral"} == {}


@pytest.mark.parametrize(
    ("path", "measure", "least"),
    [
        ("emotion/test.jsonl", "accuracy", 0.92),
        ("emotion/test.jsonl", "macro_f1", 0.87),
        ("daily_dialog/validation.jsonl", "micro_f1_without_neutral", 0.42),
    ],
)
def test_shipped_model_keeps_its_quality(
    shared_data: Path, path: str, measure: str, least: float
) -> None:
    result = evaluate(EmotionModel.load(threads=2), read_labelled(shared_data / path))
    assert result.as_dict()[measure] >= least


def test_neutral_comments_are_called_neutral(shared_data: Path) -> None:
    rows = [line.split("\t") for line in (shared_data / "go_emotions" / "test.tsv").open()]
    texts = [row[0] for row in rows if row[1] == "27"]
    predictions = EmotionModel.load(threads=2).predict(texts)
    assert sum(p.label == "neutral" for p in predictions) / len(texts) >= 0.70
