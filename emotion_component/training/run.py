"""A whole training run: data in, an installable model out."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from emotion_component.bundle import ModelBundle, ModelSettings
from emotion_component.errors import DataError
from emotion_component.export.onnx import export_float, quantize
from emotion_component.export.parity import compare, require_equal
from emotion_component.labels import EMOTIONS, FINE_LABELS, NEUTRAL
from emotion_component.model.network import EmotionNetwork
from emotion_component.model.storage import (
    encoder_folder,
    load_tokenizer,
    load_weights,
    pretrained_network,
    untrained_network,
)
from emotion_component.training import calibration
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.augmentation import Augmenter
from emotion_component.training.card import RunRecord, model_card
from emotion_component.training.corpora import CORPORA, Example, find_corpora
from emotion_component.training.dataset import Batches, without_leaks
from emotion_component.training.trainer import RunFiles, Trainer
from emotion_component.training.validation import (
    DevLogits,
    dev_logits,
    dev_scores,
    fixed_sample,
    with_fitted_neutral,
)

logger = logging.getLogger(__name__)

MAX_LENGTH = 128
_DEV_ROWS = 3000


@dataclass(frozen=True)
class Splits:
    """Training examples without leaks, and the dev examples that choose between epochs."""

    train: list[Example]
    dev: list[Example]


def train_model(folders: Sequence[Path], output: Path, arguments: TrainingArguments) -> Path:
    """Train on the corpora in ``folders`` and return the folder of the finished model.

    An interrupted run goes on when it is started again with the same ``output``.

    :raises DataError: when there is nothing to train on.
    :raises TrainingError: when training can't start or the export went wrong.
    """
    splits = load_splits(find_corpora(list(folders)))
    encoder = encoder_folder()
    batches = Batches(
        load_tokenizer(encoder, arguments.max_length),
        arguments.batch_size,
        Augmenter(arguments.augment) if arguments.augment else None,
    )
    files = RunFiles(output)
    torch.manual_seed(arguments.seed)
    network = pretrained_network(encoder, arguments.model)
    Trainer(network, batches, splits.train, splits.dev, arguments, files).run()
    best = load_weights(untrained_network(encoder, arguments.model), files.best)
    return install(best, batches, splits, files, output / "model")


def load_splits(corpora: dict[str, Path]) -> Splits:
    """Read ``corpora``; nothing that stands in a dev or test set stays in training."""
    train = _read(corpora, "train", optional=False)
    dev = _read(corpora, "validation", optional=True)
    test = _read(corpora, "test", optional=True)
    kept = without_leaks(train, dev + test)
    if not kept:
        raise DataError("No training example is left; name folders with labelled texts by --data")
    logger.info("training examples: %s", dict(Counter(e.source for e in kept)))
    return Splits(kept, fixed_sample(without_leaks(dev or kept, []), _DEV_ROWS))


def install(
    network: EmotionNetwork,
    batches: Batches,
    splits: Splits,
    files: RunFiles,
    folder: Path,
) -> Path:
    """Calibrate, export and check the best ``network`` of the run ``files``.

    Writes all that prediction needs to ``folder``, and what is known of the run beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bundle = ModelBundle(folder)
    shift, logits = with_fitted_neutral(dev_logits(network, batches, splits.dev))
    with torch.no_grad():
        network.emotion.bias[EMOTIONS.index(NEUTRAL)] += shift
    texts = [e.text for e in fixed_sample(splits.dev, 60)]
    tokenizer = load_tokenizer(encoder_folder(), MAX_LENGTH)
    tokenizer.save(str(bundle.tokenizer))
    full = folder / "float.onnx"
    export_float(network, full)
    exact = compare(network, full, tokenizer, texts, batch=7)
    require_equal(exact)
    quantize(full, bundle.network)
    rounded = compare(network, bundle.network, tokenizer, texts, batch=1)
    full.unlink()
    logger.info("export: %s; int8: %s", exact, rounded)
    settings = _settings(bundle, _calibrate(logits))
    bundle.write_settings(settings)
    rows = Counter(e.source for e in splits.train)
    licences = {name: CORPORA[name].licence for name in rows}
    record = RunRecord(
        arguments=TrainingArguments.load(files.arguments),
        epochs_done=len(files.epochs_done()),
        rows=dict(rows),
        licences=licences,
        neutral_shift=shift,
        dev=dev_scores(logits),
        exact=exact,
        int8=rounded,
    )
    _write_record(folder, settings, record)
    return folder


def _read(corpora: dict[str, Path], split: str, optional: bool) -> list[Example]:
    return list(chain.from_iterable(_read_one(n, f, split, optional) for n, f in corpora.items()))


def _read_one(name: str, folder: Path, split: str, optional: bool) -> list[Example]:
    try:
        return list(CORPORA[name].read(folder, split))
    except DataError:
        if not optional:
            raise
        return []


def _calibrate(logits: DevLogits) -> calibration.Calibration:
    known = [i for i, example in enumerate(logits.examples) if example.emotion]
    truth = [EMOTIONS.index(str(logits.examples[i].emotion)) for i in known]
    return calibration.fit(logits.emotion[known], np.array(truth))


def _settings(bundle: ModelBundle, fitted: calibration.Calibration) -> ModelSettings:
    version = sha256(bundle.network.read_bytes()).hexdigest()[:10]
    return ModelSettings(
        version, EMOTIONS, FINE_LABELS, fitted.temperature, fitted.threshold, MAX_LENGTH
    )


def _write_record(folder: Path, settings: ModelSettings, record: RunRecord) -> None:
    values = json.dumps(asdict(record), indent=2) + "\n"
    (folder / "training.json").write_text(values, encoding="utf-8")
    (folder / "README.md").write_text(model_card(settings, record), encoding="utf-8")
