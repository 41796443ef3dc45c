"""Telegram's errors in words of ours: theirs may hold the token."""

from __future__ import annotations

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.telegram.settings import TOKEN
from emotion_component.errors import AttuneError


class TelegramTrouble(AttuneError):
    """Telegram can't be used for now, or doesn't know the bot."""


def explained(error: Exception) -> TelegramTrouble:
    """Return what is wrong, in a sentence that may be logged."""
    if isinstance(error, InvalidToken):
        return TelegramTrouble(
            f"Telegram doesn't know the token in {TOKEN}: ask @BotFather for it."
        )
    if isinstance(error, Conflict):
        return TelegramTrouble("Another program fetches this bot's updates: stop one of the two.")
    if isinstance(error, TelegramError):
        return TelegramTrouble(f"Telegram can't be reached ({type(error).__name__}).")
    return TelegramTrouble(f"Something unexpected went wrong ({type(error).__name__}).")
