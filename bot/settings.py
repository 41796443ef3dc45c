"""The settings, read from the environment and checked before anything starts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError, masked

HOME = "ATTUNE_HOME"
DATABASE_URL = "ATTUNE_DATABASE_URL"
KEY_FILE = "ATTUNE_KEY_FILE"
USER = "ATTUNE_USER"
RETENTION_DAYS = "ATTUNE_RETENTION_DAYS"

_ANY_URL = re.compile(r"[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://\S*")
_SQLITE_FILE = re.compile(r"sqlite(?:\+\w+)?:///(?P<path>[^?]+)")
_LONGEST_USER = 200
_WHOLE_DAYS = re.compile(r"[1-9][0-9]{0,4}")


@dataclass(frozen=True)
class Settings:
    """Where things are kept, for how long, and who sits at the terminal.

    ``database_url`` may hold a password and is left out of ``repr``. ``retention_days`` is None
    where the mood history is kept for ever.
    """

    home: Path
    database_url: str = field(repr=False)
    key_file: Path
    user: str
    retention_days: int | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings in ``environ``; raise ``SettingsError`` for the first bad one."""
        home = _folder(HOME, environ.get(HOME) or ".attune")
        url = environ.get(DATABASE_URL) or f"sqlite:///{home / 'mood.db'}"
        return cls(
            home=home,
            database_url=_database_url(url),
            key_file=_file(KEY_FILE, environ.get(KEY_FILE) or str(home / "pseudonym.key")),
            user=_user(environ.get(USER, "me")),
            retention_days=_retention_days(environ.get(RETENTION_DAYS)),
        )


def _folder(variable: str, value: str) -> Path:
    path = Path(value).expanduser().absolute()
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    if not existing.is_dir():
        raise SettingsError(
            f"{variable} is {value!r}, but {existing} is a file: set it to a folder."
        )
    if not os.access(existing, os.W_OK | os.X_OK):
        raise SettingsError(
            f"{variable} is {value!r}, but {existing} can't be written to: "
            "set it to a folder you may write to."
        )
    return path


def _file(variable: str, value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.is_dir():
        raise SettingsError(f"{variable} is {value!r}, which is a folder: name a file in it.")
    if path.exists() and not os.access(path, os.R_OK):
        raise SettingsError(f"{variable} is {value!r}, which can't be read: name another file.")
    if not path.exists():
        _folder(variable, str(path.parent))
    return path


def _database_url(url: str) -> str:
    if not _ANY_URL.fullmatch(url):
        raise SettingsError(
            f"{DATABASE_URL} is {masked(url)!r}, which isn't a database URL: set it to "
            "sqlite:///mood.db or postgresql://user:password@host/name."
        )
    if found := _SQLITE_FILE.match(url):
        path = _file(DATABASE_URL, found["path"])
        if path.exists() and not os.access(path, os.W_OK):
            raise SettingsError(
                f"{DATABASE_URL} names {path}, which can't be written to: "
                "name a file you may write to."
            )
    return url


def _user(value: str) -> str:
    if not value.strip() or len(value) > _LONGEST_USER or not value.isprintable():
        raise SettingsError(
            f"{USER} is {value[:40]!r}: set it to a name of 1 to {_LONGEST_USER} characters "
            "on one line."
        )
    return value.strip()


def _retention_days(value: str | None) -> int | None:
    if not value:
        return None
    if not _WHOLE_DAYS.fullmatch(value.strip()):
        raise SettingsError(
            f"{RETENTION_DAYS} is {value[:40]!r}: set it to a whole number of days from 1, "
            "or leave it out to keep the mood history for ever."
        )
    return int(value)
