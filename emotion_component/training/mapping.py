"""How other data sets' labels become ours, and why.

A label that names no feeling of the writer's own is left out rather than forced: with
curiosity called surprise and approval called joy, "what time is it?" became surprise and
"yes" joy. What is left out of the seven still trains the 28.

- *curiosity* is how people ask: it is neutral, as questions and requests are.
- *gratitude, admiration, amusement, optimism, relief, pride, excitement* are kinds of joy in
  every published grouping of GoEmotions (Demszky et al. 2020, Ekman grouping).
- *disappointment, remorse, grief* are sadness, *annoyance* anger, *nervousness* fear there too.
- *approval, disapproval, realization, confusion, caring, desire* are stances towards a
  statement or a person, *disgust* and *embarrassment* feelings that the seven don't have.
- XED's *trust* and *anticipation* and everyone's *disgust* are left out likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from emotion_component.labels import NEUTRAL

GO_EMOTIONS: dict[str, str] = {
    "joy": "joy",
    "amusement": "joy",
    "excitement": "joy",
    "gratitude": "joy",
    "optimism": "joy",
    "pride": "joy",
    "relief": "joy",
    "admiration": "joy",
    "love": "love",
    "sadness": "sadness",
    "grief": "sadness",
    "disappointment": "sadness",
    "remorse": "sadness",
    "anger": "anger",
    "annoyance": "anger",
    "fear": "fear",
    "nervousness": "fear",
    "surprise": "surprise",
    "curiosity": NEUTRAL,
    "neutral": NEUTRAL,
}

XED: dict[str, str] = {
    name: name for name in ("anger", "fear", "joy", "sadness", "surprise", "neutral")
}

BRIGHTER: dict[str, str] = {name: name for name in ("anger", "fear", "joy", "sadness", "surprise")}

DAILY_DIALOG: dict[str, str] = {
    "no emotion": NEUTRAL,
    "happiness": "joy",
    "surprise": "surprise",
    "sadness": "sadness",
    "anger": "anger",
    "fear": "fear",
}


def one_emotion(labels: Iterable[str], mapping: Mapping[str, str]) -> str | None:
    """The one emotion that ``labels`` map to, or ``None`` where they disagree.

    Labels without a counterpart are passed over beside an emotion, and rule out neutral.
    """
    labels = set(labels)
    emotions = {mapping[label] for label in labels if label in mapping}
    if len(emotions) != 1:
        return None
    emotion = emotions.pop()
    if emotion == NEUTRAL and not labels <= mapping.keys():
        return None
    return emotion
