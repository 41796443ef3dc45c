"""Everything that is kept of one user, as they may take it with them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.mood.check_in import CheckIn
from bot.mood.consent import Consent
from bot.mood.correction import Corrected
from bot.mood.entry import MoodEntry
from bot.mood.reminder import Reminder


@dataclass(frozen=True)
class History:
    """A user's own data; entries and check-ins in time order."""

    consent: Consent | None
    entries: tuple[MoodEntry, ...]
    check_ins: tuple[CheckIn, ...]
    reminder: Reminder | None
    corrected: tuple[Corrected, ...]
