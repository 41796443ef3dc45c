"""What can go wrong, as one family.

AttuneError
├── ModelNotFound      no model, or half of one, where one was named
├── ModelUnusable      the files are there and can't be run
├── DataError          a data set can't be read: the message names file, line and remedy
└── TrainingError      training can't start or go on
"""

from __future__ import annotations


class AttuneError(Exception):
    """Base of every error whose message is meant for the person at the keyboard."""


class ModelNotFound(AttuneError):
    """There is no complete model in the folder that was named."""


class ModelUnusable(AttuneError):
    """The model's files are there, and reading or running them failed."""


class DataError(AttuneError):
    """A data set is missing, empty or malformed."""


class TrainingError(AttuneError):
    """Training can't start or go on."""
