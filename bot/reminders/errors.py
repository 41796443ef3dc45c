"""What can go wrong with a wish for a reminder."""

from __future__ import annotations

from emotion_component.errors import AttuneError


class ReminderError(AttuneError):
    """A wish for a reminder, or a time zone, can't be understood; the text says what to write."""
