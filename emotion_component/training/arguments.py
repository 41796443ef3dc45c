"""Everything that decides how a model turns out, saved beside it."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path

from emotion_component.errors import TrainingError
from emotion_component.model.config import ModelConfig


@dataclass(frozen=True)
class TrainingArguments:
    """Hyper-parameters of one run.

    Rates are peaks of a linear warm-up and decay. ``focal_gamma`` is γ of the focal loss
    (Lin et al. 2017), 0 for cross-entropy; ``fine_weight`` and ``intensity_weight`` weigh
    GoEmotions' 28 labels and the strength of the feeling against the seven; ``augment`` is the
    share of texts that get WordNet synonyms in an epoch. What is kept is the moving average of
    the weights over about the share ``average`` of the run's steps. ``train_words`` false leaves
    the encoder's word vectors as they came, which saves a third of the time. ``rows`` above 0 is
    the most that an epoch takes, for quick comparisons. ``shares`` multiplies the rows that an
    epoch takes of a corpus, by its name. ``start`` names the weights that the run began with,
    where that was not the plain encoder; ``keep`` is their share in the finished model's weights,
    which holds on to what they knew (Wortsman et al. 2022).
    """

    epochs: int = 5
    batch_size: int = 32
    encoder_rate: float = 8e-5
    head_rate: float = 6e-4
    weight_decay: float = 0.01
    warmup: float = 0.06
    focal_gamma: float = 0.0
    fine_weight: float = 0.3
    intensity_weight: float = 0.5
    average: float = 0.0625
    train_words: bool = False
    augment: float = 0.3
    max_length: int = 96
    rows: int = 0
    seed: int = 20260
    shares: dict[str, float] = field(default_factory=dict)
    start: str = ""
    keep: float = 0.0
    model: ModelConfig = field(default_factory=ModelConfig)

    def __post_init__(self) -> None:
        for name, low, high in (
            ("epochs", 1, 1000),
            ("batch_size", 1, 4096),
            ("warmup", 0, 1),
            ("augment", 0, 1),
            ("focal_gamma", 0, 10),
            ("rows", 0, 1_000_000_000),
            ("average", 0, 1),
            ("keep", 0, 1),
            ("max_length", 8, 512),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise TrainingError(f"{name}={value} must lie between {low} and {high}")

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> TrainingArguments:
        """Read what :meth:`save` wrote."""
        values = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**values, "model": ModelConfig(**values["model"])})
