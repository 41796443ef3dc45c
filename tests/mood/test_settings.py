"""The settings: defaults, and errors that name the variable and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings


def test_everything_lies_in_home(tmp_path: Path) -> None:
    settings = Settings.from_environment({"ATTUNE_HOME": str(tmp_path / "home")})
    assert settings.home == tmp_path / "home"
    assert settings.database_url == f"sqlite:///{tmp_path}/home/mood.db"
    assert settings.key_file == tmp_path / "home" / "pseudonym.key"
    assert settings.user == "me"


def test_home_is_in_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({}).home == tmp_path / ".attune"
    assert not (tmp_path / ".attune").exists()


def test_each_setting_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "ATTUNE_DATABASE_URL": "postgresql+psycopg2://ann:hunter2@db/mood",
            "ATTUNE_KEY_FILE": str(tmp_path / "key"),
            "ATTUNE_USER": "ann",
        }
    )
    assert settings.database_url == "postgresql+psycopg2://ann:hunter2@db/mood"
    assert (settings.key_file, settings.user) == (tmp_path / "key", "ann")


def test_repr_hides_the_password() -> None:
    environ = {"ATTUNE_DATABASE_URL": "postgresql://ann:hunter2@db/mood"}
    assert "hunter2" not in repr(Settings.from_environment(environ))


@pytest.mark.parametrize("user", ["", "  ", "two\nlines", "x" * 201])
def test_unusable_user_is_refused(user: str) -> None:
    with pytest.raises(SettingsError, match=r"^ATTUNE_USER is .*: set it to a name"):
        Settings.from_environment({"ATTUNE_USER": user})


def test_url_without_scheme_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^ATTUNE_DATABASE_URL is 'ann:\*\*\*@db'"):
        Settings.from_environment({"ATTUNE_DATABASE_URL": "ann:hunter2@db"})


@pytest.mark.parametrize("variable", ["ATTUNE_HOME", "ATTUNE_KEY_FILE", "ATTUNE_DATABASE_URL"])
def test_path_under_a_file_is_refused(tmp_path: Path, variable: str) -> None:
    (tmp_path / "file").touch()
    scheme = "sqlite:///" if variable == "ATTUNE_DATABASE_URL" else ""
    with pytest.raises(SettingsError, match=f"^{variable} is .* is a file"):
        Settings.from_environment({variable: f"{scheme}{tmp_path}/file/deeper/mine"})


@pytest.mark.parametrize("variable", ["ATTUNE_KEY_FILE", "ATTUNE_DATABASE_URL"])
def test_folder_for_a_file_is_refused(tmp_path: Path, variable: str) -> None:
    scheme = "sqlite:///" if variable == "ATTUNE_DATABASE_URL" else ""
    with pytest.raises(SettingsError, match=f"^{variable} is .* which is a folder"):
        Settings.from_environment({variable: f"{scheme}{tmp_path}"})


@pytest.mark.parametrize(("value", "days"), [(None, None), ("", None), ("1", 1), (" 365 ", 365)])
def test_retention_is_for_ever_unless_set(value: str | None, days: int | None) -> None:
    environ = {} if value is None else {"ATTUNE_RETENTION_DAYS": value}
    assert Settings.from_environment(environ).retention_days == days


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "a year", "1e3", "٣", "1000000"])
def test_unusable_retention_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^ATTUNE_RETENTION_DAYS is .*: set it to a whole num"):
        Settings.from_environment({"ATTUNE_RETENTION_DAYS": value})
