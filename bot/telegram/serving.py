"""``attune telegram``: all that the bot needs, in one process and an action server beside it."""

from __future__ import annotations

import asyncio
import logging
import socket
from pathlib import Path

from rich.console import Console

from bot import action_server, dialogue
from bot.assistant import quieten_rasa
from bot.errors import DialogueError
from bot.retention import keep_pruning
from bot.settings import Settings
from bot.telegram.settings import TelegramSettings

_HOST = "127.0.0.1"
_ENDPOINTS = "endpoints.yml"
_SECONDS_TO_ASK = 5.0
_notes = Console(stderr=True, highlight=False, markup=False)


def serve(telegram: TelegramSettings, settings: Settings, project: Path, port: int) -> None:
    """Bring up all that the bot needs, and take it down again however it ends.

    :raises AttuneError: when a part can't be started, or Telegram doesn't know the token.
    """
    model = dialogue.ready_model(dialogue.require_project(project), settings.home, _notes.print)
    _check_port(port)
    keep_pruning(settings)
    _notes.print(asyncio.run(_greeting(telegram)))
    with action_server.running(project, settings.home / "actions.log") as server:
        _run_rasa(telegram, settings, model, project / _ENDPOINTS, server, port)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            raise DialogueError(
                f"Port {port} is taken: stop what listens there, or choose another with --port."
            ) from None


async def _greeting(telegram: TelegramSettings) -> str:
    """What to say first; a wrong token is found out here, a missing network waited for later."""
    from telegram.error import InvalidToken, TelegramError

    from bot.telegram.bot_api import make_bot
    from bot.telegram.errors import explained

    try:
        async with make_bot(telegram) as bot:
            name = f"@{bot.username}, https://t.me/{bot.username}"
    except InvalidToken as error:
        raise explained(error) from None
    except TelegramError:
        name = "your bot, once Telegram can be reached"
    how = f"a webhook at {telegram.webhook}" if telegram.webhook else "long polling"
    return f"Starting {name}, by {how}. Ctrl-C ends it."


def _run_rasa(
    telegram: TelegramSettings,
    settings: Settings,
    model: Path,
    endpoints_file: Path,
    actions: action_server.ActionServer,
    port: int,
) -> None:
    quieten_rasa()
    from rasa.core.run import close_resources, configure_app, load_agent_on_start
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig

    from bot.telegram.channel import TelegramChannel

    logging.getLogger("bot").setLevel(logging.WARNING)
    endpoints = AvailableEndpoints.read_endpoints(str(endpoints_file))
    endpoints.action = EndpointConfig(url=actions.url)
    app = configure_app(
        [TelegramChannel(telegram, settings)], enable_api=False, endpoints=endpoints, port=port
    )

    async def load(app_: object, loop: asyncio.AbstractEventLoop) -> None:
        agent = await load_agent_on_start(str(model), endpoints, None, app, loop)
        if not agent.is_ready():
            raise DialogueError(f"{model} can't be loaded: delete it, and it is trained anew.")
        await asyncio.to_thread(actions.wait_until_ready)

    async def tell(app_: object, loop: asyncio.AbstractEventLoop) -> None:
        _notes.print("Ready.")

    app.register_listener(load, "before_server_start")
    app.register_listener(tell, "after_server_start")
    app.register_listener(close_resources, "after_server_stop")
    app.run(host=_HOST, port=port, workers=1, access_log=False, motd=False)
