from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.dialogue import QUIET_RASA


def test_parsed_stories_hold(project: Path, dialogue_model: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--no-plot"]
    options = ["--model", dialogue_model, "--stories", "tests/stories", "--out", tmp_path]
    done = subprocess.run(
        [*command, "--fail-on-prediction-errors", *map(str, options)],
        cwd=project,
        env={**os.environ, **QUIET_RASA},
        capture_output=True,
        text=True,
    )
    failed = tmp_path / "failed_test_stories.yml"
    assert done.returncode == 0, failed.read_text() if failed.exists() else done.stderr[-2000:]
