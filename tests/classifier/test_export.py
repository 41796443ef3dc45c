from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer

from emotion_component.errors import TrainingError
from emotion_component.export.onnx import export_float, quantize
from emotion_component.export.parity import Parity, compare, require_equal
from emotion_component.model.network import EmotionNetwork

TEXTS = ["i am sad", "you ran", "the dog ran away and came back today .", "happy", "so so so sad"]


@pytest.fixture
def exported(toy_network: EmotionNetwork, tmp_path: Path) -> Path:
    export_float(toy_network, tmp_path / "float.onnx")
    return tmp_path / "float.onnx"


@pytest.mark.parametrize("length", [1, 3, 9, 40, 128])
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_every_shape_equals_the_original(
    toy_network: EmotionNetwork, exported: Path, length: int, rows: int
) -> None:
    ids = torch.randint(5, 25, (rows, length))
    mask = torch.ones_like(ids)
    mask[-1, max(1, length // 2) :] = 0
    with torch.no_grad():
        expected = toy_network(ids, mask)
    feed = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
    found = onnxruntime.InferenceSession(str(exported)).run(None, feed)
    for one, other in zip(expected, found, strict=True):
        np.testing.assert_allclose(one.numpy(), other, atol=1e-5)


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_comparison_finds_them_equal(
    toy_network: EmotionNetwork, exported: Path, toy_tokenizer: Tokenizer, batch: int
) -> None:
    parity = compare(toy_network, exported, toy_tokenizer, TEXTS, batch)
    assert parity.same_label == 1.0
    require_equal(parity)


def test_comparison_notices_other_weights(
    toy_network: EmotionNetwork, exported: Path, toy_tokenizer: Tokenizer
) -> None:
    with torch.no_grad():
        toy_network.emotion.bias[0] += 0.5
    parity = compare(toy_network, exported, toy_tokenizer, TEXTS, batch=2)
    with pytest.raises(TrainingError, match="it was not installed"):
        require_equal(parity)


def test_quantised_file_is_smaller_and_close(
    toy_network: EmotionNetwork, exported: Path, toy_tokenizer: Tokenizer, tmp_path: Path
) -> None:
    quantize(exported, tmp_path / "small.onnx")
    parity: Parity = compare(toy_network, tmp_path / "small.onnx", toy_tokenizer, TEXTS, batch=1)
    assert 0 < parity.largest_difference < 0.1


def test_export_leaves_the_network_in_prediction_mode(
    toy_network: EmotionNetwork, exported: Path
) -> None:
    assert not toy_network.training
