"""What can be reached without reading: the most frequent label, whatever the text."""

from __future__ import annotations

from collections import Counter

from emotion_component.comparison.data import Data
from emotion_component.comparison.outcome import Job, Outcome, outcome_of


def train_majority(data: Data, job: Job) -> Outcome:
    """Count the training labels."""
    label = most_frequent(data)
    return outcome_of(lambda texts: [label] * len(texts), data, 0.0, 0.0)


def most_frequent(data: Data) -> str:
    """The label that most training texts have."""
    return Counter(data.train.labels).most_common(1)[0][0]
