"""A message whose emotion its user put right, with the text they let us learn from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Corrected:
    """The text, what the model heard in it (``guess``) and what the user called it."""

    text: str = field(repr=False)
    guess: str
    emotion: str
