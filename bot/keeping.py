"""``attune export`` and ``attune forget``: what is kept of a user, taken along or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from rich.console import Console

from bot.exports import remove_exports
from bot.mood.export import as_csv, as_json, is_empty
from bot.mood.history import History
from bot.mood.outbox import OUTBOX_FILE, Outbox
from bot.mood.pseudonym import Pseudonyms
from bot.mood.sentences import counted
from bot.mood.store import MoodStore
from bot.output import deliver
from bot.settings import Settings

FORMATS: dict[str, Callable[[History], str]] = {"json": as_json, "csv": as_csv}

_ENDPOINTS = "endpoints.yml"
_notes = Console(stderr=True, highlight=False, markup=False)


def export_person(settings: Settings, user: str, format: str, output: Path | None) -> None:
    """Write everything that is kept of ``user``, also where that is nothing.

    :raises StoreError: when the history can't be read.
    :raises InputError: when the file can't be written.
    """
    with closing(_store(settings)) as store:
        history = store.history(user)
    if is_empty(history):
        _notes.print(f"Nothing is kept of {user!r}.")
    deliver(FORMATS[format](history).encode("utf-8", "backslashreplace"), output)


def forget_person(settings: Settings, user: str, project: Path) -> Iterator[str]:
    """Delete what is kept of ``user``, and yield a sentence on each thing when it is gone.

    The history goes first: where it can't be reached, nothing was deleted. ``project`` is the
    folder whose endpoints.yml names the store of running talks.

    :raises StoreError: when something can't be deleted; what wasn't told of is still there.
    """
    name = Pseudonyms.from_file(settings.key_file).of(user)
    with closing(_store(settings)) as store:
        yield f"History, consent and reminder are deleted: {_entries(store.forget(user))}."
    with closing(Outbox(settings.home / OUTBOX_FILE)) as outbox:
        outbox.withdrawn(name)
    yield "What waited for the history is deleted."
    yield f"Exported files are deleted: {remove_exports(settings.home, name)}."
    yield _forget_talk(project / _ENDPOINTS, user)


def _store(settings: Settings) -> MoodStore:
    return MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))


def _entries(count: int) -> str:
    return "1 message or check-in" if count == 1 else f"{count} messages and check-ins"


def _forget_talk(endpoints: Path, user: str) -> str:
    if not endpoints.is_file():
        return f"No talks were looked for: {endpoints} isn't here."
    # Rasa takes seconds to load.
    from bot.tracker_store import forget_conversation

    events = forget_conversation(endpoints, user)
    return (
        f"The stored talk is deleted: {counted(events, 'event')}. One in the memory of a running "
        "server ends with that server."
    )
