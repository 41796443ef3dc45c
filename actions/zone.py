"""Where the user is, as far as time goes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.history import mood_store, now


def zone_name(tracker: Tracker) -> str | None:
    """Return the IANA name of the zone that the user told, in this talk or for a reminder."""
    told = tracker.get_slot("zone")
    if told:
        return str(told)
    reminder = mood_store().reminder(tracker.sender_id)
    return reminder.zone if reminder else None


def own_zone(tracker: Tracker) -> ZoneInfo | None:
    """Return that zone; None is this server's own."""
    name = zone_name(tracker)
    return ZoneInfo(name) if name else None


def local_now(tracker: Tracker) -> datetime:
    """Return the present moment where the user is."""
    return now().astimezone(own_zone(tracker))
