"""A comparison: each system and seed that was not yet, trained and measured."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from emotion_component.comparison.data import Data
from emotion_component.comparison.outcome import Job
from emotion_component.comparison.results import Key, Result, ResultsFile
from emotion_component.comparison.systems import SYSTEMS, System

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Comparison:
    """Systems on ``data``, with ``epochs`` by family; what is measured is kept in ``folder``."""

    data: Data
    epochs: Mapping[str, int]
    folder: Path

    def run(
        self,
        systems: Sequence[System],
        seeds: int,
        beginning: Callable[[str], None] = lambda title: None,
    ) -> None:
        """Train what was not trained yet; ``beginning`` hears of each training.

        :raises AttuneError: when something is missing or a training fails; what was finished
            before is kept.
        """
        finished = {result.key for result in self._file.read()}
        keys = dict.fromkeys(key for system in systems for key in self._keys(system, seeds))
        missing = [key for key in keys if key not in finished]
        for name in dict.fromkeys(key.system for key in missing):
            SYSTEMS[name].check()
        for number, key in enumerate(missing, 1):
            beginning(f"{number} of {len(missing)}: {key.system}, seed {key.seed}")
            self._file.add(self._train(key))

    def results(self) -> list[Result]:
        """Everything finished on this data with these epochs."""
        current = {name: self._epochs(system) for name, system in SYSTEMS.items()}
        return [
            result
            for result in self._file.read()
            if result.key.data == self.data.digest
            and result.key.epochs == current.get(result.key.system)
        ]

    @property
    def _file(self) -> ResultsFile:
        return ResultsFile(self.folder / "results.jsonl")

    def _epochs(self, system: System) -> int:
        return self.epochs[system.family] if system.family else 0

    def _keys(self, system: System, seeds: int) -> list[Key]:
        count = seeds if system.family else 1
        return [
            Key(system.name, seed, self._epochs(system), self.data.digest)
            for seed in range(1, count + 1)
        ]

    def _train(self, key: Key) -> Result:
        folder = self.folder / f"{key.system}-{key.seed}-{key.epochs}-{key.data}"
        folder.mkdir(exist_ok=True)
        outcome = SYSTEMS[key.system].train(self.data, Job(key.seed, key.epochs, folder))
        result = Result.of(key, outcome, self.data)
        shutil.rmtree(folder)
        logger.info(
            "%s, seed %d, epochs %d: accuracy %.4f, macro-F1 %.4f, %.0f s of training",
            key.system,
            key.seed,
            key.epochs,
            result.accuracy,
            result.macro_f1,
            result.training_seconds,
        )
        return result
