from __future__ import annotations

import pytest
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from emotion_component.training.dataset import IGNORED
from emotion_component.training.losses import fine_loss, focal_loss, intensity_loss

LOGITS = torch.tensor([[4.0, 0.0, 0.0], [0.2, 0.1, 0.0], [0.0, 0.0, 5.0]])


def test_gamma_zero_is_cross_entropy() -> None:
    targets = torch.tensor([0, 1, 2])
    assert focal_loss(LOGITS, targets, 0.0) == pytest.approx(float(cross_entropy(LOGITS, targets)))


def test_focus_is_on_the_hard_row() -> None:
    easy, hard = (torch.tensor([0, IGNORED, IGNORED]), torch.tensor([IGNORED, 1, IGNORED]))
    kept_of_easy = focal_loss(LOGITS, easy, 2.0) / focal_loss(LOGITS, easy, 0.0)
    kept_of_hard = focal_loss(LOGITS, hard, 2.0) / focal_loss(LOGITS, hard, 0.0)
    assert kept_of_easy < 0.01 < 0.4 < kept_of_hard


def test_unknown_rows_cost_nothing_and_still_run_backwards() -> None:
    logits = LOGITS.clone().requires_grad_()
    loss = focal_loss(logits, torch.full((3,), IGNORED), 2.0)
    loss.backward()
    assert loss == 0
    assert logits.grad is not None
    assert not logits.grad.any()


def test_fine_rows_without_labels_are_passed_over() -> None:
    logits = torch.randn(2, 4)
    targets = torch.tensor([[1.0, 0.0, 0.0, 1.0], [float("nan")] * 4])
    expected = binary_cross_entropy_with_logits(logits[:1], targets[:1], reduction="sum")
    assert fine_loss(logits, targets) == pytest.approx(float(expected))


def test_intensity_is_learned_where_it_is_known() -> None:
    logits = torch.tensor([0.3, -1.0, 2.0])
    targets = torch.tensor([1 / 3, float("nan"), 1.0])
    expected = binary_cross_entropy_with_logits(logits[[0, 2]], targets[[0, 2]])
    assert intensity_loss(logits, targets) == pytest.approx(float(expected))
    assert intensity_loss(logits, torch.full((3,), float("nan"))) == 0.0
