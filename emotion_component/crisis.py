"""Hears suicide and self-harm in a text. Rules alone: it needs no model and no other service.

Two levels beside ``none``: ``crisis`` (intent, plan, means, self-harm, a farewell) and
``concern`` (hopelessness, a passive wish not to be, or a denial that names suicide).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from emotion_component.crisis_rules import (
    ALLOWED,
    CONCERN,
    CRISIS,
    DENIED,
    SPELLINGS,
    Rule,
)

NONE, CONCERN_LEVEL, CRISIS_LEVEL = "none", "concern", "crisis"

_SPACED_OUT = re.compile(r"\b(?:[a-z][\s.*_\-]){3,}[a-z]\b")
_INNER_SYMBOL = re.compile(r"(?<=[a-z])[*_.\-](?=[a-z])")
_LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_DIGIT_IN_WORD = re.compile(r"\b(?=\w*[a-z])(?=\w*[\d@$])[\w@$]+")


@dataclass(frozen=True)
class CrisisAssessment:
    """``level`` is "none", "concern" or "crisis"; ``reasons`` names the rules that led there.

    Reasons quote the text: they are for tests and reviewers, never for a log.
    """

    level: str
    reasons: tuple[str, ...] = ()


class CrisisDetector:
    """Assesses texts by rules. Make one with :meth:`load`."""

    @classmethod
    def load(cls) -> CrisisDetector:
        """There is nothing to load that could be missing."""
        return cls()

    def assess(self, texts: Sequence[str]) -> list[CrisisAssessment]:
        """One assessment for each text, in their order."""
        if isinstance(texts, str):
            raise TypeError("assess takes a list of texts: write assess([text])")
        return [self._assess(text) for text in texts]

    def _assess(self, text: str) -> CrisisAssessment:
        readings = _readings(text)
        crisis = _reasons(CRISIS, readings)
        if crisis:
            denied = _reasons(DENIED, readings)
            if not denied or _reasons(CRISIS, [_without_denials(r) for r in readings]):
                return CrisisAssessment(CRISIS_LEVEL, crisis)
            return CrisisAssessment(CONCERN_LEVEL, denied)
        concern = _reasons(CONCERN, readings)
        return CrisisAssessment(CONCERN_LEVEL if concern else NONE, concern)


def _reasons(rules: Sequence[Rule], readings: Sequence[str]) -> tuple[str, ...]:
    found = ((rule.name, rule.pattern.search(text)) for rule in rules for text in readings)
    return tuple(dict.fromkeys(f"{name}: {match[0]}" for name, match in found if match))


def _readings(text: str) -> list[str]:
    """The text in plain letters, and again with spaced-out and disguised words put together."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = plain.replace("’", "'").replace("‘", "'").replace("`", "'")
    joined = _SPACED_OUT.sub(lambda at: re.sub(r"[\s.*_\-]", "", at[0]), plain)
    joined = _INNER_SYMBOL.sub("", joined)
    joined = _DIGIT_IN_WORD.sub(lambda at: at[0].translate(_LOOKALIKES), joined)
    return [_tidy(reading) for reading in dict.fromkeys((plain, joined))]


def _tidy(text: str) -> str:
    text = text.replace("'", "")
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    text = re.sub(r"[^a-z0-9.!?,;]+", " ", text)
    for pattern, plain in SPELLINGS:
        text = pattern.sub(plain, text)
    for rule in ALLOWED:
        text = rule.pattern.sub(" ", text)
    return text


def _without_denials(text: str) -> str:
    for rule in DENIED:
        text = rule.pattern.sub(" ", text)
    return text
