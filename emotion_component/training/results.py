"""What the finished file does on texts that nobody trained on: the numbers of its card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError
from emotion_component.evaluation.behaviour import run_behaviour
from emotion_component.evaluation.bias import measure_bias
from emotion_component.evaluation.evaluate import evaluate
from emotion_component.evaluation.labelled import LabelledText, LabelledTexts
from emotion_component.predictor import EmotionModel
from emotion_component.training.corpora import CORPORA, Example


def measure(model: EmotionModel, corpora: Mapping[str, Path], cases: Path) -> dict[str, Any]:
    """Evaluate ``model`` on the test split of each corpus, on its dev split where it has none.

    :param cases: the folder of behavioural cases; where it is absent they are left out.
    """
    results: dict[str, Any] = {"sets": {}}
    for name, folder in corpora.items():
        for split in ("test", "validation"):
            if data := _read(name, folder, split):
                results["sets"][f"{name} {split}"] = evaluate(model, data).as_dict()
                break
    if cases.is_dir():
        results["behaviour"] = run_behaviour(model, cases).as_dict()
        results["bias"] = measure_bias(model, cases / "bias").as_dict()
    return results


def _read(name: str, folder: Path, split: str) -> LabelledTexts | None:
    try:
        examples = list(CORPORA[name].read(folder, split))
    except DataError:
        return None
    return LabelledTexts(tuple(map(_labelled, examples)))


def _labelled(example: Example) -> LabelledText:
    names = example.fine or ((example.emotion,) if example.emotion else ())
    strength = None if example.intensity is None else round(3 * example.intensity)
    return LabelledText(example.text, names, example.emotion, strength)
