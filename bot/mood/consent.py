"""Whether a user lets us keep their mood history, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CONSENT_VERSION = "1"
"""Names the wording of ``utter_ask_consent`` that was agreed to; count up when it changes."""


@dataclass(frozen=True)
class Consent:
    """A user's decision; ``version`` is the wording it was about, if there was one."""

    agreed: bool
    version: str | None
    decided_at: datetime
