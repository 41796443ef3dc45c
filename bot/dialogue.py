"""The trained dialogue model: made when there is none, made again when its sources changed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bot.errors import DialogueError
from emotion_component.bundle import PRETRAINED, ModelBundle

SOURCES = ("config.yml", "domain.yml", "data")
RASA = "import skops.io, rasa.__main__ as rasa; rasa.main()"
"""Rasa's command line. skops, which stores its classifier, searches every loaded module for its
types when it is imported: after TensorFlow's thousands of modules that takes eight seconds."""
QUIET_RASA = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
}
"""Environment in which Rasa keeps to itself."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_EXCEPTION = re.compile(r"^[\w.]*(?:Exception|Error): (.+)$", re.MULTILINE)


def ready_model(project: Path, home: Path, say: Callable[[str], None]) -> Path:
    """Return the dialogue model in ``home`` for ``project``, trained where there is none yet.

    :raises DialogueError: with Rasa's own message when training fails.
    """
    models = home / "models"
    found = find_model(project, models)
    if found is None:
        say("Training the dialogue model, once and again when its sources change …")
        found = train_model(project, models)
    return found


def find_model(project: Path, models: Path) -> Path | None:
    """The dialogue model in ``models`` that fits the sources in ``project``, if there is one."""
    path = _model_path(project, models)
    return path if path.is_file() else None


def train_model(project: Path, models: Path) -> Path:
    """Run ``rasa train`` on ``project``, drop older models, return the new one.

    :raises DialogueError: with Rasa's own message when training fails.
    """
    path = _model_path(project, models)
    models.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", RASA, "train", "--fixed-model-name", path.name]
    done = subprocess.run(
        [*command, "--out", str(models.absolute()), "--data", "data"],
        cwd=project,
        env={**os.environ, **QUIET_RASA},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode or not path.is_file():
        raise DialogueError(f"The dialogue model could not be trained. {_reason(done)}")
    for old in models.glob("dialogue-*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def require_project(folder: Path) -> Path:
    """``folder``, if it holds an assistant.

    :raises DialogueError: when a source is missing.
    """
    for name in SOURCES:
        if not (folder / name).exists():
            raise DialogueError(
                f"There is no {name} in {folder}: start this command in the project's folder."
            )
    return folder


def _model_path(project: Path, models: Path) -> Path:
    return models / f"dialogue-{_fingerprint(project)}.tar.gz"


def _fingerprint(project: Path) -> str:
    digest = hashlib.sha256(version("rasa").encode())
    digest.update(ModelBundle.find(PRETRAINED).digest().encode())
    for file in _source_files(project):
        digest.update(str(file.relative_to(project)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _source_files(project: Path) -> list[Path]:
    named = [project / name for name in SOURCES]
    inside = [file for source in named for file in source.rglob("*.yml")]
    return sorted([file for file in named if file.is_file()] + inside)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence of the last exception that Rasa named."""
    printed = _COLOUR.sub("", f"{done.stderr}\n{done.stdout}")
    named = _EXCEPTION.findall(printed)
    return named[-1] if named else f"`rasa train` ended with status {done.returncode}."
