"""Whether a user lets us keep their mood history, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CONSENT_VERSION = "2"
"""Names the wording of ``utter_ask_consent`` that was agreed to; count up when it changes."""


@dataclass(frozen=True)
class Consent:
    """A user's decision; ``version`` is the wording it was about, if there was one.

    ``texts`` tells whether the texts of corrected messages may be kept to learn from: a decision
    of its own.
    """

    agreed: bool
    version: str | None
    decided_at: datetime
    texts: bool = False
