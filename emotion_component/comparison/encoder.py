"""Our network, taken apart: each row is trained and exported as the shipped model is.

The logits stay as they were trained. What a shipped model adds to them, fitted on dev, no other
system of a comparison has. Without the LSTM, the encoder's own states are pooled (mean and maximum
side by side) and go into the linear layer.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch

from emotion_component.bundle import ModelBundle, ModelSettings
from emotion_component.comparison.data import Data
from emotion_component.comparison.outcome import Job, Outcome, megabytes_of, outcome_of
from emotion_component.export.onnx import export_float, quantize
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.model.network import EmotionNetwork
from emotion_component.model.storage import (
    encoder_folder,
    load_tokenizer,
    load_weights,
    pretrained_network,
    untrained_network,
)
from emotion_component.predictor import EmotionModel
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.augmentation import Augmenter
from emotion_component.training.dataset import Batches
from emotion_component.training.run import MAX_LENGTH
from emotion_component.training.trainer import RunFiles, Trainer

AUGMENTED = TrainingArguments(focal_gamma=1.0)
FOCAL = replace(AUGMENTED, augment=0.0)
ATTENTION = replace(FOCAL, focal_gamma=0.0)
BILSTM = replace(ATTENTION, model=replace(ATTENTION.model, attention_heads=0))
LINEAR = replace(BILSTM, model=replace(BILSTM.model, lstm_layers=0))


def train_encoder(
    row: TrainingArguments, data: Data, job: Job, encoder: Path | None = None
) -> Outcome:
    """Train as ``row`` says; interrupted, go on after the last epoch when called again.

    :param encoder: the folder of the pretrained encoder, by default the one we ship with.
    """
    arguments = replace(row, epochs=job.epochs, seed=job.seed)
    folder, files = encoder or encoder_folder(), RunFiles(job.folder)
    torch.manual_seed(job.seed)
    trainer = Trainer(
        pretrained_network(folder, arguments.model),
        _batches(folder, arguments),
        data.train.examples,
        data.dev.examples,
        arguments,
        files,
    )
    history = trainer.run()
    best = load_weights(untrained_network(folder, arguments.model), files.best)
    bundle = export(best, folder, job.folder / "model")
    size = megabytes_of(bundle.network, bundle.tokenizer)
    model = EmotionModel.load(bundle.folder, threads=1)
    return outcome_of(
        lambda texts: [p.label for p in model.predict(texts)],
        data,
        size,
        sum(epoch["seconds"] for epoch in history),
    )


def export(network: EmotionNetwork, encoder: Path, folder: Path) -> ModelBundle:
    """Write ``network`` to ``folder`` as the int8 model that prediction runs, uncalibrated."""
    folder.mkdir(parents=True, exist_ok=True)
    bundle = ModelBundle(folder)
    full = folder / "float.onnx"
    export_float(network, full)
    quantize(full, bundle.network)
    full.unlink()
    load_tokenizer(encoder, MAX_LENGTH).save(str(bundle.tokenizer))
    bundle.write_settings(
        ModelSettings(
            version="comparison",
            emotions=EMOTIONS,
            fine_labels=FINE_LABELS,
            fine_thresholds=(0.5,) * len(FINE_LABELS),
            temperature=1.0,
            threshold=0.0,
            max_length=MAX_LENGTH,
        )
    )
    return bundle


def _batches(folder: Path, arguments: TrainingArguments) -> Batches:
    return Batches(
        load_tokenizer(folder, arguments.max_length),
        arguments.batch_size,
        Augmenter(arguments.augment) if arguments.augment else None,
    )
