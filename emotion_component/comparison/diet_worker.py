"""Rasa's side of the comparison: ``python -m …diet_worker train|predict FOLDER``."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from emotion_component.comparison.outcome import milliseconds


@dataclass(frozen=True)
class WorkFiles:
    """What goes in and out through ``folder``."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.yml"

    @property
    def examples(self) -> Path:
        return self.folder / "nlu.json"

    @property
    def texts(self) -> Path:
        return self.folder / "texts.json"

    @property
    def model(self) -> Path:
        return self.folder / "diet.tar.gz"

    @property
    def log(self) -> Path:
        return self.folder / "rasa.log"

    def answer(self, step: str) -> Path:
        return self.folder / f"{step}.json"


def train(files: WorkFiles) -> dict[str, Any]:
    """Train as the config says, and return the ``seconds`` without Rasa's start."""
    from rasa.model_training import train_nlu

    began = perf_counter()
    train_nlu(
        config=str(files.config),
        nlu_data=str(files.examples),
        output=str(files.folder),
        fixed_model_name=files.model.name,
    )
    return {"seconds": perf_counter() - began}


def predict(files: WorkFiles) -> dict[str, Any]:
    """The intents of the dev and test texts, and the milliseconds for one."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(files.model))
    texts = json.loads(files.texts.read_text(encoding="utf-8"))

    def intents(texts: Sequence[str]) -> list[str]:
        return [asyncio.run(agent.parse_message(text))["intent"]["name"] for text in texts]

    return {
        "dev": intents(texts["dev"]),
        "test": intents(texts["test"]),
        "milliseconds": milliseconds(intents, texts["test"]),
    }


def _end_with_parent() -> None:
    """Leave when standard input closes, which it does however the parent ended."""
    os.read(0, 1)  # sys.stdin would hold a lock that a regular end waits for
    os._exit(1)


def main(step: str, folder: str) -> None:
    """Do one step and leave its answer in the folder."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import skops.io  # noqa: F401  imported after TensorFlow, it searches modules for seconds
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog
    from rasa.utils.tensorflow.environment import setup_tf_environment

    configure_logging_and_warnings()
    configure_structlog()  # which otherwise writes down each text that is parsed
    setup_tf_environment()
    steps: dict[str, Callable[[WorkFiles], dict[str, Any]]] = {"train": train, "predict": predict}
    files = WorkFiles(Path(folder))
    files.answer(step).write_text(json.dumps(steps[step](files)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
