"""Shows that an exported network says what the original says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer

from emotion_component.errors import TrainingError
from emotion_component.model.network import EmotionNetwork

FLOAT_TOLERANCE = 1e-3
"""Largest difference of a logit between PyTorch and ONNX in full precision."""


@dataclass(frozen=True)
class Parity:
    """Over ``texts`` texts: the largest difference of a logit, the share of equal labels (0..1)."""

    texts: int
    largest_difference: float
    same_label: float


def compare(
    network: EmotionNetwork,
    path: Path,
    tokenizer: Tokenizer,
    texts: Sequence[str],
    batch: int,
) -> Parity:
    """Run ``texts`` through both, alone in PyTorch and ``batch`` at a time, padded, in ONNX."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    original = np.concatenate([_torch(network, row) for row in ids])
    groups = (ids[at : at + batch] for at in range(0, len(ids), batch))
    exported = np.concatenate([_onnx(session, group) for group in groups])
    same = original.argmax(axis=1) == exported.argmax(axis=1)
    return Parity(len(ids), float(abs(original - exported).max()), float(same.mean()))


def require_equal(parity: Parity) -> None:
    """:raises TrainingError: when a full-precision export differs from its original."""
    if parity.largest_difference > FLOAT_TOLERANCE:
        raise TrainingError(
            f"The exported network differs from the trained one by {parity.largest_difference:.2g} "
            f"in a logit (allowed: {FLOAT_TOLERANCE}): it was not installed."
        )


def _torch(network: EmotionNetwork, ids: list[int]) -> np.ndarray:
    with torch.no_grad():
        row = torch.tensor([ids])
        return np.asarray(network(row, torch.ones_like(row)).emotion)


def _onnx(session: onnxruntime.InferenceSession, rows: list[list[int]]) -> np.ndarray:
    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    [logits] = session.run(["emotion"], {"input_ids": ids, "attention_mask": mask})
    return np.asarray(logits)
