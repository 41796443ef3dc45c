"""What can be set for the classifier in ``config.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class ClassifierOptions:
    """Options of ``emotion_component.EmotionClassifier``.

    - ``model``: folder of a model that ``attune train`` made; the embedded one when left out.
    - ``threshold``: 0..1, a confidence below it is unsure; the model's own when left out.
    - ``entity``: whether to set the entity ``emotion`` beside ``message["emotion"]``.
    - ``threads``: that the network may use, 1 or more.
    """

    model: str | None = None
    threshold: float | None = None
    entity: bool = True
    threads: int = 1

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> ClassifierOptions:
        """Check ``config``; a ``ValueError`` names the key, what was found and expected."""
        known = [field.name for field in fields(cls)]
        unknown = sorted(set(config) - set(known))
        if unknown:
            raise ValueError(f"unknown option '{unknown[0]}'; it takes {', '.join(known)}.")
        options = cls(**config)
        options._check()
        return options

    def as_dict(self) -> dict[str, Any]:
        """As Rasa wants a default configuration."""
        return asdict(self)

    def _check(self) -> None:
        number = isinstance(self.threshold, (int, float)) and not isinstance(self.threshold, bool)
        for name, fits, expected in (
            ("model", self.model is None or isinstance(self.model, str), "a folder"),
            (
                "threshold",
                self.threshold is None or (number and 0 <= float(self.threshold) <= 1),
                "a number from 0 to 1",
            ),
            ("entity", isinstance(self.entity, bool), "true or false"),
            (
                "threads",
                type(self.threads) is int and self.threads >= 1,
                "a whole number from 1",
            ),
        ):
            if not fits:
                raise ValueError(f"{name} is {getattr(self, name)!r}; expected {expected}.")
