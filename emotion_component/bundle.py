"""A trained model as a folder of files, and what is written beside it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from emotion_component.errors import ModelNotFound, ModelUnusable

PRETRAINED = Path(__file__).parent / "pretrained"
"""The embedded default."""

_LISTS = ("emotions", "fine_labels", "fine_thresholds")


@dataclass(frozen=True)
class ModelSettings:
    """What prediction needs to know beside the network.

    Logits are divided by ``temperature``; a confidence below ``threshold`` is unsure; each of
    the 28 is there above its own of ``fine_thresholds``; texts are read in windows of
    ``max_length`` tokens.
    """

    version: str
    emotions: tuple[str, ...]
    fine_labels: tuple[str, ...]
    fine_thresholds: tuple[float, ...]
    temperature: float
    threshold: float
    max_length: int


@dataclass(frozen=True)
class ModelBundle:
    """The files of a model in ``folder``."""

    folder: Path

    @property
    def network(self) -> Path:
        return self.folder / "model.onnx"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @classmethod
    def find(cls, path: str | Path | None = None) -> ModelBundle:
        """The bundle at ``path``, by default the embedded one.

        :raises ModelNotFound: when a file of it is missing.
        """
        bundle = cls(Path(path) if path else PRETRAINED)
        for file in (bundle.network, bundle.tokenizer, bundle.settings):
            if not file.is_file():
                raise ModelNotFound(
                    f"There is no emotion model in {bundle.folder}: {file.name} is missing. "
                    "Name a folder that `attune train` or the package made."
                )
        return bundle

    def read_settings(self) -> ModelSettings:
        """:raises ModelUnusable: when they can't be read."""
        try:
            values = json.loads(self.settings.read_text(encoding="utf-8"))
            lists = {name: tuple(values[name]) for name in _LISTS}
            return ModelSettings(**(values | lists))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ModelUnusable(f"{self.settings} can't be read: {error}") from error

    def write_settings(self, settings: ModelSettings) -> None:
        """Write them as JSON."""
        text = json.dumps(asdict(settings), indent=2) + "\n"
        self.settings.write_text(text, encoding="utf-8")

    def digest(self) -> str:
        """A hash over the files: it changes when the model does."""
        digest = hashlib.sha256()
        for file in (self.network, self.tokenizer, self.settings):
            digest.update(file.read_bytes())
        return digest.hexdigest()[:16]
