"""Attune's plugin: the emotion of a message, for Rasa and for plain Python.

Importing this package loads neither PyTorch nor Rasa nor a database: each name below brings
what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emotion_component.component import EmotionClassifier
    from emotion_component.crisis import CrisisAssessment, CrisisDetector
    from emotion_component.crisis_guard import CrisisGuard
    from emotion_component.errors import AttuneError
    from emotion_component.explanation import Explanation
    from emotion_component.prediction import EmotionPrediction
    from emotion_component.predictor import EmotionModel

_HOMES = {
    "AttuneError": "errors",
    "CrisisAssessment": "crisis",
    "CrisisDetector": "crisis",
    "CrisisGuard": "crisis_guard",
    "EmotionClassifier": "component",
    "EmotionModel": "predictor",
    "EmotionPrediction": "prediction",
    "Explanation": "explanation",
}

__all__ = [
    "AttuneError",
    "CrisisAssessment",
    "CrisisDetector",
    "CrisisGuard",
    "EmotionClassifier",
    "EmotionModel",
    "EmotionPrediction",
    "Explanation",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
