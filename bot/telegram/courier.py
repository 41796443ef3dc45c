"""Brings messages to Telegram: within its limits, and again where the way there failed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.mood.delivery import Trouble
from bot.telegram.errors import explained
from bot.telegram.outgoing import Button, Document, Outgoing, Photo, Text
from bot.telegram.pace import Pace
from bot.telegram.splitting import LONGEST_CAPTION, split_text

logger = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_DELAY = 0.5
_LONGEST_DELAY = 30.0
_PATIENCE = 900.0
"""Seconds after which a message that can't be brought is given up."""
_LONGEST_PAYLOAD = 64
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PHOTO_NAME = "mood.png"
_ROW_WIDTH = 36
_IN_A_ROW = 5


def pieces(message: Outgoing) -> list[Outgoing]:
    """Return a message as the messages that Telegram takes; the last has the buttons."""
    if isinstance(message, Text):
        *first, last = split_text(message.text) or [""]
        return [*map(Text, first), Text(last, message.buttons)] if last else []
    if isinstance(message, Photo):
        caption, *rest = split_text(message.caption, LONGEST_CAPTION) or [""]
        photo = Photo(message.image, caption, message.buttons)
        return [photo, *(piece for text in rest for piece in pieces(Text(text)))]
    return [message]


class Courier:
    """Sends through one bot.

    A message whose connection broke is sent again, though Telegram may have taken it: it has no
    way to tell.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._pace = Pace()
        self._trouble = Trouble("Telegram takes no messages; they are sent again")

    async def send(self, chat_id: int, piece: Outgoing, reply_to: int | None = None) -> None:
        """Send one of ``pieces``.

        :raises Forbidden: where the person blocked the bot, or the group threw it out.
        :raises TelegramError: where Telegram refuses it, or for longer than a quarter of an hour.
        """
        try:
            await self._persist(chat_id, lambda: self._send(chat_id, piece, reply_to))
        except ChatMigrated as moved:
            await self.send(moved.new_chat_id, piece)

    async def typing(self, chat_id: int) -> None:
        """Show that an answer is being written."""
        await self._bot.send_chat_action(chat_id, "typing")

    async def answer_press(self, query_id: str) -> None:
        """End the waiting that a press began."""
        await self._bot.answer_callback_query(query_id)

    async def clear_buttons(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from a message."""
        await self._bot.edit_message_reply_markup(chat_id, message_id, reply_markup=None)

    async def _send(self, chat_id: int, piece: Outgoing, reply_to: int | None) -> None:
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        if isinstance(piece, Document):
            await self._bot.send_document(
                chat_id, piece.data, filename=piece.name, reply_parameters=reply
            )
        elif isinstance(piece, Photo):
            await self._bot.send_photo(
                chat_id,
                piece.image,
                caption=piece.caption or None,
                filename=_PHOTO_NAME if isinstance(piece.image, bytes) else None,
                reply_markup=keyboard(piece.buttons),
                reply_parameters=reply,
            )
        else:
            await self._bot.send_message(
                chat_id,
                piece.text,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(piece.buttons),
                reply_parameters=reply,
            )

    async def _persist(self, chat_id: int, attempt: Callable[[], Awaitable[T]]) -> T:
        clock = asyncio.get_running_loop()
        until, delay = clock.time() + _PATIENCE, _FIRST_DELAY
        while True:
            try:
                async with self._pace.turn(chat_id):
                    done = await attempt()
            except RetryAfter as error:
                self._pace.hold(chat_id, seconds_of(error))
            except BadRequest:
                raise
            except NetworkError as error:
                if clock.time() > until:
                    raise
                self._trouble.begins(explained(error))
                await asyncio.sleep(delay)
                delay = min(2 * delay, _LONGEST_DELAY)
            else:
                self._trouble.ends()
                return done


async def leniently(call: Awaitable[None]) -> None:
    """Await something that may as well fail: a sign, not a message."""
    try:
        await call
    except TelegramError as error:
        logger.debug("Telegram refused a sign: %s", type(error).__name__)


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram shows them: short ones side by side; None without any."""
    if not buttons:
        return None
    widest = max(len(button.title) for button in buttons)
    across = min(max(_ROW_WIDTH // (widest + 2), 1), _IN_A_ROW)
    keys = [_key(button) for button in buttons]
    return InlineKeyboardMarkup([keys[at : at + across] for at in range(0, len(keys), across)])


def _key(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.title, url=button.url)
    payload = button.payload
    if len(payload.encode()) > _LONGEST_PAYLOAD:
        # Telegram takes no more; the title says the same in words.
        payload = button.title.encode()[:_LONGEST_PAYLOAD].decode(errors="ignore")
    return InlineKeyboardButton(button.title, callback_data=payload)


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
