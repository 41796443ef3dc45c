"""The log of a long run, kept in its folder."""

from __future__ import annotations

import logging
from pathlib import Path


def log_to(path: Path) -> None:
    """Append what the plugin logs to ``path`` from now on, with the time."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("emotion_component")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
