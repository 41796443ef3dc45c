"""All parts of the channel, put together, started and stopped with Rasa's server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent
from telegram import Bot, Update

from bot.mood.delivery import Trouble
from bot.settings import Settings
from bot.telegram.answering import Answering
from bot.telegram.bot_api import introduce, make_bot, make_request
from bot.telegram.courier import Courier, pieces
from bot.telegram.errors import explained
from bot.telegram.handled import Handled
from bot.telegram.incoming import Incoming
from bot.telegram.intake import Intake
from bot.telegram.moods import Moods
from bot.telegram.outgoing import Reference
from bot.telegram.polling import Polling, fetch_with
from bot.telegram.reading import Me, read_update
from bot.telegram.reminding import Reminding
from bot.telegram.settings import TelegramSettings
from bot.telegram.talk import Answer, Talk

logger = logging.getLogger(__name__)

_SECONDS_TO_FINISH = 6.0
_SECONDS_TO_CONFIRM = 1.0
_SECONDS_TO_BE_READY = 30.0
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 30.0


class Service:
    """One bot: its updates come in, its answers and reminders go out."""

    def __init__(
        self, telegram: TelegramSettings, settings: Settings, agent: Callable[[], Agent]
    ) -> None:
        self._telegram = telegram
        self._bot: Bot = make_bot(telegram)
        self._courier = Courier(self._bot)
        self._moods = Moods(settings)
        self._talk = Talk(agent)
        self._handled = Handled(settings.home / f"telegram-{telegram.bot_id}.db")
        self._reminding = Reminding(self._moods, self._courier)
        self._ready = asyncio.Event()
        self._intake: Intake | None = None
        self._polling: Polling | None = None
        self._polling_request = make_request()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; returns at once, whether or not Telegram can be reached."""
        self._handled.prune()
        self._tasks = [
            asyncio.create_task(self._run()),
            asyncio.create_task(self._reminding.run()),
        ]

    async def stop(self) -> None:
        """Finish what is being done, within ten seconds; Telegram keeps the rest."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._intake:
            await self._intake.stop(_SECONDS_TO_FINISH)
        if self._polling:
            await _within(_SECONDS_TO_CONFIRM, self._polling.confirm())
        await self._reminding.stop()
        await self._bot.shutdown()
        await self._polling_request.shutdown()
        self._handled.close()
        self._moods.close()

    async def take(self, update: dict[str, Any]) -> bool:
        """Handle an update that came by webhook; False where it has to be sent again later."""
        try:
            await asyncio.wait_for(self._ready.wait(), _SECONDS_TO_BE_READY)
            assert self._intake is not None
            done = self._intake.take(update)
            if done is not None:
                await done
        except (asyncio.TimeoutError, asyncio.CancelledError):
            return False
        return True

    def health(self) -> dict[str, Any]:
        """Return what there is to know about the connection."""
        polls = self._polling.connected if self._polling else None
        return {
            "status": "ok",
            "mode": "webhook" if self._telegram.webhook else "polling",
            "connected": self._ready.is_set() and polls is not False,
        }

    async def send(self, recipient: str, answer: Answer) -> None:
        """Send something that nobody asked for just now."""
        if isinstance(answer, Reference):
            return
        for piece in pieces(answer):
            await self._courier.send(int(recipient), piece)

    async def _run(self) -> None:
        me = await self._introduced()
        answering = Answering(self._courier, self._talk, self._moods, self._handled, me)
        self._intake = Intake(self._reader(me), answering.handle, self._handled)
        self._ready.set()
        if self._telegram.webhook is None:
            await self._polling_request.initialize()
            self._polling = Polling(fetch_with(self._bot, self._polling_request), self._intake)
            await self._polling.run()

    async def _introduced(self) -> Me:
        trouble, delay = Trouble("Telegram isn't connected, and is tried again"), _FIRST_DELAY
        while True:
            try:
                me = await introduce(self._bot, self._telegram)
            except Exception as error:  # whatever broke, this has to go on
                trouble.begins(explained(error))
            else:
                trouble.ends()
                return me
            await asyncio.sleep(delay)
            delay = min(2 * delay, _LONGEST_DELAY)

    def _reader(self, me: Me) -> Callable[[dict[str, Any]], Incoming | None]:
        def read(raw: dict[str, Any]) -> Incoming | None:
            update = Update.de_json(raw, self._bot)
            return read_update(update, me) if update else None

        return read


async def _within(seconds: float, work: Any) -> None:
    try:
        await asyncio.wait_for(work, seconds)
    except asyncio.TimeoutError:
        logger.debug("Given up after %s seconds.", seconds)
