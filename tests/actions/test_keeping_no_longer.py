"""The action server deletes what is too old by itself: under ``rasa run`` nobody else does."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from talks import Talk

from bot.mood.check_in import CheckIn
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings

OLD = datetime.now(timezone.utc) - timedelta(days=31)


def test_what_is_too_old_goes(monthly_server: str, tmp_path: Path) -> None:
    settings = Settings.from_environment({"ATTUNE_HOME": str(tmp_path)})
    store = MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))
    talk = Talk(monthly_server)
    store.agree(talk.user, OLD, "1")
    assert store.check_in(talk.user, CheckIn("old", OLD, OLD.date(), 4))
    talk.says("i'm happy")
    talk.run("action_log_mood")
    deadline = time.monotonic() + 10
    while store.check_ins(talk.user) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert store.check_ins(talk.user) == []
    store.close()
