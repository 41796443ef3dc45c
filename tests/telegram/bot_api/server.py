"""The server: real sockets on 127.0.0.1, in a thread of its own."""

from __future__ import annotations

import asyncio
import re
import threading
from typing import Any

from aiohttp import web

from .calls import Call, read_call
from .delivery import Delivery
from .failures import Dropped, Failure, Failures, ServerError, Slow
from .methods import Methods
from .refusals import Refusal
from .webhook import Webhook
from .world import World

_TOKEN_SHAPE = re.compile(r"\d+:[\w-]{30,}")
_LARGEST_REQUEST = 50 * 1024 * 1024


class Server:
    """Answers the bot; what it was asked stands in ``calls``."""

    def __init__(self, world: World, token: str, port: int, retry_delay: float) -> None:
        self.port = port
        self.calls: list[Call] = []
        self.methods = Methods(world)
        self.failures = Failures()
        self._world = world
        self._token = token
        self._delivery = Delivery(world, Webhook(world, retry_delay))
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="Bot API double", daemon=True)

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        assert self._started.wait(10), "the Bot API double did not start"

    def stop(self) -> None:
        """Listen no more, once what is under way is answered."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)

    def wake(self) -> None:
        """There may be updates to hand out."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._delivery.wake)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/files/{file_id}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port)
        await site.start()
        self.port = int(runner.addresses[0][1])
        self._started.set()
        await self._stopping.wait()
        self._delivery.stop()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            call = await read_call(request.match_info["method"], request)
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        self.calls.append(call)
        self.methods.note(call)
        with self._world.changed:
            failure = self.failures.take(call.method, call.chat_id)
        return await self._handle(request, call, failure)

    async def _handle(
        self, request: web.Request, call: Call, failure: Failure | None
    ) -> web.StreamResponse:
        if isinstance(failure, Dropped) and not failure.after_handling:
            return _hang_up(request)
        body, status = await self._result(call, failure)
        call.status, call.answer = status, body.get("result", body.get("description"))
        if isinstance(failure, Slow):
            await asyncio.sleep(failure.seconds)
        if isinstance(failure, Dropped):
            return _hang_up(request)
        if isinstance(failure, ServerError) and status != 500:
            page = f"<html><h1>{status}</h1></html>"
            return web.Response(text=page, status=status, content_type="text/html")
        return web.json_response(body, status=status)

    async def _result(self, call: Call, failure: Failure | None) -> tuple[dict[str, Any], int]:
        try:
            if failure and not isinstance(failure, Dropped | Slow):
                raise failure.refusal()
            waiting = self._delivery.methods.get(call.method)
            result = await waiting(call) if waiting else self.methods.answer(call)
        except Refusal as refusal:
            return refusal.body(), refusal.code
        return {"ok": True, "result": result}, 200

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._world.files.get(request.match_info["file_id"])
        if request.match_info["token"] != self._token or file is None:
            raise web.HTTPNotFound
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not _TOKEN_SHAPE.fullmatch(token):
            raise Refusal(404, "Not Found")
        if token != self._token:
            raise Refusal(401, "Unauthorized")


def _hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word; the response is only what aiohttp wants returned."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()
