"""Networks as ONNX files, in full precision and in int8."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from emotion_component.model.network import EmotionNetwork, NetworkOutput

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
            output_names=list(NetworkOutput._fields),
            dynamic_axes={
                "input_ids": names,
                "attention_mask": names,
                **{name: {0: "batch"} for name in NetworkOutput._fields},
            },
            opset_version=_OPSET,
            dynamo=False,
        )


def quantize(source: Path, target: Path) -> None:
    """Write ``source`` to ``target`` with 8-bit weights in every matrix, LSTM and embedding.

    What the encoder does in many nodes is first fused to the few that ONNX Runtime has for it.
    The heads keep their 32 bits: they are small, and what they round shows in every score.
    """
    with tempfile.TemporaryDirectory() as folder, _quiet():
        prepared, fused = Path(folder) / "prepared.onnx", Path(folder) / "fused.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        _fuse(prepared, fused)
        quantize_dynamic(
            str(fused),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=_nodes_of_heads(fused),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def _fuse(source: Path, target: Path) -> None:
    model = onnx.load(str(source))
    for node in model.graph.node:
        if node.op_type == "LSTM":
            del node.input[5:]  # begin with zeros, which is what an LSTM without them does
    fused = optimize_model(model, model_type="bert", opt_level=0)
    fused.save_model_to_file(str(target))


def _nodes_of_heads(path: Path) -> list[str]:
    heads = tuple(f"/network/{name}/" for name in NetworkOutput._fields)
    graph = onnx.load(str(path)).graph
    return [node.name for node in graph.node if node.name.startswith(heads)]


@contextmanager
def _quiet() -> Iterator[None]:
    """The quantizer and the optimizer log through the root logger."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)
