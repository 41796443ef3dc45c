"""A network small enough to build in a moment, with a vocabulary of its own."""

from __future__ import annotations

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast

from emotion_component import EmotionModel
from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork

torch.set_num_threads(1)  # toys gain nothing from more, and waiting threads cost a busy machine
WORDS = "i you feel am so very not happy sad angry afraid today the dog ran away and came back ."


@pytest.fixture(scope="session")
def toy_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    """WordPiece over :data:`WORDS`."""
    folder = tmp_path_factory.mktemp("toy")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS.split()]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    fast = BertTokenizerFast(str(folder / "vocab.txt"))
    tokenizer: Tokenizer = fast.backend_tokenizer
    return tokenizer


@pytest.fixture
def toy_network() -> EmotionNetwork:
    """Random weights, two encoder layers of width 16."""
    torch.manual_seed(1)
    sizes = BertConfig(
        vocab_size=40,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    encoder = BertModel(sizes, add_pooling_layer=False)
    return EmotionNetwork(encoder, ModelConfig(lstm_hidden=8)).eval()


@pytest.fixture(scope="session")
def embedded() -> EmotionModel:
    """The model that the package brings."""
    return EmotionModel.load()
