"""``attune report``: a person's history, or everyone's counts, in the form asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

from dateutil.tz import tzlocal
from rich.console import Console, RenderableType
from rich.text import Text

from bot.errors import PeriodError
from bot.mood.everyone import MIN_USERS, EveryoneReport, build_everyone, distressed_alarm
from bot.mood.everyone_forms import everyone_as_csv, everyone_as_json, everyone_as_table
from bot.mood.periods import EARLIEST, parse_since, parse_until
from bot.mood.pseudonym import Pseudonyms
from bot.mood.report import MoodReport, as_csv, as_json, as_table, build_report
from bot.mood.steps import Step
from bot.mood.store import MoodStore
from bot.output import deliver
from bot.settings import Settings

Form = bytes | RenderableType
STEPS: dict[str, Step] = {step: step for step in get_args(Step)}

_FILE_WIDTH = 110


@dataclass(frozen=True)
class Asked:
    """The period, as it was typed, the form, and where it goes (None is standard output).

    ``since`` counts back from ``until``, which is now where it is None.
    """

    since: str
    until: str | None
    format: str
    output: Path | None


def report_person(settings: Settings, user: str, asked: Asked) -> None:
    """Write the report on ``user``.

    :raises StoreError: when the history can't be read.
    :raises PeriodError: when ``asked`` names no span of time.
    :raises InputError: when the file can't be written.
    """
    since, until = _span(asked, datetime.now(tzlocal()))
    first, last = since.date(), (until - timedelta(microseconds=1)).date()
    earlier = since - (until - since)
    with closing(_store(settings)) as store:
        made = build_report(
            user,
            store.entries(user, since, until),
            since,
            until,
            tzlocal(),
            before=store.entries(user, earlier, since),
            check_ins=store.check_ins(user, first, last + timedelta(days=1)),
            check_ins_before=store.check_ins(user, earlier.date(), first),
        )
    deliver(_encoded(FORMS[asked.format](made), asked.output), asked.output)


def report_everyone(
    settings: Settings, asked: Asked, step: Step, min_users: int | None, threshold: float | None
) -> str | None:
    """Write the report on all users together; return a sentence where it is an alarm.

    That is where more than ``threshold`` (0 to 1) of the latest step's messages are distressed.
    Raises as ``report_person`` does.
    """
    since, until = _span(asked, datetime.now(timezone.utc))
    with closing(_store(settings)) as store:
        cells = store.everyone(since, until, step)
    made = build_everyone(cells, since, until, step, min_users or MIN_USERS)
    alarm = None if threshold is None else distressed_alarm(made, threshold)
    form = _EVERYONE_FORMS[asked.format](made, alarm)
    deliver(_encoded(form, asked.output), asked.output)
    return alarm


def _store(settings: Settings) -> MoodStore:
    return MoodStore.open(settings.database_url, Pseudonyms.from_file(settings.key_file))


def _span(asked: Asked, now: datetime) -> tuple[datetime, datetime]:
    until = parse_until(asked.until, now) if asked.until else now
    try:
        since = parse_since(asked.since, until)
    except PeriodError:
        parse_since(asked.since, now)
        raise PeriodError(
            f"There is no time from {asked.since!r} to {asked.until!r}: the first has to come "
            "before the second."
        ) from None
    if since.date() < EARLIEST:
        raise PeriodError(f"{asked.since!r} is too long ago: it goes back to {EARLIEST.year}.")
    return since.astimezone(now.tzinfo), until.astimezone(now.tzinfo)


def _person_table(made: MoodReport) -> RenderableType:
    if made.days:
        return as_table(made)
    return Text(f"Nothing is kept of {made.user!r} in this time.")


def _person_png(made: MoodReport) -> bytes:
    # Matplotlib takes a while to load, and only charts need it.
    from bot.mood.charts import chart

    return chart("all", made)


def _person_page(made: MoodReport) -> str:
    from bot.mood.page import report_page

    return report_page(made)


FORMS: dict[str, Callable[[MoodReport], Form]] = {
    "table": _person_table,
    "json": lambda made: as_json(made) + "\n",
    "csv": as_csv,
    "png": _person_png,
    "html": _person_page,
}


def _everyone_png(made: EveryoneReport, alarm: str | None) -> bytes:
    from bot.mood.everyone_chart import everyone_chart

    return everyone_chart(made)


def _everyone_page(made: EveryoneReport, alarm: str | None) -> str:
    from bot.mood.everyone_page import everyone_page

    return everyone_page(made, alarm)


_EVERYONE_FORMS: dict[str, Callable[[EveryoneReport, str | None], Form]] = {
    "table": lambda made, alarm: everyone_as_table(made),
    "json": lambda made, alarm: everyone_as_json(made) + "\n",
    "csv": lambda made, alarm: everyone_as_csv(made),
    "png": _everyone_png,
    "html": _everyone_page,
}


def _encoded(form: Form, output: Path | None) -> bytes:
    if isinstance(form, bytes):
        return form
    if not isinstance(form, str):
        form = _printed(form, output)
    # A user id from a broken terminal may hold lone surrogates.
    return form.encode("utf-8", "backslashreplace")


def _printed(table: RenderableType, output: Path | None) -> str:
    console = Console(highlight=False)
    if output:
        console = Console(highlight=False, file=io.StringIO(), width=_FILE_WIDTH, no_color=True)
    with console.capture() as captured:
        console.print(table)
    return captured.get()
