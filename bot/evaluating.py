"""``attune evaluate``: a model's table on labelled texts, beside a baseline's."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from emotion_component import EmotionModel
from emotion_component.evaluation.baseline import predict_linear
from emotion_component.evaluation.evaluate import Evaluation, compare, evaluate
from emotion_component.evaluation.labelled import LabelledTexts, read_labelled
from emotion_component.evaluation.metrics import ClassScore

_notes = Console(stderr=True, highlight=False)


def evaluate_file(
    data: Path, model: Path | None, baseline: Path | None, threads: int, as_json: bool
) -> None:
    """Evaluate ``model`` on ``data``; fit the baseline on the file ``baseline``, if there is one.

    :raises AttuneError: when a file or the model can't be read.
    """
    labelled = read_labelled(data)
    results = [_evaluate(EmotionModel.load(model, threads), labelled)]
    if baseline:
        known = read_labelled(baseline)
        predicted = predict_linear(known.texts, known.labels, labelled.texts)
        results.append(compare("TF-IDF + LinearSVC", labelled, predicted))
    if as_json:
        document = {"data": str(data), **results[0].as_dict()}
        if baseline:
            document["baseline"] = results[1].as_dict()
        print(json.dumps(document, indent=2))
    else:
        for result in results:
            Console(highlight=False).print(_table(result))


def _evaluate(model: EmotionModel, labelled: LabelledTexts) -> Evaluation:
    with Progress(console=_notes, transient=True) as progress:
        bar = progress.add_task("predicting", total=len(labelled.texts))
        return evaluate(model, labelled, lambda done: progress.update(bar, completed=done))


def _table(result: Evaluation) -> Table:
    caption = f"accuracy {result.scores.accuracy:.4f} on {result.rows} rows"
    if result.left_out:
        caption += f", {result.left_out} without one of the labels left out"
    if any(c.label == "neutral" for c in result.scores.classes):
        caption += f"; micro-F1 without neutral {result.emotion_micro_f1:.4f}"
    table = Table(title=result.model, caption=caption, title_justify="left", caption_justify="left")
    table.add_column("")
    for heading in ("precision", "recall", "F1", "support"):
        table.add_column(heading, justify="right")
    for score in result.scores.classes:
        table.add_row(*_row(score))
    table.add_section()
    for score in (result.scores.macro, result.scores.weighted):
        table.add_row(*_row(score))
    return table


def _row(score: ClassScore) -> tuple[str, ...]:
    numbers = (f"{value:.4f}" for value in (score.precision, score.recall, score.f1))
    return (score.label, *numbers, str(score.support))
