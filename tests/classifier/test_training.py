from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
import typer
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from bot.training import read_share
from emotion_component.errors import DataError, TrainingError
from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork
from emotion_component.model.storage import begin_with, mix_in
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.corpora import CORPORA, Example
from emotion_component.training.dataset import Batches, sample_epoch, without_leaks
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
    **changed: Any,
) -> Trainer:
    usual = {"encoder_rate": 1e-3, "head_rate": 3e-3, "train_words": True}
    arguments = TrainingArguments(
        epochs=epochs, batch_size=4, augment=0, model=SMALL, **(usual | changed)
    )
    batches = Batches(tokenizer, 4, None)
    return Trainer(_network(), batches, examples, examples, arguments, RunFiles(folder))


def test_training_learns(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    history = _trainer(toy_tokenizer, tmp_path, epochs=40).run()
    assert history[-1]["loss"] < history[0]["loss"] / 2
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
    assert _untimed(_trainer(toy_tokenizer, tmp_path / "cut", epochs=3).run()) == _untimed(whole)


def _untimed(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{n: v for n, v in epoch.items() if n != "seconds"} for epoch in history]


def _cut_at(number: int, epoch: object) -> float:
    if number == 2:
        raise _PowerCut
    return epoch(number)  # type: ignore[operator]


def test_best_epoch_is_kept(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    _trainer(toy_tokenizer, tmp_path, epochs=2).run()
    files = RunFiles(tmp_path)
    assert files.best.is_file()
    assert [json.loads(line)["epoch"] for line in files.history.open()] == [1, 2]


def test_kept_weights_are_the_moving_average(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    slow = {"encoder_rate": 1e-6, "head_rate": 1e-6}  # no epoch is better: the last is kept
    trainer = _trainer(toy_tokenizer, tmp_path, epochs=12, average=1.0, **slow)
    trainer.run()
    kept = torch.load(tmp_path / "best.pt", weights_only=True)["emotion.weight"]
    assert trainer.average.n_averaged > 1
    assert torch.equal(kept, trainer.averaged.emotion.weight)
    assert not torch.equal(kept, trainer.network.emotion.weight)


def test_word_vectors_stay_unless_asked(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    before = _network().encoder.get_input_embeddings().weight
    trainer = _trainer(toy_tokenizer, tmp_path, epochs=2, train_words=False)
    trainer.run()
    torch.testing.assert_close(trainer.network.encoder.get_input_embeddings().weight, before)


def test_run_begins_with_the_weights_of_another(toy_tokenizer: Tokenizer, tmp_path: Path) -> None:
    _trainer(toy_tokenizer, tmp_path / "first", epochs=2).run()
    weights = torch.load(tmp_path / "first" / "best.pt", weights_only=True)
    del weights["intensity.weight"]
    torch.save(weights, tmp_path / "best.pt")
    network = _network()
    fresh = network.intensity.weight.clone()
    begin_with(network, tmp_path / "best.pt")
    torch.testing.assert_close(network.emotion.weight, weights["emotion.weight"])
    torch.testing.assert_close(network.intensity.weight, fresh)


def test_a_run_knows_what_it_goes_on_from(tmp_path: Path) -> None:
    runs = [RunFiles(tmp_path / name) for name in ("first", "second", "third")]
    for run in runs:
        run.folder.mkdir()
        TrainingArguments(seed=len(run.folder.name)).save(run.arguments)
        run.history.write_text('{"epoch": 1, "seconds": 60}\n')
    runs[1].begin_from(runs[0])
    runs[2].begin_from(runs[1])
    assert [run["arguments"]["seed"] for run in runs[2].runs_before()] == [5, 6]
    assert runs[2].runs_before()[0]["seconds"] == 60


def test_weights_without_their_run_are_no_start(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no run's folder"):
        RunFiles(tmp_path / "new").begin_from(RunFiles(tmp_path))


def test_weights_of_the_start_are_kept_by_their_share(tmp_path: Path) -> None:
    network, start = _network(), _network()
    for model, value in ((network, 1.0), (start, 5.0)):
        for parameter in model.parameters():
            torch.nn.init.constant_(parameter, value)
    torch.save(start.state_dict(), tmp_path / "best.pt")
    mix_in(network, tmp_path / "best.pt", 0.25)
    assert all(torch.allclose(p, torch.tensor(2.0)) for p in network.parameters())


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    torch.save({"emotion.weight": torch.zeros(2, 2)}, tmp_path / "best.pt")
    with pytest.raises(TrainingError, match="can't be continued"):
        begin_with(_network(), tmp_path / "best.pt")


def test_neutral_rows_have_a_share_of_their_own() -> None:
    corpus = CORPORA["daily_dialog"]
    rows = [
        Example(f"{emotion} {number}", emotion, None, "daily_dialog")
        for emotion in ("joy", "neutral")
        for number in range(100)
    ]
    chosen = Counter(e.emotion for e in sample_epoch(rows, random.Random(0), {}))
    assert chosen == {
        "joy": round(100 * corpus.share),
        "neutral": round(100 * corpus.neutral_share),
    }


def test_a_run_may_take_more_of_a_corpus() -> None:
    rows = [Example(f"joy {number}", "joy", None, "emotion") for number in range(100)]
    chosen = Counter(e.text for e in sample_epoch(rows, random.Random(0), {"emotion": 2.5}))
    assert sum(chosen.values()) == 250
    assert set(chosen.values()) == {2, 3}


def test_a_share_of_no_corpus_is_wrong_usage() -> None:
    with pytest.raises(typer.BadParameter, match="emotion, go_emotions"):
        read_share("tweets=2")


def test_everyday_row_needs_its_strength(tmp_path: Path) -> None:
    (tmp_path / "train.tsv").write_text("ok\tneutral\t0\nso angry\tanger\n")
    with pytest.raises(DataError, match=r"train\.tsv:2: expected TEXT<tab>EMOTION<tab>STRENGTH"):
        list(CORPORA["everyday"].read(tmp_path, "train"))


def test_everyday_strength_is_the_intensity(tmp_path: Path) -> None:
    (tmp_path / "train.tsv").write_text("ok\tneutral\t0\nlivid\tanger\t3\n")
    assert [e.intensity for e in CORPORA["everyday"].read(tmp_path, "train")] == [0.0, 1.0]


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
