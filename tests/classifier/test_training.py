from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from emotion_component.errors import DataError, TrainingError
from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.corpora import Example
from emotion_component.training.dataset import Batches, without_leaks
from emotion_component.training.run import load_splits
from emotion_component.training.trainer import RunFiles, Trainer

SMALL = ModelConfig(lstm_hidden=8)
EXAMPLES = [
    Example(f"{start} {word} .", emotion, None, "emotion")
    for start in ("i am", "i feel so", "today i am very", "you feel")
    for word, emotion in (("sad", "sadness"), ("happy", "joy"), ("angry", "anger"))
]


def _network() -> EmotionNetwork:
    torch.manual_seed(3)
    sizes = BertConfig(
        vocab_size=40,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    return EmotionNetwork(BertModel(sizes, add_pooling_layer=False), SMALL)


def _trainer(
    tokenizer: Tokenizer,
    folder: Path,
    epochs: int,
    examples: Sequence[Example] = EXAMPLES,
) -> Trainer:
    arguments = TrainingArguments(
        epochs=epochs, batch_size=4, augment=0, model=SMALL, encoder_rate=1e-3, head_rate=3e-3
    )
    batches = Batches(tokenizer, 4, None)
    return Trainer(_network(), batches, examples, examples, arguments, RunFiles(folder))


def test_training_learns(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    history = _trainer(toy_tokenizer, tmp_path, epochs=40).run()
    assert history[-1]["loss"] < history[0]["loss"] / 3
    assert history[-1]["emotion.accuracy"] == 1.0


class _PowerCut(Exception):
    pass


def test_interrupted_run_ends_like_a_whole_one(
    toy_tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _trainer(toy_tokenizer, tmp_path / "whole", epochs=3).run()
    cut = _trainer(toy_tokenizer, tmp_path / "cut", epochs=3)
    epoch = cut._epoch
    monkeypatch.setattr(cut, "_epoch", lambda n: _cut_at(n, epoch))
    with pytest.raises(_PowerCut):
        cut.run()
    assert len(RunFiles(tmp_path / "cut").epochs_done()) == 2
    assert _trainer(toy_tokenizer, tmp_path / "cut", epochs=3).run() == whole


def _cut_at(number: int, epoch: object) -> float:
    if number == 2:
        raise _PowerCut
    return epoch(number)  # type: ignore[operator]


def test_best_epoch_is_kept(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    _trainer(toy_tokenizer, tmp_path, epochs=2).run()
    files = RunFiles(tmp_path)
    assert files.best.is_file()
    assert [json.loads(line)["epoch"] for line in files.history.open()] == [1, 2]


def test_folder_of_another_run_is_refused(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    _trainer(toy_tokenizer, tmp_path, epochs=1).run()
    with pytest.raises(TrainingError, match="holds a run with other arguments"):
        _trainer(toy_tokenizer, tmp_path, epochs=2).run()


def test_arguments_survive_a_file(tmp_path: Path) -> None:
    arguments = TrainingArguments(epochs=7, model=SMALL)
    arguments.save(tmp_path / "arguments.json")
    assert TrainingArguments.load(tmp_path / "arguments.json") == arguments


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(TrainingError, match="augment=2 must lie between 0 and 1"):
        TrainingArguments(augment=2)


def test_no_text_is_in_two_splits() -> None:
    train = [
        Example("I feel fine", "joy", None, "emotion"),
        Example("i feel  FINE", "joy", None, "emotion"),
        Example("i feel odd", "fear", None, "emotion"),
        Example("i feel odd", "joy", None, "emotion"),
        Example("in the test", "joy", None, "emotion"),
    ]
    kept = without_leaks(train, [Example("In the test", "joy")])
    assert [e.text for e in kept] == ["I feel fine"]


def test_batches_hold_every_example_once(toy_tokenizer: Tokenizer) -> None:
    batches = Batches(toy_tokenizer, 5, None).epoch(EXAMPLES, random.Random(0))
    assert sum(len(batch.emotion) for batch in batches) == len(EXAMPLES)
    assert {tuple(b.input_ids.shape) for b in batches} == {
        tuple(b.attention_mask.shape) for b in batches
    }


def test_missing_corpus_is_named(tmp_path: Path) -> None:
    (tmp_path / "emotion").mkdir()
    with pytest.raises(DataError, match=r"train\.jsonl: can't be read"):
        load_splits({"emotion": tmp_path / "emotion"})


def test_dev_and_test_rows_leave_training(shared_data: Path) -> None:
    splits = load_splits({"emotion": shared_data / "emotion"})
    held_out = {
        " ".join(json.loads(line)["text"].split())
        for line in (shared_data / "emotion" / "test.jsonl").open()
    }
    assert len(splits.train) > 15_000
    assert not held_out & {e.text for e in splits.train}
