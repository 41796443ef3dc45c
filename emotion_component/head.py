"""A small correction of the seven logits, learned from an assistant's own examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class LinearHead:
    """``weights`` (width, 7) and ``bias`` (7,): what is added to the logits of given features."""

    weights: np.ndarray
    bias: np.ndarray

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """Map features (rows, width) to what is added to the logits (rows, 7)."""
        return np.asarray(features @ self.weights + self.bias)

    def save(self, path: Path) -> None:
        """Write it as ``.npz``."""
        np.savez(path, weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> LinearHead:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["weights"], arrays["bias"])
