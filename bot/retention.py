"""The mood history is kept for as long as its operator has set, and no longer."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta, timezone

from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import RETENTION_DAYS, Settings
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)

_DAY_SECONDS = 86_400
_HOUR_SECONDS = 3_600


def prune_old(store: MoodStore, days: int, now: datetime) -> int:
    """Delete what is older than ``days`` at ``now``, an aware time; return how much that was.

    Raises ``StoreError`` where the history can't be used.
    """
    return store.prune(now - timedelta(days=days))


def keep_pruning(settings: Settings) -> None:
    """Delete what is too old now and then daily, from a thread that ends with the process.

    Does nothing where no retention is set. Several processes may do it.
    """
    if settings.retention_days is not None:
        arguments = (settings, settings.retention_days)
        threading.Thread(target=_keep_pruning, args=arguments, daemon=True).start()


def _keep_pruning(settings: Settings, days: int) -> None:
    while True:
        time.sleep(_DAY_SECONDS if _prune(settings, days) else _HOUR_SECONDS)


def _prune(settings: Settings, days: int) -> bool:
    try:
        pseudonyms = Pseudonyms.from_file(settings.key_file)
        with closing(MoodStore.open(settings.database_url, pseudonyms)) as store:
            prune_old(store, days, datetime.now(timezone.utc))
    except AttuneError as error:
        logger.warning("What is older than %s stays for now. %s", RETENTION_DAYS, error)
        return False
    return True
