from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import emotion_component
from emotion_component import EmotionModel
from emotion_component.bundle import PRETRAINED, ModelBundle
from emotion_component.errors import ModelNotFound, ModelUnusable
from emotion_component.labels import EMOTIONS, FINE_LABELS

MIXED = ["i miss him so much", "", "ok", "we won!!", "what time is it?", "i am furious with you"]


def test_import_is_light() -> None:
    code = (
        "import sys, emotion_component; emotion_component.EmotionModel; "
        "emotion_component.CrisisDetector; "
        "print(sorted({'torch', 'rasa', 'sqlalchemy', 'tensorflow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_all_names_are_there_and_no_others() -> None:
    assert {name: getattr(emotion_component, name) for name in emotion_component.__all__}
    with pytest.raises(AttributeError, match="no attribute 'Mood'"):
        emotion_component.Mood  # noqa: B018


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("i can't stop crying since she left me", "sadness"),
        ("i'm so happy, i got the job!", "joy"),
        ("i love my wife so much", "love"),
        ("he lied to me again and i am furious", "anger"),
        ("i'm terrified of the operation tomorrow", "fear"),
        ("wow, i did not expect that at all", "surprise"),
        ("the meeting was moved to thursday", "neutral"),
        ("😢😢", "sadness"),
    ],
)
def test_plain_feelings_are_heard(embedded: EmotionModel, text: str, label: str) -> None:
    assert embedded.predict([text])[0].label == label


def test_prediction_keeps_its_contract(embedded: EmotionModel) -> None:
    for prediction in embedded.predict(MIXED):
        assert set(prediction.scores) == set(EMOTIONS)
        assert set(prediction.fine) == set(FINE_LABELS)
        assert sum(prediction.scores.values()) == pytest.approx(1.0)
        assert prediction.confidence == max(prediction.scores.values())
        assert prediction.scores[prediction.label] == prediction.confidence
        assert 0.0 <= prediction.intensity <= 1.0
        assert -1.0 <= prediction.valence <= 1.0


def test_valence_follows_the_feeling(embedded: EmotionModel) -> None:
    sad, dull, glad = embedded.predict(
        ["i feel miserable", "the bus comes at nine", "i am so happy"]
    )
    assert sad.valence < -0.4 < dull.valence < 0.4 < glad.valence


@pytest.mark.parametrize("size", [1, 2, 32])
def test_order_is_kept_for_every_batch_size(embedded: EmotionModel, size: int) -> None:
    texts = MIXED * 3
    alone = [embedded.predict([text])[0] for text in texts]
    together = embedded.predict(texts, batch_size=size)
    assert [p.label for p in together] == [p.label for p in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.confidence == pytest.approx(other.confidence, abs=0.05)


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07\n", "\u200b"])
def test_nothing_said_is_neutral(embedded: EmotionModel, text: str) -> None:
    [prediction] = embedded.predict([text])
    assert (prediction.label, prediction.intensity) == ("neutral", 0.0)


def test_end_of_a_long_text_counts(embedded: EmotionModel) -> None:
    start = "the bus comes at nine and the shop closes at eight. " * 20
    end = "i am so sad, i miss her and i cannot stop crying. " * 20
    [plain, sad] = embedded.predict([start + start, start + end])
    assert sad.scores["sadness"] > plain.scores["sadness"] + 0.2


def test_odd_texts_are_no_trouble(embedded: EmotionModel) -> None:
    texts = ["a" * 100_000, "😂" * 500, "\ud800", "שלום", "x\x00y", "?!?!", "ﷺ" * 300]
    assert len(embedded.predict(texts)) == len(texts)


def test_one_string_is_refused(embedded: EmotionModel) -> None:
    with pytest.raises(TypeError, match=r"write predict\(\[text\]\)"):
        embedded.predict("hello")


def test_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"model\.onnx is missing"):
        EmotionModel.load(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "settings.json"])
def test_damaged_model_is_unusable(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(PRETRAINED, tmp_path / "model")
    (folder / name).write_bytes(b"{}")
    with pytest.raises(ModelUnusable):
        EmotionModel.load(folder)


def test_embedded_model_is_small_enough() -> None:
    bundle = ModelBundle.find()
    assert sum(f.stat().st_size for f in bundle.folder.iterdir()) <= 30_000_000
