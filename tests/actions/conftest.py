"""A real action server on a free local port, and users who talk to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from talks import Talk

from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings

ROOT = Path(__file__).parents[2]


@contextmanager
def _action_server(home: Path, **environ: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"ATTUNE_HOME": str(home), "SANIC_HOST": "127.0.0.1", **environ}
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        try:
            yield _ready(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _ready(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the action server stopped: see server.log"
        try:
            requests.get(f"{address}/health", timeout=1)
            return address
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the action server didn't answer in time")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the action server keeps everything in."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    """The address of an action server whose store works."""
    with _action_server(home) as address:
        yield address


@pytest.fixture(scope="session")
def broken_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database is none."""
    home = tmp_path_factory.mktemp("broken")
    (home / "mood.db").write_text("not a database" * 100)
    return home


@pytest.fixture(scope="session")
def broken_server(broken_home: Path) -> Iterator[str]:
    """The address of an action server whose store can't be opened."""
    with _action_server(broken_home) as address:
        yield address


@pytest.fixture
def monthly_server(tmp_path: Path) -> Iterator[str]:
    """The address of an action server, with its home in ``tmp_path``, that keeps 30 days."""
    with _action_server(tmp_path, ATTUNE_RETENTION_DAYS="30") as address:
        yield address


@pytest.fixture
def talk(server: str) -> Talk:
    """A new user's talk."""
    return Talk(server)


@pytest.fixture
def agreed(talk: Talk) -> Talk:
    """The talk of a user who let us keep their history."""
    talk.says("/agree_logging", emotion=None)
    talk.run("action_consent_agree")
    return talk


@pytest.fixture
def broken_talk(broken_server: str) -> Talk:
    """A talk with an assistant whose store can't be opened."""
    return Talk(broken_server)


@pytest.fixture(scope="session")
def store(server: str, home: Path) -> Iterator[MoodStore]:
    """The action server's store, seen from another process."""
    settings = Settings.from_environment({"ATTUNE_HOME": str(home)})
    pseudonyms = Pseudonyms.from_file(settings.key_file)
    opened = MoodStore.open(settings.database_url, pseudonyms)
    yield opened
    opened.close()
