from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
COMPONENT = "- name: emotion_component.EmotionClassifier"


@pytest.fixture
def copied(project: Path, tmp_path: Path) -> Path:
    """The assistant's sources, in the folder where ``attune`` runs."""
    for name in ("config.yml", "domain.yml", "endpoints.yml"):
        shutil.copy(project / name, tmp_path)
    for name in ("data", "actions"):
        shutil.copytree(project / name, tmp_path / name)
    return tmp_path / "config.yml"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("treshold: 0.5", "unknown option 'treshold'; it takes model, threshold, entity, threads."),
        ("model: nowhere", "There is no emotion model in nowhere: model.onnx is missing."),
    ],
)
def test_wrong_config_is_one_clear_sentence(
    attune: Run, copied: Path, option: str, message: str
) -> None:
    text = copied.read_text(encoding="utf-8")
    copied.write_text(text.replace(COMPONENT, f"{COMPONENT}\n    {option}"), encoding="utf-8")
    done = attune("chat")
    said = " ".join(done.stderr.decode().split())
    assert "The dialogue model could not be trained." in said
    assert message in said
    assert "Traceback" not in said
    assert done.returncode == 1


def test_missing_part_is_named(attune: Run, copied: Path) -> None:
    (copied.parent / "domain.yml").unlink()
    done = attune("chat")
    assert "There is no domain.yml in" in " ".join(done.stderr.decode().split())
    assert done.returncode == 1
