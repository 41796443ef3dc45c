"""A double of Telegram's Bot API with real sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bot_api import BotApi


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A running Bot API; a bot that sends it what Telegram would swallow fails the test."""
    with BotApi(retry_delay=0.05) as running:
        yield running
    assert running.violations == []
