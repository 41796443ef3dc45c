"""The label sets, in the order in which the model's outputs stand."""

from __future__ import annotations

EMOTIONS: tuple[str, ...] = (
    "sadness",
    "joy",
    "love",
    "anger",
    "fear",
    "surprise",
    "neutral",
)
"""The seven labels. The first six keep the ids of dair-ai/emotion."""

NEUTRAL = "neutral"

FINE_LABELS: tuple[str, ...] = (
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
)
"""GoEmotions' 28 labels (Demszky et al. 2020), in the order of its ``labels.txt``."""

VALENCE: dict[str, float] = {
    "sadness": -0.9,
    "joy": 1.0,
    "love": 0.9,
    "anger": -0.8,
    "fear": -0.8,
    "surprise": 0.1,
    "neutral": 0.0,
}
"""Pleasantness of each emotion, -1 to 1, after the circumplex model (Russell 1980)."""
