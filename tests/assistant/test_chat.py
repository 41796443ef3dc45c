from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from people import Person

from bot.chat import NO_ANSWER
from emotion_component import EmotionModel

UNSEEN = [
    "hiya, anybody in?",
    "my grandmother's funeral was this morning and the house is so empty",
    "the landlord kept our deposit and lied to us, this makes me furious",
    "i got the scholarship, i'm jumping up and down!",
    "my hands shake when i think of the hearing tomorrow",
    "my daughter drew me as a superhero, i love that kid so much",
    "do you happen to know what the hour is?",
    "so are you a person or a program?",
    "what would help me to calm down?",
    "that was it for today, see you",
]
FEELINGS = ["i feel so sad since he moved away", "i am furious with my boss", "i am so happy today"]


def _descendants(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    return [pid for pid, ppid in pairs if ppid == parent]


def _gone(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return not state.stdout.strip() or state.stdout.startswith("Z")


def test_every_line_is_answered(person: Person) -> None:
    talk = person.chat(*UNSEEN)
    assert [user for user, _ in talk.turns] == UNSEEN
    for user, answers in talk.turns:
        assert answers, user
        assert NO_ANSWER not in answers, user
    assert talk.status == 0
    assert "Traceback" not in talk.errors


def test_feelings_get_answers_of_different_kinds(person: Person) -> None:
    talk = person.chat(*UNSEEN)
    sad, angry, glad = (talk.answers_to(UNSEEN[at]) for at in (1, 2, 3))
    assert len({sad, angry, glad}) == 3
    assert "!" not in sad + angry


def test_consented_messages_are_reported_in_order(person: Person) -> None:
    person.chat("hello", "yes", *FEELINGS)
    expected = [p.label for p in EmotionModel.load().predict(FEELINGS)]
    report = person.report()
    assert [entry["emotion"] for entry in report["entries"]][-3:] == expected
    assert report["count"] == len(report["entries"]) == 3


def test_nothing_is_kept_without_consent(person: Person) -> None:
    talk = person.chat("hello", "no", *FEELINGS)
    assert talk.status == 0
    assert person.report()["count"] == 0


def test_unanswered_question_is_no_consent(person: Person) -> None:
    person.chat(*FEELINGS, "bye")
    assert person.report()["count"] == 0


def test_forget_me_leaves_nothing(person: Person) -> None:
    person.chat("hello", "yes", *FEELINGS)
    assert person.report()["count"] == 3
    talk = person.chat("forget me", "no", "forget me", "yes")
    assert talk.turns[1][1] == ["Nothing was deleted."]
    assert talk.turns[3][1] == ["Done: everything I kept of you is deleted."]
    assert person.report()["count"] == 0


def test_history_is_its_owners(person: Person, home: Path) -> None:
    """Corrected, rated with a note, handed over and forgotten, all in words."""
    user = "zanzibar-4711@example.org"
    talk = person.chat(
        *("hello", "yes", "my boss yelled at me, i am furious", "wrong emotion, it was fear", "no"),
        *("log 4 out of 5, heard a parrot", "yes", "give me my data"),
        ATTUNE_USER=user,
    )
    [exported] = (home / "exports").glob("*.json")
    assert str(exported) in talk.answers_to("give me my data")
    kept = json.loads(exported.read_text())
    assert [entry["corrected"] for entry in kept["entries"] if entry["corrected"]] == ["fear"]
    assert [(c["rating"], c["note"]) for c in kept["check_ins"]] == [(4, "heard a parrot")]
    person.chat("forget me", "yes", ATTUNE_USER=user)
    name = exported.name[:12].encode()
    left = [f for f in home.rglob("*") if f.is_file() and f.suffix != ".gz"]
    for wanted in (user.encode(), name, b"parrot"):
        assert [f.name for f in left if wanted in f.read_bytes()] == []
    assert not exported.exists()


def test_consent_is_asked_once_and_remembered(person: Person) -> None:
    first = person.chat("hello", "yes", FEELINGS[0])
    second = person.chat("hello", FEELINGS[1])
    assert first.answers_to("hello").count("1: ") == 1
    assert "1: " not in second.answers_to("hello")
    assert person.report()["count"] == 3


def test_no_words_reach_the_disk(person: Person, home: Path) -> None:
    person.chat("hello", "yes", "my zanzibar parrot died and i am so sad")
    kept = [f for f in home.rglob("*") if f.is_file() and f.suffix != ".gz"]
    assert {f.name for f in kept} >= {"mood.db", "pseudonym.key", "actions.log"}
    for file in kept:
        assert b"zanzibar" not in file.read_bytes(), file.name


def test_report_in_the_chat_counts_the_talk(person: Person) -> None:
    talk = person.chat("hello", "yes", *FEELINGS, "show me my mood report")
    assert any(char.isdigit() for char in talk.answers_to("show me my mood report"))


def _listen_to_interrupts() -> None:
    # A shell's background jobs ignore them, and so would what these tests start from there.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_keeps_running_after_it(person: Person, number: int) -> None:
    chat = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "chat"],
        cwd=person.project,
        env=person.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_listen_to_interrupts,
    )
    assert chat.stdout is not None
    assert b"Attune is ready" in chat.stdout.readline()
    children = _descendants(chat.pid)
    os.kill(chat.pid, number)
    chat.wait(timeout=30)
    deadline = time.monotonic() + 15
    while not all(map(_gone, children)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert children
    assert all(map(_gone, children))
