"""Behavioural tests of a model: hand-written cases, and the share that it passes.

A folder holds a file a capability (``negation.tsv``), a case a line, columns between tabs::

    PART  is    LABEL|LABEL  TEXT                        its label is one of these
    PART  same  TOLERANCE    ORIGINAL  VARIANT  ...      the label stays, its score nearly so
    PART  rise  MEASURE      TEXT  TEXT  ...             a label's score, intensity or valence
    PART  fall  MEASURE      TEXT  TEXT  ...             rises or falls from each to the next

PART is ``dev`` (models may be chosen on it) or ``test`` (only reported).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError
from emotion_component.evaluation.behaviour_checks import Check, make_check
from emotion_component.evaluation.tabbed import read_table
from emotion_component.predictor import EmotionModel

PARTS = ("dev", "test")


@dataclass(frozen=True)
class Case:
    """Texts of one ``capability`` and what is asked of their predictions."""

    capability: str
    line: int
    part: str
    check: Check
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """``complaint`` says what was wrong, and is empty when the case passed."""

    case: Case
    complaint: str

    @property
    def passed(self) -> bool:
        return not self.complaint

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        case = self.case
        return {
            "capability": case.capability,
            "line": case.line,
            "part": case.part,
            "texts": list(case.texts),
            "complaint": self.complaint,
        }


@dataclass(frozen=True)
class PassRate:
    """``passed`` of ``cases``; ``rate`` is 0..1, and None where there are no cases."""

    cases: int
    passed: int

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> PassRate:
        return cls(len(verdicts), sum(verdict.passed for verdict in verdicts))

    @property
    def rate(self) -> float | None:
        return self.passed / self.cases if self.cases else None


@dataclass(frozen=True)
class BehaviourReport:
    """The verdicts on a model, in the order of files and lines."""

    model: str
    verdicts: tuple[Verdict, ...]

    @property
    def capabilities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.case.capability for v in self.verdicts))

    @property
    def failures(self) -> tuple[Verdict, ...]:
        return tuple(v for v in self.verdicts if not v.passed)

    def pass_rate(self, part: str | None = None, capability: str | None = None) -> PassRate:
        """Over the cases of one part and one capability, by default of all."""
        return PassRate.of(
            [
                verdict
                for verdict in self.verdicts
                if part in (None, verdict.case.part)
                and capability in (None, verdict.case.capability)
            ]
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "model": self.model,
            "overall": self._rates(None),
            "capabilities": {name: self._rates(name) for name in self.capabilities},
            "failures": [verdict.as_dict() for verdict in self.failures],
        }

    def _rates(self, capability: str | None) -> dict[str, Any]:
        rates: dict[str, Any] = {"cases": self.pass_rate(None, capability).cases}
        for part in PARTS:
            rates[part] = self.pass_rate(part, capability).rate
        return rates


def read_cases(folder: Path) -> list[Case]:
    """The cases of every .tsv directly in ``folder``, by name and line.

    :raises DataError: naming file and line, when one is malformed or there are none.
    """
    cases = [case for path in sorted(folder.glob("*.tsv")) for case in _cases_of(path)]
    if not cases:
        raise DataError(f"{folder}: no .tsv file with cases in it; name a folder that has some")
    return cases


def run_behaviour(
    model: EmotionModel,
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BehaviourReport:
    """Judge ``model`` on the cases in ``folder``; ``progress`` hears how many of all are done.

    Texts are predicted one at a time, so that a verdict hangs on no other text.

    :raises DataError: when the cases can't be read.
    """
    cases = read_cases(folder)
    verdicts = []
    for case in cases:
        verdicts.append(Verdict(case, case.check.complaint(model.predict(case.texts, 1))))
        progress(len(verdicts), len(cases))
    return BehaviourReport(model.version, tuple(verdicts))


def _cases_of(path: Path) -> list[Case]:
    cases = []
    for number, columns in read_table(path):
        try:
            cases.append(_case(path.stem, number, columns))
        except DataError as error:
            raise DataError(f"{path}, line {number}: {error}") from None
    return cases


def _case(capability: str, line: int, columns: list[str]) -> Case:
    if len(columns) < 4:
        raise DataError(f"expected part, check, wanted and texts, found {len(columns)} columns")
    part, kind, wanted, *texts = columns
    if part not in PARTS:
        raise DataError(f"unknown part {part!r}; known are {' and '.join(PARTS)}")
    if not all(text.strip() for text in texts):
        raise DataError("a text is empty; a tab too many?")
    return Case(capability, line, part, make_check(kind, wanted, len(texts)), tuple(texts))
