"""Folders for what a command writes."""

from __future__ import annotations

from pathlib import Path

from bot.errors import InputError


def make_folder(folder: Path) -> Path:
    """Make ``folder`` and those above it where they are missing, and return it.

    :raises InputError: when it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} can't be made a folder: {error.strerror}") from error
    return folder
