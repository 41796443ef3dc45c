"""Texts in, predictions out, on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from emotion_component.bundle import ModelBundle, ModelSettings
from emotion_component.errors import ModelUnusable
from emotion_component.explanation import Explanation, explain
from emotion_component.head import LinearHead
from emotion_component.prediction import EmotionPrediction
from emotion_component.probability import sigmoid, softmax
from emotion_component.text import clean

_OVERLAP = 16
_OUTPUTS = ("emotion", "fine", "intensity", "features")


@dataclass(frozen=True)
class RawOutput:
    """Logits ``emotion`` (rows, 7), ``fine`` (rows, 28), ``intensity`` (rows,), and the
    ``features`` (rows, width) that they are made from.
    """

    emotion: np.ndarray
    fine: np.ndarray
    intensity: np.ndarray
    features: np.ndarray


class EmotionModel:
    """The classifier, ready to run. Make one with :meth:`load`."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        settings: ModelSettings,
        head: LinearHead | None = None,
    ) -> None:
        self.settings = settings
        self._head = head
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
            scores = self._scores([cleaned[i] for i in said], batch_size)
            for row, i in enumerate(said):
                predictions[i] = self._prediction(*(values[row] for values in scores))
        return predictions

    def explain(self, text: str, label: str | None = None) -> Explanation:
        """Which words of ``text`` speak for ``label``, by default the predicted one.

        It takes about as many predictions as there are words, fewer in a long text.

        :raises ValueError: when there is no such label.
        :raises ModelUnusable: when the network fails to run.
        """
        return explain(text, lambda variant: self.predict([variant])[0], label)

    def raw(self, texts: Sequence[str], batch_size: int = 32) -> RawOutput:
        """What the network says of ``texts`` before anything is calibrated, in their order.

        A text longer than a window is judged by its beginning.

        :raises ModelUnusable: when the network fails to run.
        """
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(map(clean, texts)))]
        parts, order = [], []
        for batch in _like_lengths(list(enumerate(ids)), batch_size):
            order += [row for row, _ in batch]
            parts.append(self._run([tokens for _, tokens in batch]))
        back = np.argsort(order)
        return RawOutput(
            *(np.concatenate([getattr(part, name) for part in parts])[back] for name in _OUTPUTS)
        )

    def with_head(self, head: LinearHead) -> EmotionModel:
        """The same network with ``head`` added to its seven logits."""
        return EmotionModel(self._session, self._tokenizer, self.settings, head)

    def _prediction(
        self, emotion: np.ndarray, fine: np.ndarray, intensity: np.ndarray
    ) -> EmotionPrediction:
        settings = self.settings
        return EmotionPrediction.from_scores(
            dict(zip(settings.emotions, emotion.tolist(), strict=True)),
            dict(zip(settings.fine_labels, fine.tolist(), strict=True)),
            float(intensity[0]),
            settings.threshold,
            dict(zip(settings.fine_labels, settings.fine_thresholds, strict=True)),
        )

    def _scores(self, texts: list[str], batch_size: int) -> list[np.ndarray]:
        """Probabilities (texts, 7) and (texts, 28), intensities (texts, 1)."""
        windows = [
            (row, window.ids)
            for row, encoding in enumerate(self._tokenizer.encode_batch(texts))
            for window in (encoding, *encoding.overflowing)
        ]
        widths = (len(self.settings.emotions), len(self.settings.fine_labels), 1)
        sums = [np.zeros((len(texts), width)) for width in widths]
        weight = np.zeros((len(texts), 1))
        for batch in _like_lengths(windows, batch_size):
            rows = [row for row, _ in batch]
            lengths = np.array([[len(ids)] for _, ids in batch], dtype=float)
            output = self._run([ids for _, ids in batch])
            probabilities = (
                softmax(output.emotion / self.settings.temperature),
                sigmoid(output.fine),
                sigmoid(output.intensity)[:, None],
            )
            for total, values in zip(sums, probabilities, strict=True):
                np.add.at(total, rows, values * lengths)
            np.add.at(weight, rows, lengths)
        return [total / weight for total in sums]

    def _run(self, ids: list[list[int]]) -> RawOutput:
        input_ids = np.zeros((len(ids), max(map(len, ids))), dtype=np.int64)
        mask = np.zeros_like(input_ids)
        for row, values in enumerate(ids):
            input_ids[row, : len(values)] = values
            mask[row, : len(values)] = 1
        feed = {"input_ids": input_ids, "attention_mask": mask}
        try:
            output = RawOutput(*self._session.run(list(_OUTPUTS), feed))
        except Exception as error:  # ONNX Runtime raises bare Exception subclasses
            raise ModelUnusable(f"The model could not be run: {error}") from error
        if self._head is None:
            return output
        return replace(output, emotion=output.emotion + self._head(output.features))


def _like_lengths(
    windows: list[tuple[int, list[int]]], size: int
) -> Iterator[list[tuple[int, list[int]]]]:
    ordered = sorted(windows, key=lambda window: len(window[1]))
    return (ordered[at : at + size] for at in range(0, len(ordered), size))
