from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from bot.bench.emotion import WITHOUT_BERT
from bot.bench.texts import TEXTS
from bot.bench.timing import side_by_side
from emotion_component.bundle import ModelBundle

Run = Callable[..., Any]


@pytest.fixture
def few_texts(tmp_path: Path) -> Path:
    """A labelled file, so short that BERT-base is soon through."""
    rows = [{"text": "i am so happy", "label": "joy"}, {"text": "i am sad", "label": "sadness"}]
    path = tmp_path / "few.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_both_models_are_measured_in_one_run(attune: Run, few_texts: Path) -> None:
    done = attune("bench", "--data", few_texts, "--repeat", 3, "--json")
    emotion = json.loads(done.stdout)["emotion"]
    ours, bert = emotion["attune"], emotion["bert_base"]
    assert emotion["ratio"] == pytest.approx(bert["p50_ms"] / ours["p50_ms"], rel=0.01)
    assert 0 < ours["p50_ms"] <= ours["p95_ms"]
    assert (emotion["texts"], emotion["repeat"], emotion["note"]) == (2, 3, None)
    assert done.returncode == 0


def test_it_is_measured_without_pytorch_too(attune: Run, tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise ImportError('no torch', name='torch')\n")
    done = attune("bench", "--repeat", 1, "--json", PYTHONPATH=str(tmp_path))
    emotion = json.loads(done.stdout)["emotion"]
    assert (emotion["bert_base"], emotion["ratio"]) == (None, None)
    assert emotion["note"] == WITHOUT_BERT
    size = ModelBundle.find().network.stat().st_size / 1e6
    assert emotion["attune"]["size_mb"] == pytest.approx(size, abs=0.1)
    # The weights are in memory; PyTorch and TensorFlow, several hundred MB each, are not.
    assert size < emotion["attune"]["peak_memory_mb"] < size + 250
    assert min(emotion["attune"].values()) > 0


def test_ways_take_turns_and_the_first_round_warms_up() -> None:
    said: list[str] = []
    rounds: list[int] = []
    ways = {"a": lambda text: said.append(f"a {text}"), "b": lambda text: said.append(f"b {text}")}
    latency = side_by_side(ways, ["x", "y"], repeat=2, after_round=rounds.append)
    assert said == ["a x", "b x", "a y", "b y"] * 3
    assert rounds == [0, 1, 2]
    assert set(latency) == {"a", "b"}


def test_fixed_texts_are_as_long_as_the_test_set() -> None:
    tokenizer = Tokenizer.from_file(str(ModelBundle.find().tokenizer))
    tokenizer.no_padding()
    tokens = [len(encoding.ids) for encoding in tokenizer.encode_batch(list(TEXTS))]
    assert sum(tokens) / len(tokens) == pytest.approx(22.2, abs=0.5)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--model", "nowhere"], 1, "no emotion model in nowhere: model.onnx"),
        (["--data", "gone.jsonl"], 1, "gone.jsonl can't be read"),
        (["--repeat", "0"], 2, "not in the range"),
    ],
)
def test_wrong_use_is_one_clear_sentence(
    attune: Run, arguments: list[str], status: int, message: str
) -> None:
    done = attune("bench", *arguments)
    said = " ".join(done.stderr.decode().replace("│", " ").split())
    assert message in said
    assert "Traceback" not in said
    assert (done.returncode, done.stdout) == (status, b"")
