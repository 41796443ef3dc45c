"""The custom actions, served to this machine only, until the process that began it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from bot.dialogue import QUIET_RASA
from bot.errors import DialogueError

_HOST = "127.0.0.1"
_SECONDS_TO_START = 60.0
_SECONDS_TO_STOP = 5.0


@contextmanager
def running(project: Path, log: Path) -> Iterator[str]:
    """Serve the package ``actions`` of ``project``; yields the address for Rasa.

    :raises DialogueError: when the server doesn't answer in time; the log says why.
    """
    port = _free_port()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "bot.action_server", str(port)],
            cwd=project,
            env={**os.environ, **QUIET_RASA},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield _Address(port, server, log).when_ready()
    finally:
        _stop(server)


class _Address:
    """Where a server that is still starting will be found."""

    def __init__(self, port: int, server: subprocess.Popen[bytes], log: Path) -> None:
        self._root = f"http://{_HOST}:{port}"
        self._server = server
        self._log = log

    def when_ready(self) -> str:
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline and self._server.poll() is None:
            try:
                with urllib.request.urlopen(f"{self._root}/health", timeout=1):
                    return f"{self._root}/webhook"
            except (URLError, OSError):
                time.sleep(0.1)
        raise DialogueError(f"The action server did not start; {self._log} says why.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    """Leave when standard input closes, which it does however the parent ended."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Serve on the port given as the only argument."""
    from rasa_sdk.endpoint import create_app

    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = create_app("actions")
    app.run(_HOST, int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()
