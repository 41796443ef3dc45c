"""A lexicon: words counted by the affects that the NRC lexicon gives them.

NRCLex brings the NRC Word-Emotion Association Lexicon (Mohammad and Turney 2013), for research
only. Five of its ten affects are labels of ours; *positive, negative, trust, anticipation* and
*disgust* have no counterpart, and love and neutral no affect.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib import resources
from typing import Any

from emotion_component.comparison.data import Data
from emotion_component.comparison.majority import most_frequent
from emotion_component.comparison.outcome import Job, Outcome, outcome_of
from emotion_component.errors import TrainingError

_AFFECTS = ("anger", "fear", "joy", "sadness", "surprise")
_WORD = re.compile(r"[a-z]+")


def train_lexicon(data: Data, job: Job) -> Outcome:
    """Nothing is learned but the label of a text without an affect, or with two equally strong."""
    counts = load_lexicon()
    fallback = most_frequent(data)
    affects = set(data.train.labels).intersection(_AFFECTS)
    size = len((resources.files("nrclex.data") / "nrc_en.json").read_bytes()) / 1e6
    return outcome_of(
        lambda texts: [_label(text, counts, affects, fallback) for text in texts], data, size, 0.0
    )


def load_lexicon() -> Any:
    """An ``NRCLex``, which counts affects.

    :raises TrainingError: where it is not installed.
    """
    try:
        from nrclex import NRCLex
    except ImportError:
        raise TrainingError(
            "The lexicon is missing: install it with `pip install 'NRCLex>=4.1'`, or name the "
            "systems to compare without it by --systems"
        ) from None
    return NRCLex()


def _label(text: str, counts: Any, affects: Collection[str], fallback: str) -> str:
    counts.load_token_list(_WORD.findall(text.lower()))
    found = {name: n for name, n in counts.raw_emotion_scores.items() if name in affects}
    strongest = [name for name, n in found.items() if n == max(found.values())]
    return strongest[0] if len(strongest) == 1 else fallback
