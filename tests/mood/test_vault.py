"""Texts sealed under a key that is derived from the key file."""

from __future__ import annotations

import pytest

from bot.errors import StoreError
from bot.mood.vault import Vault

TEXTS = ["", "slept badly", "\x00'; DROP TABLE", "\ud800", "سهرت 😀", "x" * 10_000]


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back(text: str) -> None:
    assert Vault(bytes(32)).open(Vault(bytes(32)).seal(text)) == text


def test_sealed_text_shows_nothing_and_never_the_same() -> None:
    vault = Vault(bytes(32))
    tokens = {vault.seal("slept badly") for _ in range(2)}
    assert len(tokens) == 2
    assert not any("slept" in token for token in tokens)


@pytest.mark.parametrize("token", [Vault(b"\x01" * 32).seal("slept badly"), "no token", ""])
def test_foreign_token_is_refused(token: str) -> None:
    with pytest.raises(StoreError, match="set ATTUNE_KEY_FILE to the key file") as caught:
        Vault(bytes(32)).open(token)
    assert "slept" not in str(caught.value)
