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


class ActionServer:
    """A server that may still be starting; Rasa finds its actions at ``url``."""

    def __init__(self, project: Path, log: Path) -> None:
        self._root = f"http://{_HOST}:{_free_port()}"
        self._log = log
        self._process = _start(project, log, port=self._root.rpartition(":")[2])
        self.url = f"{self._root}/webhook"

    def wait_until_ready(self) -> None:
        """:raises DialogueError: when it doesn't answer in time; the log says why."""
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self._root}/health", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise DialogueError(f"The action server did not start; {self._log} says why.")

    def stop(self) -> None:
        """End the process and wait for its end."""
        self._process.terminate()
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def running(project: Path, log: Path) -> Iterator[ActionServer]:
    """Serve the package ``actions`` of ``project`` as long as the block runs."""
    server = ActionServer(project, log)
    try:
        yield server
    finally:
        server.stop()


def _start(project: Path, log: Path, port: str) -> subprocess.Popen[bytes]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bot.action_server", port],
            cwd=project,
            env={**os.environ, **QUIET_RASA},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    """Leave when standard input closes, which it does however the parent ended."""
    # Not through sys.stdin: a thread that waits in it breaks the interpreter's own end.
    while os.read(0, 1024):
        pass
    os._exit(0)


def main() -> None:
    """Serve on the port given as the only argument."""
    from rasa_sdk.endpoint import create_app

    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = create_app("actions")
    app.run(_HOST, int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()
