"""What was measured, kept so that no training is done twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from emotion_component.comparison.data import Data, Split
from emotion_component.comparison.outcome import Outcome
from emotion_component.errors import DataError
from emotion_component.evaluation.metrics import Scores, score
from emotion_component.labels import EMOTIONS


@dataclass(frozen=True)
class Key:
    """What makes a training: another key is another training. ``data`` is its digest."""

    system: str
    seed: int
    epochs: int
    data: str


@dataclass(frozen=True)
class Result:
    """A finished training: scores on test (0..1), the same on dev, costs as in ``Outcome``.

    ``predicted`` has a digit for each test text, its label's place in ``EMOTIONS``.
    """

    key: Key
    accuracy: float
    macro_f1: float
    weighted_f1: float
    dev_accuracy: float
    dev_macro_f1: float
    megabytes: float
    milliseconds: float
    training_seconds: float
    predicted: str

    @classmethod
    def of(cls, key: Key, outcome: Outcome, data: Data) -> Result:
        """Score ``outcome``."""
        dev, test = _scores(data.dev, outcome.dev), _scores(data.test, outcome.test)
        return cls(
            key=key,
            accuracy=test.accuracy,
            macro_f1=test.macro.f1,
            weighted_f1=test.weighted.f1,
            dev_accuracy=dev.accuracy,
            dev_macro_f1=dev.macro.f1,
            megabytes=outcome.megabytes,
            milliseconds=outcome.milliseconds,
            training_seconds=outcome.training_seconds,
            predicted="".join(str(EMOTIONS.index(label)) for label in outcome.test),
        )


@dataclass(frozen=True)
class ResultsFile:
    """Results as lines of JSON at ``path``."""

    path: Path

    def read(self) -> list[Result]:
        """All of them; none where there is no file.

        :raises DataError: when a line is not a result.
        """
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return [self._parsed(number, line) for number, line in enumerate(lines, 1)]

    def add(self, result: Result) -> None:
        """Keep ``result``, the whole of it or nothing."""
        results = [*self.read(), result]
        partial = self.path.with_suffix(".partial")
        lines = "".join(json.dumps(asdict(r)) + "\n" for r in results)
        partial.write_text(lines, encoding="utf-8")
        partial.replace(self.path)

    def _parsed(self, number: int, line: str) -> Result:
        try:
            values = json.loads(line)
            return Result(**{**values, "key": Key(**values["key"])})
        except (ValueError, TypeError, KeyError):
            raise DataError(
                f"{self.path}:{number}: not a result of this version: delete the line, and the "
                "training is done again"
            ) from None


def _scores(split: Split, predicted: Sequence[str]) -> Scores:
    return score(split.labels, predicted, EMOTIONS)
