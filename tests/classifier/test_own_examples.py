"""``rasa train`` and the emotions that an assistant's own examples say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gaming import HELD_OUT, TO_LEARN
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message

from emotion_component import EmotionClassifier

Pairs = list[tuple[str, str]]
Train = Callable[[str], EmotionClassifier]
UNMARKED = "version: '3.1'\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - hi there\n"
BY_EXAMPLE = """\
- intent: complain
  metadata: {{emotion: sadness}}
  examples:
  - text: |
      got ganked again
    metadata: {{emotion: {emotion}}}
  - text: |
      guild disbanded
    metadata: 7
"""


def _marked(pairs: Pairs) -> str:
    """Training data with an intent for each emotion, which the intent's metadata says."""
    blocks = [UNMARKED]
    for emotion in sorted({emotion for _, emotion in pairs}):
        texts = "".join(f"    - {text}\n" for text, said in pairs if said == emotion)
        mark = f"  metadata:\n    emotion: {emotion}\n"
        blocks.append(f"- intent: tell_{emotion}\n{mark}  examples: |\n{texts}")
    return "".join(blocks)


@pytest.fixture
def storage(tmp_path: Path) -> Path:
    (tmp_path / "storage").mkdir()
    return tmp_path / "storage"


@pytest.fixture
def train(tmp_path: Path, storage: Path) -> Train:
    """Trains a component on an ``nlu.yml`` and loads it again, as Rasa's two graphs do."""

    def run(nlu: str) -> EmotionClassifier:
        (tmp_path / "nlu.yml").write_text(nlu)
        config = EmotionClassifier.get_default_config()
        place = LocalModelStorage(storage), Resource("emotions")
        context = ExecutionContext(GraphSchema({}))
        component = EmotionClassifier.create(config, *place, context)
        component.train(load_data(str(tmp_path / "nlu.yml")))
        return EmotionClassifier.load(config, *place, context)

    return run


def _right(component: EmotionClassifier) -> int:
    messages = component.process([Message({"text": text}) for text, _ in HELD_OUT])
    said = [message.get("emotion")["label"] for message in messages]
    return sum(label == emotion for label, (_, emotion) in zip(said, HELD_OUT, strict=True))


def test_what_was_learned_is_kept_and_loaded(train: Train) -> None:
    default, adapted = train(UNMARKED), train(_marked(TO_LEARN))
    assert _right(adapted) > _right(default) + len(HELD_OUT) / 10


def test_without_marks_nothing_is_learned(train: Train, storage: Path, embedded: Any) -> None:
    texts = [text for text, _ in HELD_OUT]
    assert train(UNMARKED).predict(texts) == embedded.predict(texts)
    assert not list(storage.iterdir())


def test_the_default_may_stand(
    train: Train, storage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(UNMARKED + BY_EXAMPLE.format(emotion="anger"))
    assert "the default stands: it takes 20 different examples" in capsys.readouterr().out
    assert not list(storage.iterdir())


def test_what_another_model_learned_is_left_aside(
    train: Train, storage: Path, embedded: Any, caplog: pytest.LogCaptureFixture
) -> None:
    train(_marked(TO_LEARN))
    [file] = storage.rglob("learned.json")
    file.write_text(json.dumps({"model": "older", "summary": ""}))
    texts = [text for text, _ in HELD_OUT]
    assert train(UNMARKED).predict(texts) == embedded.predict(texts)
    assert "with another model, older" in caplog.text


@pytest.mark.parametrize("wrong", ["furious", "Anger", "null", "[anger]", "{anger: 1}"])
def test_wrong_mark_stops_training(train: Train, wrong: str) -> None:
    expected = (
        "example of the intent 'complain' has the metadata emotion: .*; "
        "expected one of sadness, joy, love, anger, fear, surprise, neutral"
    )
    with pytest.raises(InvalidConfigException, match=expected):
        train(UNMARKED + BY_EXAMPLE.format(emotion=wrong))


def test_mark_of_an_example_goes_before_its_intents(tmp_path: Path) -> None:
    from emotion_component.component import _own_examples

    (tmp_path / "nlu.yml").write_text(UNMARKED + BY_EXAMPLE.format(emotion="anger"))
    marked, others = _own_examples(load_data(str(tmp_path / "nlu.yml")))
    assert marked == [("got ganked again", "anger"), ("guild disbanded", "sadness")]
    assert others == ["hello", "hi there"]


def _key(nlu: str, file: Path) -> str:
    """What Rasa's cache goes by."""
    file.write_text(nlu)
    return calculate_fingerprint_key(
        EmotionClassifier,
        EmotionClassifier.get_default_config(),
        {"training_data": load_data(str(file))},
    )


def test_another_mark_makes_rasa_train_again(tmp_path: Path) -> None:
    nlu, file = UNMARKED + BY_EXAMPLE.format(emotion="anger"), tmp_path / "nlu.yml"
    keys = {
        _key(nlu, file),
        _key(nlu.replace("emotion: anger", "emotion: fear"), file),
        _key(nlu.replace("emotion: sadness", "emotion: fear"), file),
        _key(UNMARKED, file),
    }
    assert len(keys) == 4
    assert _key(nlu, file) in keys


def test_rasa_train_shows_what_was_learned(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(_marked(TO_LEARN))
    (tmp_path / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: players\nlanguage: en\npipeline:\n"
        "- name: KeywordIntentClassifier\n- name: emotion_component.EmotionClassifier\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "LOG_LEVEL"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "EmotionClassifier: learned from 80 examples" in done.stdout
    assert "ganked" not in done.stdout + done.stderr
