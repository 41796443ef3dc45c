"""Fills a mood history with made-up entries as fast as its database takes them."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from io import TextIOBase
from itertools import islice

import psycopg2

from emotion_component.labels import EMOTIONS, VALENCE

_COLUMNS = "person, at, message_id, channel, emotion, confidence, intensity, valence, scores, model"
_MONTHS = """INSERT INTO mood_months (month, emotion, person, messages, valence_sum)
    SELECT {month}, emotion, person, count(*), sum(valence) FROM mood_entries GROUP BY 1, 2, 3"""


def fill(url: str, names: list[str], rows_of_each: int, until: datetime) -> None:
    """Write a year of entries up to ``until`` for users with these pseudonyms."""
    if url.startswith("sqlite"):
        _fill_sqlite(url.removeprefix("sqlite:///"), names, rows_of_each, until)
    else:
        _fill_postgresql(url, names, rows_of_each, until)


def _fill_sqlite(path: str, names: list[str], rows_of_each: int, until: datetime) -> None:
    times = _times(rows_of_each, until, "%Y-%m-%d %H:%M:%S.%f")
    said = _said()
    rows = (
        (person, times[number], f"{person:012x}{number:020x}", "rest", *next(said))
        for person in range(1, len(names) + 1)
        for number in range(rows_of_each)
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-500000")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO consents VALUES (?, ?, true, '1', ?, false)",
            ((person, name, times[0]) for person, name in enumerate(names, 1)),
        )
        connection.execute("DROP INDEX ix_mood_entries_at")
        connection.executemany(
            f"INSERT INTO mood_entries ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", rows
        )
        connection.execute(
            "CREATE INDEX ix_mood_entries_at ON mood_entries "
            "(at, person, emotion, corrected, valence)"
        )
        connection.execute(_MONTHS.format(month="strftime('%Y-%m-01', at)"))
        connection.execute("COMMIT")


def _fill_postgresql(url: str, names: list[str], rows_of_each: int, until: datetime) -> None:
    times = _times(rows_of_each, until, "%Y-%m-%d %H:%M:%S.%f+00")
    said = ("\t".join(map(str, what)) for what in _said())
    # In the order of time, as they would come: a user's rows lie scattered.
    lines = (
        f"{person}\t{times[number]}\t{person:012x}{number:020x}\trest\t{next(said)}\n"
        for number in range(rows_of_each)
        for person in range(1, len(names) + 1)
    )
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute("ALTER TABLE mood_entries DROP CONSTRAINT pk_mood_entries")
        cursor.execute("ALTER TABLE mood_entries DROP CONSTRAINT uq_mood_entries_person_message_id")
        cursor.execute("DROP INDEX ix_mood_entries_at")
        people = (
            f"{number}\t{name}\tt\t1\t{times[0]}\tf\n" for number, name in enumerate(names, 1)
        )
        cursor.copy_expert("COPY consents FROM STDIN", _Lines(people))
        cursor.copy_expert(f"COPY mood_entries ({_COLUMNS}) FROM STDIN", _Lines(lines))
        cursor.execute(
            "ALTER TABLE mood_entries ADD CONSTRAINT pk_mood_entries "
            "PRIMARY KEY (person, at, message_id)"
        )
        cursor.execute(
            "ALTER TABLE mood_entries ADD CONSTRAINT uq_mood_entries_person_message_id "
            "UNIQUE (person, message_id)"
        )
        cursor.execute(
            "CREATE INDEX ix_mood_entries_at ON mood_entries "
            "(at, person, emotion, corrected, valence)"
        )
        month = "CAST(date_trunc('month', at AT TIME ZONE 'UTC') AS date)"
        cursor.execute(_MONTHS.format(month=month))
        cursor.execute("VACUUM ANALYZE")


def _times(count: int, until: datetime, form: str) -> list[str]:
    step = timedelta(days=365) / count
    return [(until - step * (count - number) + step / 2).strftime(form) for number in range(count)]


def _said() -> Iterator[tuple[str, float, float, float, str, str]]:
    """Yield emotion, confidence, intensity, valence, scores and model, without end."""
    chance = random.Random(20260)
    some = [_one(chance) for _ in range(4_999)]
    while True:
        yield from some


def _one(chance: random.Random) -> tuple[str, float, float, float, str, str]:
    raw = [chance.expovariate(1) ** 3 for _ in EMOTIONS]
    scores = {label: value / sum(raw) for label, value in zip(EMOTIONS, raw, strict=True)}
    emotion = max(scores, key=lambda label: scores[label])
    valence = sum(VALENCE[label] * score for label, score in scores.items())
    return emotion, scores[emotion], chance.random(), valence, json.dumps(scores), "1.0.0-made-up"


class _Lines(TextIOBase):
    """Lines as a file that COPY reads from."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def read(self, size: int = -1) -> str:
        """Return some whole lines, of about ``size`` characters together."""
        return "".join(islice(self._lines, max(1, size // 300)))
