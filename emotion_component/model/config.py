"""Sizes of the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelConfig:
    """Sizes of the head that stands on the encoder.

    ``lstm_hidden`` is per direction; ``attention_heads`` must divide ``2 * lstm_hidden``. For
    comparisons, ``lstm_layers`` 0 leaves the LSTM out and ``attention_heads`` 0 the attention.
    """

    lstm_hidden: int = 256
    lstm_layers: int = 1
    attention_heads: int = 4
    dropout: float = 0.3

    def __post_init__(self) -> None:
        if self.attention_heads and (2 * self.lstm_hidden) % self.attention_heads:
            raise ValueError(
                f"attention_heads={self.attention_heads} must divide 2 * lstm_hidden "
                f"({2 * self.lstm_hidden})"
            )
        if not 0.0 <= self.dropout < 1.0:
            raise ValueError(f"dropout={self.dropout} must lie in [0, 1)")
