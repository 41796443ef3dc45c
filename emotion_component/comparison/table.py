"""The table of a comparison: a row for each system, and what each part of ours is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import mean, stdev
from typing import Any

from emotion_component.comparison.results import Result
from emotion_component.comparison.systems import SYSTEMS, System
from emotion_component.comparison.worth import Difference, Worth, worth_of

HEADINGS = ("system", "accuracy", "macro-F1", "worth", "weighted F1", "MB", "ms", "training")
PARTS_HEADINGS = ("part", "added to", "accuracy", "macro-F1", "verdict")

_SCORES = ("accuracy", "macro_f1", "weighted_f1", "dev_accuracy", "dev_macro_f1")
_COSTS = ("megabytes", "milliseconds", "training_seconds")


@dataclass(frozen=True)
class Spread:
    """A mean over seeds and their standard deviation, which one seed alone has not."""

    mean: float
    deviation: float | None

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Over one value for each seed."""
        return cls(mean(values), stdev(values) if len(values) > 1 else None)

    def __str__(self) -> str:
        spread = "" if self.deviation is None else f" ± {self.deviation:.4f}"
        return f"{self.mean:.4f}{spread}"


@dataclass(frozen=True)
class Row:
    """A system over ``seeds`` seeds: ``scores`` (0..1) and mean ``costs``, named as in ``Result``.

    ``worth`` is the difference to the system that this one extends, where that was run too.
    """

    system: System
    seeds: int
    epochs: int
    scores: dict[str, Spread]
    costs: dict[str, float]
    worth: Worth | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts under :data:`HEADINGS`."""
        return (
            self.system.title,
            str(self.scores["accuracy"]),
            str(self.scores["macro_f1"]),
            f"{self.worth.macro_f1.mean:+.4f}" if self.worth else "",
            str(self.scores["weighted_f1"]),
            f"{self.costs['megabytes']:.1f}",
            f"{self.costs['milliseconds']:.2f}",
            f"{self.costs['training_seconds']:.1f} s",
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "system": self.system.name,
            "title": self.system.title,
            "seeds": self.seeds,
            "epochs": self.epochs,
            **{name: asdict(spread) for name, spread in self.scores.items()},
            **self.costs,
            "worth": self.worth and {**asdict(self.worth), "verdict": self.worth.verdict},
        }


def rows_of(results: Sequence[Result], truth: Sequence[str]) -> list[Row]:
    """A row for each system in ``results``, in the order of ``SYSTEMS``.

    :param truth: the labels of the test texts.
    """
    by_system: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_system[result.key.system].append(result)
    return [
        _row(system, by_system[name], by_system.get(system.extends, []), truth)
        for name, system in SYSTEMS.items()
        if name in by_system
    ]


def parts_of(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The texts under :data:`PARTS_HEADINGS`, for each part that was added to something."""
    return [
        (
            row.system.title,
            SYSTEMS[row.worth.over].title,
            _interval(row.worth.accuracy),
            _interval(row.worth.macro_f1),
            row.worth.verdict,
        )
        for row in rows
        if row.worth
    ]


def notes_of(rows: Sequence[Row]) -> list[str]:
    """What has to be known of the rows to read them rightly."""
    notes = [
        "Scores are on the test split; of the epochs the one best on dev is scored. MB is what "
        "has to be shipped, ms the median time of a message, one at a time in one thread, training "
        "its time without evaluation.",
        "Worth is the difference to the row that the part was added to, of macro-F1; in brackets "
        "the 95 % interval of a bootstrap over test texts and seeds.",
    ]
    for row in rows:
        epochs = f"epochs: {row.epochs}" if row.epochs else ""
        seeds = f"seeds: {row.seeds}" if row.seeds > 1 else ""
        told = "; ".join(part for part in (row.system.note, epochs, seeds) if part)
        if told:
            notes.append(f"{row.system.title}: {told}.")
    return notes


def markdown(rows: Sequence[Row], title: str) -> str:
    """The tables and their notes as a page."""
    sections = [f"# {title}", _table(HEADINGS, [row.cells for row in rows])]
    if parts := parts_of(rows):
        sections += ["## What each part is worth", _table(PARTS_HEADINGS, parts)]
    sections.append("\n".join(f"- {note}" for note in notes_of(rows)))
    return "\n\n".join(sections) + "\n"


def _row(system: System, results: list[Result], without: list[Result], truth: Sequence[str]) -> Row:
    return Row(
        system=system,
        seeds=len(results),
        epochs=results[0].key.epochs,
        scores={name: Spread.of([getattr(r, name) for r in results]) for name in _SCORES},
        costs={name: mean(getattr(r, name) for r in results) for name in _COSTS},
        worth=_worth(system, results, without, truth) if without else None,
    )


def _worth(
    system: System, results: list[Result], without: list[Result], truth: Sequence[str]
) -> Worth:
    ours, theirs = ([r.predicted for r in some] for some in (results, without))
    return worth_of(system.extends, truth, ours, theirs)


def _interval(difference: Difference) -> str:
    return f"{difference.mean:+.4f} [{difference.low:+.4f}, {difference.high:+.4f}]"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
