"""BERT, a bidirectional LSTM and self-attention, with a head for each label set."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertModel

from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.model.config import ModelConfig


class NetworkOutput(NamedTuple):
    """Logits ``emotion`` (batch, 7), ``fine`` (batch, 28), ``intensity`` (batch,), and what they
    are made from, ``features`` (batch, 4 * hidden; twice the encoder's width without LSTM).
    """

    emotion: Tensor
    fine: Tensor
    intensity: Tensor
    features: Tensor


class BidirectionalLayer(nn.Module):
    """One LSTM layer that reads each text forwards and backwards from its own last token.

    ``nn.LSTM(bidirectional=True)`` would begin the backward pass in the padding, so that the
    result of a text depended on its neighbours in the batch.
    """

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.forwards = nn.LSTM(inputs, hidden, batch_first=True)
        self.backwards = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Map (batch, length, inputs) to (batch, length, 2 * hidden); ``lengths`` (batch,)."""
        ahead, _ = self.forwards(states)
        back, _ = self.backwards(_reverse(states, lengths))
        return torch.cat([ahead, _reverse(back, lengths)], dim=-1)


class _ReverseTokens(torch.autograd.Function):
    """Reads each row's real tokens backwards and leaves its padding in place.

    A function of its own so that it is one node in ONNX, not a dozen.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, lengths: Tensor) -> Tensor:
        ctx.save_for_backward(lengths)
        positions = torch.arange(states.shape[1])[None, :]
        order = torch.where(
            positions < lengths[:, None], lengths[:, None] - 1 - positions, positions
        )
        return states.gather(1, order.unsqueeze(-1).expand_as(states))

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        [lengths] = ctx.saved_tensors
        return _reverse(gradients[0], lengths), None

    @staticmethod
    def symbolic(graph: Any, states: Any, lengths: Any) -> Any:
        return graph.op("ReverseSequence", states, lengths, batch_axis_i=0, time_axis_i=1)


def _reverse(states: Tensor, lengths: Tensor) -> Tensor:
    reversed_states: Tensor = _ReverseTokens.apply(states, lengths)
    return reversed_states


class SelfAttention(nn.Module):
    """Multi-head scaled dot-product attention (Vaswani et al. 2017) without a fixed length.

    A traced ``nn.MultiheadAttention`` keeps the length it was traced with.
    """

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.project = nn.Linear(width, 3 * width)
        self.merge = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Map (batch, length, width) to the same; ``mask`` (batch, length) is 1 on real tokens."""
        query, key, value = (self._split(part) for part in self.project(states).chunk(3, dim=-1))
        scores = query @ key.transpose(-1, -2) / (query.shape[-1] ** 0.5)
        scores = scores + (1.0 - mask[:, None, None, :]) * -1e4
        mixed = self.dropout(scores.softmax(dim=-1)) @ value
        return self.merge(mixed.transpose(1, 2).flatten(2))

    def _split(self, states: Tensor) -> Tensor:
        return states.unflatten(-1, (self.heads, states.shape[-1] // self.heads)).transpose(1, 2)


class EmotionNetwork(nn.Module):
    """The classifier: texts as token ids in, logits over both label sets out."""

    def __init__(self, encoder: BertModel, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.lstm = nn.ModuleList()
        for _ in range(config.lstm_layers):
            self.lstm.append(BidirectionalLayer(width, config.lstm_hidden))
            width = 2 * config.lstm_hidden
        if config.attention_heads:
            self.attention = SelfAttention(width, config.attention_heads, dropout=0.1)
            self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(config.dropout)
        self.emotion = nn.Linear(2 * width, len(EMOTIONS))
        self.fine = nn.Linear(2 * width, len(FINE_LABELS))
        self.intensity = nn.Linear(2 * width, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> NetworkOutput:
        """Both arguments are (batch, length) integers; the mask is 1 on real tokens."""
        states = self.encoder(input_ids, attention_mask=attention_mask).last_hidden_state
        lengths = attention_mask.sum(dim=1)
        for layer in self.lstm:
            states = layer(self.dropout(states), lengths)
        mask = attention_mask.to(states.dtype)
        if self.config.attention_heads:
            states = self.norm(states + self.attention(states, mask))
        features = _pool(states, mask)
        kept = self.dropout(features)
        intensity = self.intensity(kept).squeeze(-1)
        return NetworkOutput(self.emotion(kept), self.fine(kept), intensity, features)

    def head_parameters(self) -> list[nn.Parameter]:
        """Everything that is not the encoder."""
        encoder = {id(parameter) for parameter in self.encoder.parameters()}
        return [p for p in self.parameters() if id(p) not in encoder]


def _pool(states: Tensor, mask: Tensor) -> Tensor:
    """Mean and maximum over the real tokens, side by side."""
    weights = mask.unsqueeze(-1)
    mean = (states * weights).sum(dim=1) / weights.sum(dim=1)
    peak = (states + (1.0 - weights) * -1e4).amax(dim=1)
    return torch.cat([mean, peak], dim=-1)
