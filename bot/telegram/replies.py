"""The answers to one update, sent in order; after a kill, only those that are missing."""

from __future__ import annotations

import logging

from telegram.error import Forbidden, TelegramError

from bot.errors import StoreError
from bot.telegram.courier import Courier, pieces
from bot.telegram.handled import Handled
from bot.telegram.outgoing import Outgoing

logger = logging.getLogger(__name__)


class Replies:
    """Sends to one chat. ``blocked`` is set when nobody wants to hear from the bot there.

    Answers are counted: those that went out before an interruption aren't sent again. One whose
    sending itself was interrupted is, for Telegram has no way to tell whether it took it.
    """

    def __init__(
        self,
        courier: Courier,
        handled: Handled,
        update_id: int,
        chat_id: int,
        reply_to: int | None = None,
    ) -> None:
        self._courier = courier
        self._handled = handled
        self._update_id = update_id
        self._chat_id = chat_id
        self._reply_to = reply_to
        self._before = _sent_before(handled, update_id)
        self.count = 0
        self.blocked = False

    async def send(self, *messages: Outgoing) -> None:
        """Send what isn't sent yet; what Telegram refuses is left out, with a line in the log."""
        for piece in (piece for message in messages for piece in pieces(message)):
            self.count += 1
            if self.count > self._before and not self.blocked:
                await self._send(piece)

    async def _send(self, piece: Outgoing) -> None:
        try:
            await self._courier.send(self._chat_id, piece, self._reply_to)
        except Forbidden:
            self.blocked = True
        except TelegramError as error:
            logger.error("Telegram did not take an answer: %s", type(error).__name__)
        try:
            self._handled.note_sent(self._update_id, self.count)
        except StoreError as error:
            logger.warning("%s", error)


def _sent_before(handled: Handled, update_id: int) -> int:
    try:
        return handled.sent(update_id)
    except StoreError as error:
        logger.warning("%s", error)
        return 0
