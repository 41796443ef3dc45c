"""What can go wrong around the assistant, as one family.

AttuneError
├── DialogueError   the dialogue model can't be trained, loaded or served
├── InputError      a file to work on can't be read or understood
├── SettingsError   a setting in the environment can't be used
├── StoreError      the mood history can't be opened, read or written
└── PeriodError     a span of time was written in a way nobody can read
"""

from __future__ import annotations

import re

from emotion_component.errors import AttuneError

_USER_PASSWORD = re.compile(r":(?!//).*@")
_QUERY_PASSWORD = re.compile(r"([?&][^=&]*pass[^=&]*=)[^&]*", re.IGNORECASE)


class DialogueError(AttuneError):
    """The dialogue model can't be trained, loaded or served."""


class InputError(AttuneError):
    """A file that was named can't be read or understood."""


class SettingsError(AttuneError):
    """A setting is missing, malformed or names something that can't be used."""


class StoreError(AttuneError):
    """The mood history can't be opened, read or written."""


class PeriodError(AttuneError):
    """A text that should name a span of time or a date doesn't."""


def masked(url: str) -> str:
    """Return ``url`` as a message may show it: with its passwords starred out."""
    return _QUERY_PASSWORD.sub(r"\1***", _USER_PASSWORD.sub(":***@", url))
