"""``attune predict``: a loop, some texts, or a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import InputError
from bot.explaining import print_explanation
from bot.scoring import TEXT, Result, ResultWriter, score_file
from emotion_component import EmotionModel, EmotionPrediction

_notes = Console(stderr=True, highlight=False, markup=False)


def predict_texts(
    model: EmotionModel, texts: Sequence[str], as_json: bool, explain: bool = False
) -> None:
    """Print one result for each text, with what each word did for it when asked to ``explain``."""
    predictions = model.predict(texts)
    if as_json:
        results = [{TEXT: t, **p.as_dict()} for t, p in zip(texts, predictions, strict=True)]
        if explain:
            results = [_explained(model, values) for values in results]
        print(json.dumps(results, indent=2, ensure_ascii=False))
        return
    for text, prediction in zip(texts, predictions, strict=True):
        if explain:
            _print_explained(model, text, prediction)
        else:
            print(f"{describe(prediction)}  {text}")


def predict_typed(model: EmotionModel, as_json: bool, explain: bool = False) -> None:
    """Answer each line of standard input until it ends."""
    if sys.stdin.isatty():
        _notes.print("Type a text; an empty line ends.")
    texts = []
    for line in _typed_lines():
        if as_json:
            texts.append(line)
            continue
        [prediction] = model.predict([line])
        if explain:
            _print_explained(model, line, prediction)
        else:
            print(describe(prediction), flush=True)
    if as_json:
        predict_texts(model, texts, as_json=True, explain=explain)


def predict_file(
    model: EmotionModel, source: Path, target: Path | None, explain: bool = False
) -> int:
    """Write a result for each row of ``source`` to ``target`` or standard output.

    Returns how many rows could not be read; each is named on standard error, the rest is done.
    """
    failed = 0
    results = score_file(model, source)
    with _progress(source) as advance, _opened(target) as file:
        writer = ResultWriter(file, as_csv=target is not None and target.suffix == ".csv")
        for result in results:
            writer.write(_explained_row(model, result) if explain else result)
            advance(result.line)
            if result.error:
                failed += 1
                _notes.print(f"{source}, line {result.line}: {result.error}; left out")
    if failed:
        _notes.print(f"attune: {failed} rows of {source} could not be read; the rest is done.")
    return failed


def describe(prediction: EmotionPrediction) -> str:
    """One line for a person: the emotion, how sure, and what else it might be."""
    others = [f"{n} {s:.0%}" for n, s in list(prediction.scores.items())[1:3] if s >= 0.05]
    doubt = " (unsure)" if prediction.unsure else ""
    beside = f", {', '.join(others)}" if others else ""
    return f"{prediction.label:<8} {prediction.confidence:>4.0%}{doubt}{beside}"


def _explained(model: EmotionModel, values: dict[str, Any]) -> dict[str, Any]:
    explanation = model.explain(values[TEXT], values["label"])
    return {**values, "explanation": explanation.as_list()}


def _explained_row(model: EmotionModel, result: Result) -> Result:
    return result if result.error else replace(result, values=_explained(model, result.values))


def _print_explained(model: EmotionModel, text: str, prediction: EmotionPrediction) -> None:
    print(describe(prediction), flush=True)
    print_explanation(model.explain(text, prediction.label))


def _typed_lines() -> Iterator[str]:
    if sys.stdin.isatty():
        while True:
            try:
                line = input("> ").strip()
            except EOFError:
                return
            if not line:
                return
            yield line
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace").rstrip("\r\n")


@contextmanager
def _opened(target: Path | None) -> Iterator[TextIO]:
    if target is None:
        yield sys.stdout
        return
    if target.suffix not in (".jsonl", ".csv"):
        raise InputError(f"{target}: expected an output that ends in .jsonl or .csv")
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise InputError(f"{target} can't be written: {error.strerror}") from error


@contextmanager
def _progress(source: Path) -> Iterator[Callable[[int], None]]:
    columns = (TextColumn("{task.completed} of {task.total} lines"), BarColumn())
    with Progress(*columns, TimeRemainingColumn(), console=_notes) as progress:
        bar = progress.add_task("scoring", total=_count_lines(source))
        yield lambda done: progress.update(bar, completed=done)


def _count_lines(source: Path) -> int:
    try:
        with source.open("rb") as file:
            blocks = iter(lambda: file.read(1 << 20), b"")
            return sum(block.count(b"\n") for block in blocks)
    except OSError as error:
        raise InputError(f"{source} can't be read: {error.strerror}") from error
