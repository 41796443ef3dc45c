"""``attune evaluate``: a model's figures on labelled texts, printed, drawn, beside a baseline's."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table
from rich.text import Text

from bot.errors import InputError
from bot.folders import make_folder
from emotion_component import EmotionModel
from emotion_component.evaluation.baseline import predict_linear
from emotion_component.evaluation.evaluate import Evaluation, Mistake, compare, evaluate
from emotion_component.evaluation.labelled import LabelledTexts, read_labelled
from emotion_component.evaluation.metrics import ClassScore
from emotion_component.evaluation.rows import USUAL, Columns
from emotion_component.evaluation.summary import summary

_MISTAKES_ON_PAGE = 10
_notes = Console(stderr=True, highlight=False, markup=False)


def evaluate_file(
    data: Path,
    model: Path | None = None,
    *,
    baseline: Path | None = None,
    columns: Columns = USUAL,
    threads: int = 2,
    plots: Path | None = None,
    most_wrong: int | None = None,
    as_json: bool = False,
) -> None:
    """Evaluate ``model`` on ``data`` and print what came out.

    :param baseline: labelled texts to fit TF-IDF + LinearSVC on, evaluated beside it.
    :param columns: of ``data`` and ``baseline``.
    :param plots: a folder for the charts and a page that shows them.
    :param most_wrong: how many misclassified texts to show: none printed and ten on the page
        where it is ``None``, because the texts may be private.
    :raises AttuneError: when a file or the model can't be read, or a file can't be written.
    """
    labelled = read_labelled(data, columns)
    if plots:
        make_folder(plots)
    loaded = EmotionModel.load(model, threads)
    result = _evaluate(loaded, labelled)
    beside = _baseline(baseline, columns, labelled) if baseline else None
    mistakes = result.mistakes[: most_wrong or 0]
    if as_json:
        document: dict[str, Any] = {"data": str(data), **result.as_dict()}
        if most_wrong is not None:
            document["most_wrong"] = [asdict(mistake) for mistake in mistakes]
        if beside:
            document["baseline"] = beside.as_dict()
        print(json.dumps(document, indent=2))
    else:
        _print_tables(result, beside, mistakes)
    if plots:
        shown = _MISTAKES_ON_PAGE if most_wrong is None else most_wrong
        _write_page(plots, data.name, result, result.mistakes[:shown], loaded)


def _evaluate(model: EmotionModel, labelled: LabelledTexts) -> Evaluation:
    with Progress(console=_notes, transient=True) as progress:
        bar = progress.add_task("predicting", total=len(labelled.scored))
        return evaluate(model, labelled, lambda done: progress.update(bar, completed=done))


def _baseline(path: Path, columns: Columns, labelled: LabelledTexts) -> Evaluation:
    known = read_labelled(path, columns)
    predicted = predict_linear(known.texts, known.labels, labelled.texts)
    return compare("TF-IDF + LinearSVC", labelled, predicted)


def _write_page(
    folder: Path,
    data_name: str,
    result: Evaluation,
    mistakes: tuple[Mistake, ...],
    model: EmotionModel,
) -> None:
    from emotion_component.evaluation.charts import draw_charts
    from emotion_component.evaluation.page import ShownMistake, evaluation_page
    from emotion_component.explanation import explanation_html

    charts = draw_charts(result)
    shown = [
        ShownMistake(m, explanation_html(model.explain(m.text, m.predicted)))
        for m in track(mistakes, "explaining", console=_notes, transient=True)
    ]
    page = evaluation_page(result, data_name, charts, shown)
    try:
        for name, content in charts.items():
            (folder / name).write_bytes(content)
        (folder / "index.html").write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} can't be written: {error.strerror}") from error
    _notes.print(f"The charts are in {folder}; index.html shows them all.")


def _print_tables(
    result: Evaluation, beside: Evaluation | None, mistakes: tuple[Mistake, ...]
) -> None:
    console = Console(highlight=False, markup=False)
    for each in filter(None, (result, beside)):
        scores = each.scores
        console.print(_table(each.model, scores.classes, (scores.macro, scores.weighted)))
        console.print(_figures(each))
    if result.fine:
        console.print(_table("GoEmotions' 28 labels", result.fine.labels))
    if mistakes:
        console.print(_mistakes(mistakes))


def _table(title: str, rows: tuple[ClassScore, ...], means: tuple[ClassScore, ...] = ()) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in ("precision", "recall", "F1", "support"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*_row(row))
    table.add_section()
    for row in means:
        table.add_row(*_row(row))
    return table


def _figures(result: Evaluation) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right")
    for name, value in summary(result):
        grid.add_row(name, value)
    return grid


def _mistakes(mistakes: tuple[Mistake, ...]) -> Table:
    table = Table(title="The most confident mistakes", title_justify="left", show_lines=True)
    for heading in ("confidence", "true", "predicted", "text"):
        table.add_column(heading)
    for mistake in mistakes:
        told = Text("".join(c if c.isprintable() else " " for c in mistake.text))
        table.add_row(f"{mistake.confidence:.1%}", mistake.label, mistake.predicted, told)
    return table


def _row(score: ClassScore) -> tuple[str, ...]:
    numbers = (f"{value:.4f}" for value in (score.precision, score.recall, score.f1))
    return (score.label, *numbers, str(score.support))
