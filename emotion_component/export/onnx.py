"""Networks as ONNX files, in full precision and in int8."""

from __future__ import annotations

import logging
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from emotion_component.model.network import EmotionNetwork

_OPSET = 17


class _Plain(nn.Module):
    """Takes the mask as it is and gives a tuple: what the tracer can follow."""

    def __init__(self, network: EmotionNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.network(input_ids, attention_mask))


def export_float(network: EmotionNetwork, path: Path) -> None:
    """Write ``network`` to ``path`` with 32-bit weights, batch and length left open."""
    ids = torch.ones(2, 9, dtype=torch.long)
    mask = torch.ones_like(ids)
    mask[1, 6:] = 0
    names = {0: "batch", 1: "length"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Plain(network).eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["emotion", "fine", "features"],
            dynamic_axes={
                "input_ids": names,
                "attention_mask": names,
                "emotion": {0: "batch"},
                "fine": {0: "batch"},
                "features": {0: "batch"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )


def quantize(source: Path, target: Path) -> None:
    """Write ``source`` to ``target`` with 8-bit weights in every matrix, LSTM and embedding."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        root = logging.getLogger()
        level = root.level
        root.setLevel(logging.ERROR)  # the quantizer logs through the root logger
        try:
            quantize_dynamic(
                str(prepared),
                str(target),
                weight_type=QuantType.QInt8,
                per_channel=True,
            )
        finally:
            root.setLevel(level)
