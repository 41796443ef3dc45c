"""BERT-base as the yardstick. The only part of the benchmark that needs PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel


class BertBase:
    """BERT-base (Devlin et al. 2019: 12 layers, 768 wide) in PyTorch, 32-bit, on one thread.

    Its weights are random: how long it takes doesn't depend on them. PyTorch is set to one thread
    for the whole process.
    """

    def __init__(self, tokenizer: Path) -> None:
        torch.set_num_threads(1)
        sizes = BertConfig()
        self._network = BertModel(sizes).eval()
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(sizes.max_position_embeddings)

    def read(self, text: str) -> torch.Tensor:
        """The pooled state of ``text``, (1, 768): what a classifier would stand on."""
        ids = torch.tensor([self._tokenizer.encode(text).ids])
        with torch.no_grad():
            return self._network(input_ids=ids).pooler_output
