"""What training minimises."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from emotion_component.training.dataset import IGNORED


def focal_loss(logits: Tensor, targets: Tensor, gamma: float) -> Tensor:
    """Focal loss (Lin et al. 2017, equation 4 without α), the mean over known targets.

    ``logits`` (batch, classes), ``targets`` (batch,) with ``IGNORED`` where unknown;
    ``gamma`` 0 is cross-entropy. Zero where no target is known.
    """
    known = targets != IGNORED
    if not known.any():
        return logits.sum() * 0.0
    losses = cross_entropy(logits[known], targets[known], reduction="none")
    return ((1.0 - torch.exp(-losses)) ** gamma * losses).mean()


def intensity_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Binary cross-entropy against targets in 0..1, the mean over rows that have one.

    Both (batch,); unknown ``targets`` are NaN.
    """
    known = ~targets.isnan()
    if not known.any():
        return logits.sum() * 0.0
    return binary_cross_entropy_with_logits(logits[known], targets[known])


def fine_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Binary cross-entropy summed over labels, the mean over rows that have them.

    Both (batch, labels); rows of ``targets`` without labels are NaN.
    """
    known = ~targets.isnan().any(dim=1)
    if not known.any():
        return logits.sum() * 0.0
    losses = binary_cross_entropy_with_logits(logits[known], targets[known], reduction="none")
    return losses.sum(dim=1).mean()
