"""Hand-written tables: a row a line, columns between tabs, comments after ``#``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from emotion_component.errors import DataError


def read_table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and columns of each row; empty lines and those that start with # are none.

    :raises DataError: when the file can't be read.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip() and not line.startswith("#"):
                    yield number, line.rstrip("\n").split("\t")
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 (byte {error.start + 1})") from None
