"""Which feeling people name when they put the assistant right: "no, I'm angry, not sad"."""

from __future__ import annotations

import re
from difflib import get_close_matches

from emotion_component.labels import NEUTRAL

_WORDS = {
    "sadness": "sad sadder sadness sadly unhappy down low blue depressed depressing miserable "
    "disappointed disappointment heartbroken grief grieving gloomy hurt lonely loneliness sorrow "
    "guilty guilt remorse hopeless crying tearful homesick upset",
    "joy": "happy happier happiness joy joyful glad cheerful delighted pleased excited excitement "
    "thrilled proud pride relieved relief grateful gratitude hopeful amused joking kidding great "
    "elated ecstatic content contented",
    "love": "love loving loved affection affectionate fond tender tenderness in-love",
    "anger": "angry angrier anger mad furious fury rage raging annoyed annoyance irritated "
    "irritation frustrated frustration pissed outraged resentful livid bitter fuming cross",
    "fear": "afraid fear fearful scared scary frightened fright anxious anxiety nervous "
    "nervousness worried worry panic panicking panicky terrified terror dread uneasy tense",
    "surprise": "surprised surprise shocked shock astonished amazed stunned astounded startled "
    "speechless",
    NEUTRAL: "neutral calm fine okay ok alright indifferent nothing unemotional",
}
"""Kinds of a feeling are grouped as in the plugin's training data (Demszky et al. 2020)."""

_LABELS = {word: label for label, words in _WORDS.items() for word in words.split()}
_TYPOS_FROM = 5
_ALIKE = 0.88
_NO_TYPO = re.compile(
    "alight|biter|dressing|drown|fight|fined|found|freight|furry|gland|irrigation|lover|loveliness"
    "|please|range|ranging|speeches|started"
)
"""Words that look like a misspelt feeling and are none."""
_NEGATION = re.compile(
    "not|never|neither|nor|less|than|without|(?:is|was|are|ai|do|did|does|have)n'?t"
)
_END_OF_NEGATION = re.compile(
    "but|just|only|more|rather|simply|actually|instead|because|i|i'?m|it|it'?s|it'd"
)
_PARTS = re.compile(r"[.,;:!?()\n–—]+|\s-+\s|\bbut\b")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NOT_ONLY = re.compile(r"\b(?:not|n't)\s+(?:only|just)\b(?=.*\b(?:but|also|too)\b)")
_INSTEAD = re.compile(r"\b(?:rather than|instead of|as opposed to)\b")
_ANSWERED = re.compile(r"\bafraid (?:that|you|not|it|this|so)\b|\b(?:thanks|that'?s|is) fine\b")
_SOMEBODY_SAID = re.compile(
    r"\b(?:you|who|bot)(?:'re|'ve)? (?:ever |just |keep |always )?"
    r"(?:th(?:ink|inks|ought|inking)|say|says|said|saying|guess|guessed|guessing|assum\w+|call\w*|"
    r"heard|hear|read|wrote|put|tell|told)\b"
    r"|\b(?:never|didn'?t|did not|don'?t|do not|wouldn'?t|would not) "
    r"(?:\w+ )?(?:say|said|think|thought|call|mean|meant)\b"
)
"""What follows, up to the next comma, is not what the user feels."""


def named_feeling(text: str) -> str | None:
    """Return which of the seven emotions ``text`` says it is, None if it says none or several.

    What is negated doesn't count ("not sad"), nor what the assistant is said to have thought
    ("why do you think I'm sad?"). Small misspellings are read as the word they are close to.
    """
    named = {label for part in _parts(text) for label in _labels_in(part)}
    if len(named) > 1:
        named -= {NEUTRAL}
    return named.pop() if len(named) == 1 else None


def _parts(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("in love", "in-love")
    plain = _INSTEAD.sub("not", _NOT_ONLY.sub(" ", _ANSWERED.sub(" ", plain)))
    return [_without_what_was_said(part) for part in _PARTS.split(plain)]


def _without_what_was_said(part: str) -> str:
    said = _SOMEBODY_SAID.search(part)
    return part[: said.start()] if said else part


def _labels_in(part: str) -> set[str]:
    labels: set[str] = set()
    negated = False
    for word in _WORD.findall(part):
        label = _label(word)
        if label is None:
            goes_on = negated and not _END_OF_NEGATION.fullmatch(word)
            negated = goes_on or bool(_NEGATION.fullmatch(word))
        elif not negated:
            labels.add(label)
    return labels


def _label(word: str) -> str | None:
    if word in _LABELS:
        return _LABELS[word]
    if len(word) < _TYPOS_FROM or _NO_TYPO.fullmatch(word):
        return None
    alike = [known for known in get_close_matches(word, _LABELS, 3, _ALIKE) if known[0] == word[0]]
    return _LABELS[alike[0]] if alike else None
