"""When and where a user wants to be asked for a check-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time


@dataclass(frozen=True)
class Reminder:
    """A question that comes daily, or weekly on ``weekday`` (0 is Monday).

    ``channel`` names where it goes ("telegram", "cmdline") and ``recipient`` is that channel's
    own id of the user. ``time`` is wall time in ``zone``, an IANA name such as "Europe/Berlin";
    ``next_at`` is the next moment it is due, an aware time in UTC.
    """

    channel: str
    recipient: str = field(repr=False)
    time: time
    zone: str
    weekday: int | None
    next_at: datetime


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come, claimed by the process that asked for it.

    ``reminder.next_at`` is the slot it is due for. ``last_seen`` is the time of the user's last
    entry, None without one.
    """

    pseudonym: str
    reminder: Reminder
    last_seen: datetime | None
