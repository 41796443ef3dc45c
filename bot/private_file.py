"""Files that only their owner can read."""

from __future__ import annotations

import os
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, as a whole or not at all, with mode 0600.

    :raises OSError: when it can't be written; then an earlier file is still there.
    """
    target = path.resolve()
    # Its name begins as the file's: who deletes the one by its beginning deletes both.
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
