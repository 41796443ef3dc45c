"""The command line as a person runs it: a process with arguments, streams and a status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def attune(tmp_path: Path) -> Run:
    """Runs ``attune`` with the given arguments in an empty folder of its own."""

    def run(*arguments: object, input: bytes = b"", **environ: str) -> object:
        home = {"ATTUNE_HOME": str(tmp_path / "home")}
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **home, **environ},
            input=input,
            capture_output=True,
            timeout=300,
        )

    return run  # type: ignore[return-value]
