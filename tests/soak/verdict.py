"""Whether the history has what it should have of everybody, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from crowd import Person

from bot.mood.entry import MoodEntry
from bot.mood.store import MoodStore


@dataclass(frozen=True)
class Line:
    """What is wrong with one kind of users, in numbers; all zero but the first three is right."""

    kind: str
    users: int
    expected: int
    rows: int
    missing: int
    too_many: int
    doubled: int
    out_of_order: int
    foreign: int

    @property
    def right(self) -> bool:
        """Whether rows and consented turns are the same."""
        wrong = self.missing, self.too_many, self.doubled, self.out_of_order, self.foreign
        return not any(wrong)


def judge(store: MoodStore, people: Sequence[Person]) -> list[Line]:
    """Compare what is kept of each user with what they said; the last line counts all rows."""
    lines = [
        _judge(store, kind, [person for person in people if person.kind == kind])
        for kind in dict.fromkeys(person.kind for person in people)
    ]
    return [*lines, _total(store, lines)]


def _judge(store: MoodStore, kind: str, people: Sequence[Person]) -> Line:
    found = [(person, store.entries(person.id)) for person in people]
    counts = [(len(person.expected), len(rows)) for person, rows in found]
    return Line(
        kind=kind,
        users=len(people),
        expected=sum(expected for expected, _ in counts),
        rows=sum(rows for _, rows in counts),
        missing=sum(max(expected - rows, 0) for expected, rows in counts),
        too_many=sum(max(rows - expected, 0) for expected, rows in counts),
        doubled=sum(len(rows) - len({row.message_id for row in rows}) for _, rows in found),
        out_of_order=sum(_out_of_order(person, rows) for person, rows in found),
        foreign=sum(row.channel != person.channel for person, rows in found for row in rows),
    )


def _out_of_order(person: Person, rows: Sequence[MoodEntry]) -> int:
    """Count the rows that weren't said when the turn of the same place was."""
    pairs = zip(person.expected, rows, strict=False)
    return sum(not turn.sent <= row.at.timestamp() <= turn.answered for turn, row in pairs)


def _total(store: MoodStore, lines: Sequence[Line]) -> Line:
    now = datetime.now(timezone.utc)
    cells = store.everyone(now - timedelta(days=2), now + timedelta(days=1), "day")
    rows, expected = sum(cell.messages for cell in cells), sum(line.expected for line in lines)
    missing, too_many = max(expected - rows, 0), max(rows - expected, 0)
    users = sum(line.users for line in lines)
    return Line("all rows", users, expected, rows, missing, too_many, 0, 0, 0)
