"""Rasa's DIETClassifier (Bunk et al. 2020) with the emotions as intents.

It reads words and character n-grams, as in the pipeline that Rasa proposes. Rasa runs in a process
of its own (``diet_worker``): TensorFlow takes its number of threads once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from emotion_component.comparison import diet_worker
from emotion_component.comparison.data import Data
from emotion_component.comparison.diet_worker import WorkFiles
from emotion_component.comparison.outcome import Job, Outcome, megabytes_of
from emotion_component.errors import TrainingError

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # a training out of the cache would take no time
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
}
_ONE_THREAD = {"TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1"}


def train_diet(data: Data, job: Job) -> Outcome:
    """Train for ``job.epochs`` epochs: Rasa keeps the last, dev chooses none.

    :raises TrainingError: when Rasa fails; what it said is in ``rasa.log`` beside the folder.
    """
    files = WorkFiles(job.folder)
    _write(files.config, _configuration(job))
    _write(files.examples, _examples(data))
    _write(files.texts, {"dev": data.dev.texts, "test": data.test.texts})
    trained = _work("train", job, {})
    predicted = _work("predict", job, _ONE_THREAD)
    return Outcome(
        dev=predicted["dev"],
        test=predicted["test"],
        megabytes=megabytes_of(files.model),
        milliseconds=predicted["milliseconds"],
        training_seconds=trained["seconds"],
    )


def _configuration(job: Job) -> dict[str, Any]:
    return {
        "recipe": "default.v1",
        "assistant_id": "comparison",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "CountVectorsFeaturizer"},
            {
                "name": "CountVectorsFeaturizer",
                "analyzer": "char_wb",
                "min_ngram": 1,
                "max_ngram": 4,
            },
            {
                "name": "DIETClassifier",
                "epochs": job.epochs,
                "random_seed": job.seed,
                "entity_recognition": False,
                "constrain_similarities": True,
            },
        ],
    }


def _examples(data: Data) -> dict[str, Any]:
    """Rasa's JSON format: in its YAML, brackets in a text would be entities."""
    pairs = zip(data.train.texts, data.train.labels, strict=True)
    examples = [{"text": text, "intent": label, "entities": []} for text, label in pairs]
    return {"rasa_nlu_data": {"common_examples": examples}}


def _work(step: str, job: Job, environment: dict[str, str]) -> Any:
    files = WorkFiles(job.folder)
    command = [sys.executable, "-m", diet_worker.__name__, step, str(job.folder.absolute())]
    with (
        files.log.open("ab") as log,
        subprocess.Popen(
            command,
            cwd=job.folder,
            env={**os.environ, **_ENVIRONMENT, **environment},
            stdin=subprocess.PIPE,  # the worker ends when this closes: never without its parent
            stdout=log,
            stderr=log,
        ) as worker,
    ):
        status = worker.wait()
    if status:
        raise TrainingError(f"Rasa could not {step} its DIETClassifier: {files.log} says why")
    return json.loads(files.answer(step).read_text(encoding="utf-8"))


def _write(path: Any, values: Any) -> None:
    path.write_text(json.dumps(values), encoding="utf-8")
