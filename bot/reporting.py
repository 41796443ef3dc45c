"""``attune report``: a person's history in the form asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timezone

from rich.console import Console

from bot.mood import report
from bot.mood.periods import parse_since
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore
from bot.settings import Settings


def print_report(settings: Settings, user: str, since: str, format: str) -> None:
    """Print the history of ``user`` from ``since`` until now.

    :raises StoreError: when the history can't be read.
    :raises PeriodError: when ``since`` names no span of time.
    """
    now = datetime.now(timezone.utc)
    start = parse_since(since, now)
    pseudonyms = Pseudonyms.from_file(settings.key_file)
    with closing(MoodStore.open(settings.database_url, pseudonyms)) as store:
        entries = store.entries(user, since=start)
        before = store.entries(user, since=start - (now - start), until=start)
    FORMATS[format](report.build_report(user, entries, start, now, None, before))


def _print_table(made: report.MoodReport) -> None:
    console = Console(highlight=False)
    if made.entries:
        console.print(report.as_table(made))
    else:
        console.print(f"Nothing is kept of {made.user!r} in this time.", markup=False)


FORMATS: dict[str, Callable[[report.MoodReport], None]] = {
    "table": _print_table,
    "json": lambda made: print(report.as_json(made)),
    "csv": lambda made: print(report.as_csv(made), end=""),
}
