"""The processes of a whole assistant on this machine, to be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from bot.dialogue import QUIET_RASA, RASA

HOST = "127.0.0.1"
_SECONDS_TO_START = 180.0
_SECONDS_TO_STOP = 30.0


class Service:
    """A process that serves HTTP on a port of its own, the same one after every start."""

    def __init__(
        self, name: str, port: int, path: str, command: list[str], environ: Mapping[str, str]
    ) -> None:
        self.url = f"http://{HOST}:{port}{path}"
        self._name = name
        self._command = command
        self._environ = environ
        self._log = Path(environ["ATTUNE_HOME"]) / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._environ["PYTHONPATH"],
                env=self._environ,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The {self._name} server did not start; see {self._log}.")
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a crash does."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Let it end in its own time."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def assistant(
    project: Path, model: Path, home: Path, database_url: str
) -> Iterator[tuple[Service, Service]]:
    """Give a Rasa server with the REST channel and its action server, both running."""
    environ = {
        **os.environ,
        **QUIET_RASA,
        "ATTUNE_HOME": str(home),
        "ATTUNE_DATABASE_URL": database_url,
        "PYTHONPATH": str(project),
    }
    actions = _action_server(environ)
    rasa = _rasa_server(project, model, home, actions.url.replace("/health", "/webhook"), environ)
    with ExitStack() as stack:
        for service in (actions, rasa):
            stack.callback(service.stop)
            service.start()
        yield rasa, actions


def _action_server(environ: Mapping[str, str]) -> Service:
    port = _free_port()
    command = [sys.executable, "-m", "bot.action_server", str(port)]
    return Service("actions", port, "/health", command, environ)


def _rasa_server(
    project: Path, model: Path, home: Path, actions: str, environ: Mapping[str, str]
) -> Service:
    port = _free_port()
    endpoints = yaml.safe_load((project / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = actions
    (home / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    command = [sys.executable, "-c", RASA, "run", "--interface", HOST, "--port", str(port)]
    command += ["--model", str(model), "--endpoints", str(home / "endpoints.yml")]
    command += ["--credentials", str(project / "credentials.yml")]
    return Service("rasa", port, "/webhooks/rest/", command, environ)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
