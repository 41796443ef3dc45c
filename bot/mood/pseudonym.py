"""User ids as the database sees them: keyed hashes whose key lies outside it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.errors import SettingsError
from bot.mood.vault import Vault

KEY_BYTES = 32


class Pseudonyms:
    """Turns user ids into pseudonyms: without the key nobody can tell whose they are."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def from_file(cls, path: Path) -> Pseudonyms:
        """Read the key in ``path``, made at first use and readable by its owner only.

        Raises ``SettingsError`` when the file can't be made, read or isn't a key.
        """
        try:
            if not path.exists():
                _make_key(path)
            key = path.read_bytes()
        except OSError as error:
            raise SettingsError(
                f"The key file {path} can't be used ({error.strerror}): "
                "set ATTUNE_KEY_FILE to a file in a folder you may write to."
            ) from None
        if len(key) != KEY_BYTES:
            raise SettingsError(
                f"The key file {path} holds {len(key)} bytes instead of {KEY_BYTES}: put the "
                "right file back, or set ATTUNE_KEY_FILE to the one that belongs to the history."
            )
        return cls(key)

    def of(self, user: str) -> str:
        """Return the pseudonym of ``user``: 64 hexadecimal digits."""
        name = user.encode("utf-8", "surrogatepass")
        return hmac.new(self._key, name, hashlib.sha256).hexdigest()

    def vault(self) -> Vault:
        """Return the vault for the texts kept beside these pseudonyms."""
        return Vault(self._key)


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link never replaces: of two processes starting at once, the first one's key counts.
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
