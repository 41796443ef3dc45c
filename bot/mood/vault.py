"""What users wrote, as it is kept: sealed under a key that lies outside the database."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StoreError

_LABEL = b"attune vault 1"
_KEY_BYTES = 32


class Vault:
    """Seals and opens text with Fernet (AES-128-CBC and HMAC-SHA256).

    Its key is derived from ``key`` (HKDF, RFC 5869) under a label of its own, so that it says
    nothing about the pseudonyms, which are made with the same key file.
    """

    def __init__(self, key: bytes) -> None:
        derived = HKDF(SHA256(), _KEY_BYTES, salt=None, info=_LABEL).derive(key)
        self._fernet = Fernet(urlsafe_b64encode(derived))

    def seal(self, text: str) -> str:
        """Return ``text``, whatever characters it holds, as an ASCII token."""
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode("ascii")

    def open(self, token: str) -> str:
        """Return the text in ``token``; raise ``StoreError`` where it isn't of this key."""
        try:
            return self._fernet.decrypt(token).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise StoreError(
                "A text in the mood history was sealed with another key: set ATTUNE_KEY_FILE to "
                "the key file that belongs to this history."
            ) from None
