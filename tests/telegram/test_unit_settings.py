"""Telegram's settings are checked before anything starts, and secrets stay out of sight."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.telegram.settings import TelegramSettings, environment

TOKEN = "123456789:AAH-attune-test-token-0123456789abc"


def settings(**environ: str) -> TelegramSettings:
    names = {f"ATTUNE_TELEGRAM_{name.upper()}": value for name, value in environ.items()}
    return TelegramSettings.from_environment({"ATTUNE_TELEGRAM_TOKEN": TOKEN, **names})


def test_a_token_is_enough() -> None:
    plain = settings()
    assert (plain.api_url, plain.webhook, plain.bot_id) == (
        "https://api.telegram.org",
        None,
        123456789,
    )
    assert plain.secret == settings().secret


def test_without_a_token_it_says_how_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"t\.me/BotFather"):
        TelegramSettings.from_environment({})


@pytest.mark.parametrize(
    ("environ", "variable"),
    [
        ({"token": "nonsense"}, "ATTUNE_TELEGRAM_TOKEN"),
        ({"api_url": "api.telegram.org"}, "ATTUNE_TELEGRAM_API_URL"),
        ({"secret": "no spaces"}, "ATTUNE_TELEGRAM_SECRET"),
        ({"webhook": "here"}, "ATTUNE_TELEGRAM_WEBHOOK"),
    ],
)
def test_bad_setting_is_named_and_no_secret_quoted(environ: dict[str, str], variable: str) -> None:
    with pytest.raises(SettingsError, match=variable) as error:
        settings(**environ)
    assert not {"nonsense", "no spaces"} & set(str(error.value).split("'"))


def test_bare_webhook_address_gets_the_route() -> None:
    assert settings(webhook="https://a.org/").webhook == "https://a.org/webhooks/telegram/webhook"
    assert settings(webhook="https://a.org/bot").webhook == "https://a.org/bot"


def test_repr_hides_token_and_secret() -> None:
    shown = repr(settings(secret="s3cr3t"))
    assert TOKEN not in shown
    assert "s3cr3t" not in shown


def test_credentials_fill_in_what_the_environment_leaves_out() -> None:
    environ = {"ATTUNE_TELEGRAM_SECRET": "env"}
    merged = environment({"token": TOKEN, "secret": "yml"}, environ)
    made = TelegramSettings.from_environment(merged)
    assert (made.token, made.secret) == (TOKEN, "env")
    with pytest.raises(SettingsError, match="access_token"):
        environment({"access_token": TOKEN}, {})
