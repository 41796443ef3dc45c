from __future__ import annotations

import pytest
import torch

from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork


def _row(length: int) -> torch.Tensor:
    return torch.randint(5, 25, (1, length), generator=torch.Generator().manual_seed(length))


def _alone(network: EmotionNetwork, row: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return network(row, torch.ones_like(row)).emotion


@pytest.mark.parametrize("padding", [1, 4, 30])
def test_padding_changes_no_result(toy_network: EmotionNetwork, padding: int) -> None:
    row = _row(7)
    padded = torch.cat([row, torch.zeros(1, padding, dtype=torch.long)], dim=1)
    with torch.no_grad():
        together = toy_network(padded, (padded != 0).long())
    torch.testing.assert_close(together.emotion, _alone(toy_network, row))


def test_neighbours_in_a_batch_change_no_result(toy_network: EmotionNetwork) -> None:
    rows = [_row(length) for length in (2, 5, 9)]
    batch = torch.zeros(3, 9, dtype=torch.long)
    for at, row in enumerate(rows):
        batch[at, : row.shape[1]] = row
    with torch.no_grad():
        together = toy_network(batch, (batch != 0).long()).emotion
    torch.testing.assert_close(together, torch.cat([_alone(toy_network, row) for row in rows]))


def test_order_of_words_matters(toy_network: EmotionNetwork) -> None:
    row = _row(8)
    assert not torch.allclose(_alone(toy_network, row), _alone(toy_network, row.flip(1)))


def test_both_directions_reach_every_token(toy_network: EmotionNetwork) -> None:
    layer = toy_network.lstm[0]
    states = torch.randn(1, 5, 16, requires_grad=True)
    layer(states, torch.tensor([5]))[0, 2].sum().backward()
    assert states.grad is not None
    assert (states.grad.abs().sum(dim=-1) > 0).all()


def test_heads_must_divide_the_width() -> None:
    with pytest.raises(ValueError, match=r"attention_heads=5 must divide 2 \* lstm_hidden"):
        ModelConfig(attention_heads=5)
