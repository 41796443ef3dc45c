"""What Telegram needs to be told, read from the environment and checked before anything starts."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingsError

TOKEN = "ATTUNE_TELEGRAM_TOKEN"
API_URL = "ATTUNE_TELEGRAM_API_URL"
SECRET = "ATTUNE_TELEGRAM_SECRET"
WEBHOOK = "ATTUNE_TELEGRAM_WEBHOOK"

NAME = "telegram"
ROUTE = f"/webhooks/{NAME}/webhook"
"""Where Rasa serves the webhook."""
NO_TOKEN = f"""\
{TOKEN} is not set. A bot of your own takes a minute:

1. In Telegram, open https://t.me/BotFather and send it /newbot; it asks for a name.
2. It answers with a token like 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw: keep it secret.
3. Run: {TOKEN}=<the token> attune telegram"""

_TOKEN_SHAPE = re.compile(r"(?P<bot>\d{1,20}):[\w-]{30,}")
_SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TELEGRAMS_OWN = "https://api.telegram.org"


@dataclass(frozen=True)
class TelegramSettings:
    """Which bot, at which Bot API, and how its updates come.

    ``webhook`` is the address that Telegram sends updates to; None is long polling. ``secret`` is
    what Telegram proves itself with there. Token and secret are left out of ``repr``.
    """

    token: str = field(repr=False)
    api_url: str
    secret: str = field(repr=False)
    webhook: str | None = None

    @property
    def bot_id(self) -> int:
        """The bot's own user id, which its token begins with."""
        return int(self.token.partition(":")[0])

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> TelegramSettings:
        """Return the settings in ``environ``; raise ``SettingsError`` for the first bad one."""
        token = _token(environ.get(TOKEN, ""))
        return cls(
            token=token,
            api_url=_address(API_URL, environ.get(API_URL) or _TELEGRAMS_OWN),
            secret=_secret(environ.get(SECRET) or _secret_from(token)),
            webhook=_webhook(environ.get(WEBHOOK)),
        )


def environment(
    credentials: Mapping[str, object], environ: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return ``environ`` with what it leaves out taken from Rasa's credentials.yml.

    :raises SettingsError: for a key that isn't known.
    """
    known = {"token": TOKEN, "api_url": API_URL, "webhook": WEBHOOK, "secret": SECRET}
    for key in credentials:
        if key not in known:
            raise SettingsError(
                f"credentials.yml has {key!r} for {NAME}, which is unknown: "
                f"it takes {', '.join(known)}."
            )
    given = {known[key]: str(value) for key, value in credentials.items() if value}
    return {**given, **{name: value for name, value in environ.items() if value}}


def _token(value: str) -> str:
    if not value.strip():
        raise SettingsError(NO_TOKEN)
    if not _TOKEN_SHAPE.fullmatch(value.strip()):
        raise SettingsError(
            f"{TOKEN} doesn't have the shape of a token: set it to what @BotFather sent, "
            "such as 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw."
        )
    return value.strip()


def _secret(value: str) -> str:
    if not _SECRET_SHAPE.fullmatch(value):
        raise SettingsError(
            f"{SECRET} can't be sent to Telegram: set it to 1 to 256 letters, digits, _ and -."
        )
    return value


def _secret_from(token: str) -> str:
    """The same at every start, so that what Telegram was told before stays right."""
    return hashlib.sha256(f"attune webhook {token}".encode()).hexdigest()


def _webhook(value: str | None) -> str | None:
    if not value:
        return None
    address = _address(WEBHOOK, value)
    return address if urlsplit(address).path else f"{address}{ROUTE}"


def _address(variable: str, value: str) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{variable} isn't a web address: set it to https://host or so.")
    return value.strip().rstrip("/")
