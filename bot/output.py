"""Where the answer of a command goes: standard output, or a file for its owner only."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.errors import InputError
from bot.private_file import write_private


def deliver(content: bytes, output: Path | None) -> None:
    """Write ``content`` to ``output``, or to standard output where it is None.

    A file is readable by its owner only, and there as a whole or not at all.

    :raises InputError: when it can't be written; then an earlier one is still there.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _write(output, content)
    except OSError as error:
        raise InputError(f"{output} can't be written: {error.strerror}") from None


def _write(output: Path, content: bytes) -> None:
    if output.exists() and not output.is_file():
        # Such as a pipe: what isn't a file can't be replaced by one.
        output.write_bytes(content)
        return
    write_private(output, content)
