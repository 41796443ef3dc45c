"""Two thousand turns while the servers crash: is every consented turn kept, once, in order?

    python tests/soak/soak.py --turns 2000 --users 50

Trains the assistant (or takes --model), starts PostgreSQL, the action server and a Rasa server
on this machine, and lets users talk at the same time while the action server and PostgreSQL are
killed and started again. Prints a table; the status is 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from crashes import Crashes, plan
from crowd import KINDS, Crowd, Person
from rich.console import Console
from rich.table import Table
from services import assistant
from verdict import Line, judge

from bot import dialogue
from bot.mood.outbox import OUTBOX_FILE, Outbox
from bot.mood.pseudonym import Pseudonyms
from bot.mood.store import MoodStore

PROJECT = Path(__file__).resolve().parents[2]
# PostgreSQL is started as the tests of the history start it.
sys.path.append(str(PROJECT / "tests" / "mood"))
from postgres import running_postgres  # noqa: E402

_SECONDS_TO_EMPTY = 120.0


@dataclass(frozen=True)
class Outcome:
    """What the soak found; ``troubles`` are sentences about what went wrong besides."""

    lines: list[Line]
    crashes: list[str]
    troubles: list[str]
    seconds: float

    @property
    def right(self) -> bool:
        """Whether everything is as it should be."""
        return not self.troubles and all(line.right for line in self.lines)


def soak(model: Path, home: Path, turns: int, users: int, kills: int) -> Outcome:
    """Let ``users`` say ``turns`` things in all while each server is killed ``kills`` times."""
    people = [Person(number, KINDS[number % len(KINDS)]) for number in range(users)]
    began = time.monotonic()
    with running_postgres() as postgres:
        url = postgres.new_database()
        pseudonyms = Pseudonyms.from_file(home / "pseudonym.key")
        with closing(MoodStore.open(url, pseudonyms)) as store:
            with assistant(PROJECT, model, home, url) as (rasa, actions):
                servers = {"the action server": actions, "PostgreSQL": postgres}
                crashes = Crashes(plan(servers, kills, turns))
                crashes.start()
                crowd = Crowd(people, rasa.url, store, crashes.tick)
                troubles = crowd.talk(turns // users)
                crashes.finish()
                troubles += _outbox_troubles(home)
            lines = judge(store, people)
    if crashes.error:
        troubles.append(f"a server did not come back: {crashes.error}")
    if len(crashes.done) < len(servers) * kills:
        troubles.append(f"only {len(crashes.done)} crashes happened")
    return Outcome(lines, crashes.done, troubles, time.monotonic() - began)


def _outbox_troubles(home: Path) -> list[str]:
    """Wait until the outbox is empty; say so where it stays full."""
    deadline = time.monotonic() + _SECONDS_TO_EMPTY
    with closing(Outbox(home / OUTBOX_FILE)) as outbox:
        while waiting := outbox.names():
            if time.monotonic() > deadline:
                return [f"turns of {len(waiting)} users still wait in the outbox"]
            time.sleep(0.2)
    return []


def _table(outcome: Outcome) -> Table:
    crashes = ", ".join(f"{name} {outcome.crashes.count(name)}x" for name in {*outcome.crashes})
    table = Table(title=f"{outcome.seconds:.0f} s; killed: {crashes}", title_justify="left")
    for column, name in enumerate(Line.__dataclass_fields__):
        table.add_column(name.replace("_", " "), justify="right" if column else "left")
    for line in outcome.lines:
        table.add_row(*map(str, asdict(line).values()))
    return table


@contextmanager
def _model(given: Path | None) -> Iterator[Path]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        print("Training the dialogue model …", file=sys.stderr)
        yield dialogue.train_model(PROJECT, Path(folder))


def main() -> None:
    """Run the soak as the command line says."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--turns", type=int, default=2000, help="in all, buttons included")
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--kills", type=int, default=4, help="of each server")
    options.add_argument("--model", type=Path, help="a trained model of this assistant")
    options.add_argument("--home", type=Path, help="a folder to keep the logs in")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary, _model(given.model) as model:
        home = given.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        outcome = soak(model.absolute(), home.absolute(), given.turns, given.users, given.kills)
    Console(width=120).print(_table(outcome))
    for trouble in outcome.troubles:
        print(trouble)
    print("every consented turn is there, once" if outcome.right else "NOT as it should be")
    sys.exit(0 if outcome.right else 1)


if __name__ == "__main__":
    main()
