"""TF-IDF and a linear SVM: what a neural model has to earn its keep above."""

from __future__ import annotations

import pickle
from time import perf_counter

from emotion_component.comparison.data import Data
from emotion_component.comparison.outcome import Job, Outcome, outcome_of
from emotion_component.evaluation.baseline import fit_linear


def train_linear(data: Data, job: Job) -> Outcome:
    """Fit the baseline that ``attune evaluate`` has too; its size is that of its pickle."""
    began = perf_counter()
    pipeline = fit_linear(data.train.texts, data.train.labels)
    seconds = perf_counter() - began
    return outcome_of(
        lambda texts: [str(label) for label in pipeline.predict(list(texts))],
        data,
        len(pickle.dumps(pipeline)) / 1e6,
        seconds,
    )
