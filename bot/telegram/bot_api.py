"""The bot at the Bot API: the client, and what Telegram is told of the bot at the start."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import BadRequest
from telegram.request import HTTPXRequest

from bot.telegram import texts
from bot.telegram.commands import COMMANDS
from bot.telegram.reading import KINDS, Me
from bot.telegram.settings import TelegramSettings

logger = logging.getLogger(__name__)

_SECONDS = 30.0
"""Patience with an answer: giving up early means to send a message twice."""
_CONNECT_SECONDS = 10.0
_CONNECTIONS = 64
_MOST_WEBHOOK_CONNECTIONS = 100


def make_request() -> HTTPXRequest:
    """Return a client of Telegram's library."""
    # Their logs hold the token, and what people write.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        connect_timeout=_CONNECT_SECONDS,
        pool_timeout=_SECONDS,
        media_write_timeout=_SECONDS,
    )


def make_bot(settings: TelegramSettings) -> Bot:
    """Return the bot; it has to be initialised by ``introduce`` before it reads updates."""
    return Bot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=make_request(),
        get_updates_request=make_request(),
    )


async def introduce(bot: Bot, settings: TelegramSettings) -> Me:
    """Find out who the bot is, and tell Telegram its menu and where its updates go.

    :raises TelegramError: where Telegram can't be reached, or doesn't know the token.
    """
    await bot.initialize()
    me = Me(bot.id, bot.username)
    await bot.set_my_commands(
        [BotCommand(name, command.description) for name, command in COMMANDS.items()]
    )
    try:
        await bot.set_my_description(texts.DESCRIPTION)
        await bot.set_my_short_description(texts.SHORT_DESCRIPTION)
    except BadRequest as error:
        logger.warning("The bot's description was not taken: %s", type(error).__name__)
    if settings.webhook is None:
        await bot.delete_webhook(drop_pending_updates=False)
    else:
        await bot.set_webhook(
            settings.webhook,
            secret_token=settings.secret,
            allowed_updates=list(KINDS),
            max_connections=_MOST_WEBHOOK_CONNECTIONS,
        )
    return me
