"""``attune train``: the corpora found, the run logged."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.folders import make_folder
from bot.run_log import log_to
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.corpora import CORPORA
from emotion_component.training.hub import download
from emotion_component.training.run import train_model

_EVERYDAY = Path("data/everyday")


def train(
    data: Sequence[Path], output: Path, arguments: TrainingArguments, start: Path | None = None
) -> Path:
    """Train on ``data``, by default on what the hub has, and return the model's folder.

    The log is kept in ``output``; the assistant's own everyday texts are always added.

    :param start: an earlier run's folder, to begin with its best weights.
    :raises AttuneError: when there is no data, or training fails.
    """
    log_to(make_folder(output) / "training.log")
    with tempfile.TemporaryDirectory() as downloads:
        folders = list(data) or download(Path(downloads))
        if _EVERYDAY.is_dir():
            folders.append(_EVERYDAY)
        return train_model(folders, output, arguments, start)


def read_share(text: str) -> tuple[str, float]:
    """A corpus and a factor from "emotion=2".

    :raises typer.BadParameter: when it is something else, or there is no such corpus.
    """
    name, _, factor = text.partition("=")
    try:
        share = float(factor)
    except ValueError:
        share = -1.0
    if name not in CORPORA or not 0 <= share <= 100:
        raise typer.BadParameter(
            f"{text!r}; write CORPUS=FACTOR with a corpus among {', '.join(CORPORA)} and a factor "
            "from 0 to 100",
            param_hint="share",
        )
    return name, share
