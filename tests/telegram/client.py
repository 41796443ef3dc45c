"""python-telegram-bot's own client, pointed at the double."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot_api import BotApi
from telegram import Bot
from telegram.request import HTTPXRequest

T = TypeVar("T")
Talk = Callable[[Bot], Awaitable[T]]


def client(api: BotApi, token: str | None = None) -> Bot:
    """A bot that talks to the double, over HTTP."""
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    base = {"base_url": f"{api.url}/bot", "base_file_url": f"{api.url}/file/bot"}
    return Bot(token or api.token, request=request, get_updates_request=request, **base)


def call(api: BotApi, talk: Talk[T]) -> T:
    """What came of some calls."""

    async def run() -> T:
        async with client(api) as bot:
            return await talk(bot)

    return asyncio.run(run())
