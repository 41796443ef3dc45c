"""Forgetting a user."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from talks import Talk

from bot.exports import write_exports
from bot.mood.entry import MoodEntry
from bot.mood.outbox import OUTBOX_FILE, Outbox
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore


@pytest.fixture
def told(agreed: Talk) -> Talk:
    """The talk of somebody of whom something is kept."""
    agreed.says("i'm happy")
    agreed.run("action_log_mood")
    return agreed


def _confirm(talk: Talk) -> list[str]:
    talk.chooses("forget", "choose", "choice")
    return talk.run("action_choose").responses


def test_yes_forgets_and_marks_the_talk(told: Talk, store: MoodStore) -> None:
    told.hears("utter_ask_forget")
    told.says("yes")
    answer = told.run("action_answer_yes")
    assert answer.responses == ["utter_forgotten"]
    assert answer.slots == {"consent": None, "consent_asked": True, "forgotten": True}
    assert answer.events[-1]["name"] == "forgotten"
    assert (store.entries(told.user), store.consent(told.user)) == ([], None)


@pytest.mark.parametrize("by_button", [True, False])
def test_no_keeps_everything(told: Talk, store: MoodStore, by_button: bool) -> None:
    if by_button:
        told.chooses("keep", "choose", "choice")
    else:
        told.hears("utter_ask_forget")
        told.says("no")
    answer = told.run("action_choose" if by_button else "action_answer_no")
    assert (answer.responses, answer.events) == (["utter_forget_cancelled"], [])
    assert len(store.entries(told.user)) >= 1


def test_what_is_kept_beside_the_history_goes_too(told: Talk, store: MoodStore, home: Path) -> None:
    name = Pseudonyms.from_file(home / "pseudonym.key").of(told.user)
    write_exports(home, name, store.history(told.user), datetime.now().date())
    outbox = Outbox(home / OUTBOX_FILE)
    outbox.agreed(name, datetime(2020, 1, 1, tzinfo=timezone.utc))
    outbox.put(name, store.entries(told.user)[0])
    assert _confirm(told) == ["utter_forgotten"]
    assert outbox.waiting(name, 10) == []
    outbox.close()
    assert _files_with(home, name.encode()) == []
    assert _files_with(home, told.user.encode()) == []
    assert [file for file in home.rglob("*") if file.name.startswith(name[:12])] == []


def _files_with(home: Path, wanted: bytes) -> list[str]:
    files = [file for file in home.rglob("*") if file.is_file()]
    return [file.name for file in files if wanted in file.read_bytes()]


def test_forgotten_user_isnt_asked_again_or_logged(told: Talk, store: MoodStore) -> None:
    _confirm(told)
    told.says("i'm happy")
    assert told.run("action_log_mood").responses == []
    assert store.entries(told.user) == []


def test_agreeing_anew_doesnt_bring_back(told: Talk, store: MoodStore) -> None:
    _confirm(told)
    told.run("action_consent_agree")
    told.run("action_log_mood")
    entries: list[MoodEntry] = store.entries(told.user)
    assert entries == []


def test_choice_that_no_button_offers_is_asked_back(told: Talk, store: MoodStore) -> None:
    told.chooses("everything", "choose", "choice")
    assert told.run("action_choose").responses == ["utter_ask_rephrase"]
    assert len(store.entries(told.user)) == 1
