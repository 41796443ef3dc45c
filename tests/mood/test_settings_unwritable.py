"""Folders and files that this user may not write to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

NOBODY = 65534


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that everybody may read and nobody but root may write to."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        yield Path(folder)


def _become_nobody() -> None:
    if os.geteuid() == 0:
        os.setuid(NOBODY)


def _read(environ: dict[str, str]) -> str:
    try:
        return repr(Settings.from_environment(environ))
    except SettingsError as error:
        return str(error)


def _complaint(variable: str, value: str) -> str:
    """Return what a user who isn't root is told: root may write everywhere."""
    with get_context("fork").Pool(1, initializer=_become_nobody) as pool:
        return pool.apply(_read, [{"ATTUNE_HOME": tempfile.gettempdir(), variable: value}])


@pytest.mark.parametrize("variable", ["ATTUNE_HOME", "ATTUNE_KEY_FILE", "ATTUNE_DATABASE_URL"])
def test_read_only_folder_is_named(read_only: Path, variable: str) -> None:
    scheme = "sqlite:///" if variable == "ATTUNE_DATABASE_URL" else ""
    complaint = _complaint(variable, f"{scheme}{read_only}/new/mine")
    assert complaint.startswith(f"{variable} is ")
    assert f"{read_only} can't be written to" in complaint


def test_read_only_database_is_named(read_only: Path) -> None:
    (read_only / "mood.db").touch(mode=0o444)
    complaint = _complaint("ATTUNE_DATABASE_URL", f"sqlite:///{read_only}/mood.db")
    assert f"ATTUNE_DATABASE_URL names {read_only}/mood.db, which can't be written" in complaint
