"""Texts in, predictions out, on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from emotion_component.bundle import ModelBundle, ModelSettings
from emotion_component.errors import ModelUnusable
from emotion_component.prediction import EmotionPrediction
from emotion_component.probability import sigmoid, softmax
from emotion_component.text import clean

_OVERLAP = 16


class EmotionModel:
    """The classifier, ready to run. Make one with :meth:`load`."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        settings: ModelSettings,
    ) -> None:
        self.settings = settings
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: str | Path | None = None, threads: int = 1) -> EmotionModel:
        """Load the model in folder ``path``, by default the embedded one.

        :param threads: that one run may use.
        :raises ModelNotFound: when a file of the model is missing.
        :raises ModelUnusable: when a file can't be read.
        """
        bundle = ModelBundle.find(path)
        settings = bundle.read_settings()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            session = onnxruntime.InferenceSession(
                str(bundle.network), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(bundle.tokenizer))
        except Exception as error:  # both libraries raise bare Exception subclasses
            raise ModelUnusable(f"The model in {bundle.folder} can't be loaded: {error}") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(settings.max_length, stride=_OVERLAP)
        return cls(session, tokenizer, settings)

    @property
    def version(self) -> str:
        """Names the trained model, for instance in a mood history."""
        return self.settings.version

    def predict(self, texts: Sequence[str], batch_size: int = 32) -> list[EmotionPrediction]:
        """One prediction for each text, in their order.

        A text longer than a window is read in several, which count by their length.

        :raises ModelUnusable: when the network fails to run.
        """
        if isinstance(texts, str):
            raise TypeError("predict takes a list of texts: write predict([text])")
        cleaned = [clean(text) for text in texts]
        said = [i for i, text in enumerate(cleaned) if text]
        predictions = [EmotionPrediction.nothing_said()] * len(cleaned)
        if said:
            emotion, fine = self._scores([cleaned[i] for i in said], batch_size)
            for row, i in enumerate(said):
                predictions[i] = self._prediction(emotion[row], fine[row])
        return predictions

    def _prediction(self, emotion: np.ndarray, fine: np.ndarray) -> EmotionPrediction:
        return EmotionPrediction.from_scores(
            dict(zip(self.settings.emotions, emotion.tolist(), strict=True)),
            dict(zip(self.settings.fine_labels, fine.tolist(), strict=True)),
            self.settings.threshold,
        )

    def _scores(self, texts: list[str], batch_size: int) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities (texts, 7) and (texts, 28)."""
        windows = [
            (row, window.ids)
            for row, encoding in enumerate(self._tokenizer.encode_batch(texts))
            for window in (encoding, *encoding.overflowing)
        ]
        emotion = np.zeros((len(texts), len(self.settings.emotions)))
        fine = np.zeros((len(texts), len(self.settings.fine_labels)))
        weight = np.zeros((len(texts), 1))
        for batch in _like_lengths(windows, batch_size):
            rows = [row for row, _ in batch]
            lengths = np.array([[len(ids)] for _, ids in batch], dtype=float)
            outputs = self._run([ids for _, ids in batch])
            np.add.at(emotion, rows, softmax(outputs[0] / self.settings.temperature) * lengths)
            np.add.at(fine, rows, sigmoid(outputs[1]) * lengths)
            np.add.at(weight, rows, lengths)
        return emotion / weight, fine / weight

    def _run(self, ids: list[list[int]]) -> Any:
        input_ids = np.zeros((len(ids), max(map(len, ids))), dtype=np.int64)
        mask = np.zeros_like(input_ids)
        for row, values in enumerate(ids):
            input_ids[row, : len(values)] = values
            mask[row, : len(values)] = 1
        try:
            return self._session.run(
                ["emotion", "fine"], {"input_ids": input_ids, "attention_mask": mask}
            )
        except Exception as error:  # ONNX Runtime raises bare Exception subclasses
            raise ModelUnusable(f"The model could not be run: {error}") from error


def _like_lengths(
    windows: list[tuple[int, list[int]]], size: int
) -> Iterator[list[tuple[int, list[int]]]]:
    ordered = sorted(windows, key=lambda window: len(window[1]))
    return (ordered[at : at + size] for at in range(0, len(ordered), size))
