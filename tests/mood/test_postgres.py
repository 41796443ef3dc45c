"""A PostgreSQL that comes and goes, under a store that stays open."""

from __future__ import annotations

from datetime import datetime

import pytest
from postgres import Postgres
from some_entries import MakeEntry

from bot.errors import StoreError
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore


def test_restarted_server_is_used_again(
    postgres: Postgres, pseudonyms: Pseudonyms, start: datetime, make_entry: MakeEntry
) -> None:
    store = MoodStore.open(postgres.new_database(), pseudonyms)
    store.agree("me", start, "1")
    store.record("me", [make_entry(1)])
    postgres.kill()
    with pytest.raises(StoreError, match="can't be used"):
        store.record("me", [make_entry(2)])
    postgres.start()
    assert store.record("me", [make_entry(1), make_entry(2)]) == 1
    assert store.entries("me") == [make_entry(1), make_entry(2)]


def test_plain_url_is_enough(postgres: Postgres, pseudonyms: Pseudonyms) -> None:
    url = postgres.new_database()
    assert url.startswith("postgresql://")
    MoodStore.open(url, pseudonyms).close()
