"""One way to clean a text, shared by training and prediction so that both see the same."""

from __future__ import annotations

import re

import emoji

MAX_CHARACTERS = 8_000
"""Longer texts are cut here, before tokenising: far beyond what the model reads."""

PLACEHOLDER = re.compile(r"\[(?:NAME|PERSON)\]")
"""Where a data set hides a person, as GoEmotions and XED do."""

_SOMEONE = "alex"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_EMOJI_NAME = re.compile(r"( :[\w’'.&!-]+: )\1*")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return ``text`` without control characters, emoji spelled out, "sooooo" as "soo", and a
    name where a data set has a placeholder for one: people write names.

    The encoder's vocabulary has no emoji: unspelled, each would be an unknown token. The same
    emoji several times in a row counts once.
    """
    text = _SURROGATE.sub(" ", _CONTROL.sub(" ", text[:MAX_CHARACTERS]))
    if not text.isascii():  # looking for emoji takes longer than all the rest
        text = emoji.demojize(_SKIN_TONE.sub("", text), delimiters=(" :", ": "))
    text = _EMOJI_NAME.sub(lambda found: found[1].replace("_", " ").replace(":", ""), text)
    text = PLACEHOLDER.sub(_SOMEONE, _LONG_RUN.sub(r"\1\1", text))
    return _SPACES.sub(" ", text).strip()
