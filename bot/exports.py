"""Files in ``ATTUNE_HOME`` in which users take their data with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.errors import StoreError
from bot.mood.export import as_csv, as_json
from bot.mood.history import History
from bot.private_file import write_private

FOLDER = "exports"
_DIGITS = 12


def write_exports(home: Path, name: str, history: History, day: date) -> tuple[Path, Path]:
    """Write ``history`` as JSON and as CSV, for the owner of the process only; return the paths.

    ``name`` is the user's pseudonym: their files are called after its first digits and ``day``.
    One of the same day is replaced. Raises ``StoreError`` when they can't be written.
    """
    folder = home / FOLDER
    stem = folder / f"{name[:_DIGITS]}-{day.isoformat()}"
    files = stem.with_suffix(".json"), stem.with_suffix(".csv")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file, text in zip(files, (as_json(history), as_csv(history)), strict=True):
            write_private(file, text.encode())
    except OSError as error:
        raise _unusable(folder, error) from None
    return files


def remove_exports(home: Path, name: str) -> int:
    """Delete the files of the user with the pseudonym ``name``; return how many.

    Raises ``StoreError`` when one can't be deleted.
    """
    files = list((home / FOLDER).glob(f"{name[:_DIGITS]}-*"))
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(home / FOLDER, error) from None
    return len(files)


def _unusable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The files in {folder} can't be used ({error.strerror}): make room on its disk and let "
        "Attune write there, or set ATTUNE_HOME to another folder."
    )
