"""One message's emotion, as the mood history keeps it: no user in it and no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from emotion_component.labels import VALENCE


@dataclass(frozen=True)
class MoodEntry:
    """What was heard in one message; ``at`` is an aware time in UTC.

    ``confidence`` and ``intensity`` run from 0 to 1, ``valence`` from -1 to 1, ``scores`` holds
    a probability for each of the seven labels. ``corrected`` is what the user called it, if they
    did; what the model heard stays beside it.
    """

    message_id: str
    at: datetime
    channel: str
    emotion: str
    confidence: float
    intensity: float
    valence: float
    scores: Mapping[str, float]
    model: str
    corrected: str | None = None

    @property
    def feeling(self) -> str:
        """The emotion as the user called it, or as it was heard."""
        return self.corrected or self.emotion

    @property
    def pleasantness(self) -> float:
        """From -1 to 1: as heard, or typical of the emotion that a wrong one was corrected to."""
        if self.corrected in (None, self.emotion):
            return self.valence
        return VALENCE[self.feeling]

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> MoodEntry | None:
        """Return the entry for a Rasa user event, or None where no emotion was heard."""
        emotion = (event.get("parse_data") or {}).get("emotion")
        if not emotion or not emotion.get("available") or _is_command(event):
            return None
        try:
            return _entry(event, emotion)
        except (KeyError, TypeError, ValueError):
            # Trackers outlive releases: an event of another shape must not stop the talk.
            return None


def _is_command(event: Mapping[str, Any]) -> bool:
    return (event.get("text") or "").lstrip().startswith("/")


def _entry(event: Mapping[str, Any], emotion: Mapping[str, Any]) -> MoodEntry:
    seconds = float(event["timestamp"])
    return MoodEntry(
        message_id=str(event.get("message_id") or seconds),
        at=datetime.fromtimestamp(seconds, timezone.utc),
        channel=event.get("input_channel") or "unknown",
        emotion=str(emotion["label"]),
        confidence=float(emotion["confidence"]),
        intensity=float(emotion["intensity"]),
        valence=float(emotion["valence"]),
        scores={label: float(score) for label, score in emotion["scores"].items()},
        model=str(emotion["model"]),
    )
