"""The key file and the pseudonyms made with it."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.mood.pseudonym import Pseudonyms


def _pseudonym(path: Path) -> str:
    return Pseudonyms.from_file(path).of("me")


def test_same_key_gives_same_pseudonym(tmp_path: Path) -> None:
    path = tmp_path / "new" / "pseudonym.key"
    assert _pseudonym(path) == _pseudonym(path)


def test_other_key_gives_other_pseudonym(tmp_path: Path) -> None:
    assert _pseudonym(tmp_path / "one") != _pseudonym(tmp_path / "two")


def test_users_differ(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms.from_file(tmp_path / "key")
    assert pseudonyms.of("ann") != pseudonyms.of("bob")


def test_key_is_its_owners_alone(tmp_path: Path) -> None:
    Pseudonyms.from_file(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_processes_at_once_share_one_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(max_workers=4) as pool:
        names = set(pool.map(_pseudonym, [tmp_path / "key"] * 8))
    assert names == {_pseudonym(tmp_path / "key")}


def test_damaged_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(SettingsError, match="5 bytes instead of 32"):
        Pseudonyms.from_file(tmp_path / "key")


def test_unwritable_folder_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="set ATTUNE_KEY_FILE"):
        Pseudonyms.from_file(tmp_path / "file" / "key")
