"""``bot.telegram.channel.TelegramChannel``: Telegram for Rasa, named in credentials.yml."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telegram.service import Service
from bot.telegram.settings import NAME, TOKEN, TelegramSettings, environment
from bot.telegram.talk import Answer, Output
from bot.telegram.webhook import is_from_telegram, read_body

logger = logging.getLogger(__name__)


class TelegramChannel(InputChannel):
    """Long polling, or a webhook where there is an address for it.

    Without a token it does nothing: other channels of the same credentials.yml go on.
    """

    def __init__(self, telegram: TelegramSettings | None, settings: Settings) -> None:
        self._telegram = telegram
        self._settings = settings
        self._service: Service | None = None

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which its addresses and the history use."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TelegramChannel:
        """Return the channel as credentials.yml and the environment set it; the latter wins.

        The keys in credentials.yml are ``token``, ``api_url``, ``webhook`` and ``secret``.

        :raises RasaException: for the first setting that can't be used.
        """
        try:
            environ = environment(credentials or {})
            if not environ.get(TOKEN):
                logger.warning("Telegram stays off: %s is not set.", TOKEN)
                return cls(None, Settings.from_environment())
            return cls(TelegramSettings.from_environment(environ), Settings.from_environment())
        except SettingsError as error:
            # Of its own kind, Rasa shows the sentence alone.
            raise RasaException(str(error)) from None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes and what starts and stops with the server."""
        routes = Blueprint("attune_telegram")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json(self._service.health() if self._service else {"status": "off"})

        if self._telegram is None:
            return routes
        if self._telegram.webhook:
            secret = self._telegram.secret

            # As a stream: the body of a request that proves nothing isn't read.
            @routes.route("/webhook", methods=["POST"], stream=True)
            async def webhook(request: Request) -> HTTPResponse:
                return await self._taken(request, secret)

        routes.listener("after_server_start")(self._start)
        routes.listener("before_server_stop")(self._stop)
        return routes

    def get_output_channel(self) -> OutputChannel | None:
        """Return what Rasa sends with when nobody wrote just now, by the person's id."""
        return Output(self._send)

    async def _send(self, recipient: str, answer: Answer) -> None:
        if self._service:
            await self._service.send(recipient, answer)

    async def _start(self, app: Sanic, loop: AbstractEventLoop) -> None:
        assert self._telegram is not None
        self._service = Service(self._telegram, self._settings, lambda: app.ctx.agent)
        self._service.start()

    async def _stop(self, app: Sanic, loop: AbstractEventLoop) -> None:
        if self._service:
            await self._service.stop()

    async def _taken(self, request: Request, secret: str) -> HTTPResponse:
        if not is_from_telegram(request, secret):
            return empty(403)
        update = await read_body(request)
        if self._service is None:
            return empty(503)
        # What can't be read is taken, too: Telegram would send it again for ever.
        taken = update is None or await self._service.take(update)
        return empty(200 if taken else 503)
