"""A whole training run: data in, an installable model out."""

from __future__ import annotations

import json
import logging
import os
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from emotion_component.bundle import ModelBundle, ModelSettings
from emotion_component.errors import DataError
from emotion_component.evaluation.fine import marked
from emotion_component.export.onnx import export_float, quantize
from emotion_component.export.parity import compare, require_equal
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.model.network import EmotionNetwork
from emotion_component.model.storage import (
    begin_with,
    encoder_folder,
    load_tokenizer,
    load_weights,
    mix_in,
    pretrained_network,
    untrained_network,
)
from emotion_component.predictor import EmotionModel
from emotion_component.probability import sigmoid
from emotion_component.training import calibration
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.augmentation import Augmenter
from emotion_component.training.card import RunRecord, model_card
from emotion_component.training.corpora import CORPORA, Example, find_corpora
from emotion_component.training.dataset import Batches, without_leaks
from emotion_component.training.results import measure
from emotion_component.training.trainer import RunFiles, Trainer
from emotion_component.training.validation import (
    DevLogits,
    dev_logits,
    dev_scores,
    fixed_sample,
    with_fitted_biases,
)

logger = logging.getLogger(__name__)

MAX_LENGTH = 128
BEHAVIOUR = Path("data/behaviour")
"""Where this project keeps the behavioural cases; a run elsewhere does without."""

_DEV_ROWS = 3000


@dataclass(frozen=True)
class Splits:
    """Training examples without leaks, and the dev examples that choose between epochs."""

    train: list[Example]
    dev: list[Example]


def train_model(
    folders: Sequence[Path],
    output: Path,
    arguments: TrainingArguments,
    start: Path | None = None,
) -> Path:
    """Train on the corpora in ``folders`` and return the folder of the finished model.

    An interrupted run goes on when it is started again with the same ``output``.

    :param start: the folder of an earlier run whose best weights this one begins with.
    :raises DataError: when there is nothing to train on.
    :raises TrainingError: when training can't start or the export went wrong.
    """
    corpora = find_corpora(list(folders))
    splits = load_splits(corpora)
    encoder = encoder_folder()
    batches = Batches(
        load_tokenizer(encoder, arguments.max_length),
        arguments.batch_size,
        Augmenter(arguments.augment) if arguments.augment else None,
    )
    files = RunFiles(output)
    torch.manual_seed(arguments.seed)
    network = pretrained_network(encoder, arguments.model)
    if start:
        earlier = RunFiles(start)
        arguments = replace(arguments, start=begin_with(network, earlier.best))
        files.begin_from(earlier)
    Trainer(network, batches, splits.train, splits.dev, arguments, files).run()
    best = load_weights(untrained_network(encoder, arguments.model), files.best)
    if start:
        mix_in(best, RunFiles(start).best, arguments.keep)
    return install(best, batches, splits, files, output / "model", corpora)


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
    corpora: Mapping[str, Path],
) -> Path:
    """Calibrate, export and check the best ``network`` of the run ``files``.

    Writes all that prediction needs to ``folder``, and what is known of the run beside it; the
    same model in full precision comes to the folder ``full`` of the run, to compare with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bundle = ModelBundle(folder)
    biases, logits = with_fitted_biases(dev_logits(network, batches, splits.dev))
    with torch.no_grad():
        network.emotion.bias += torch.tensor(biases)
    texts = [e.text for e in fixed_sample(splits.dev, 60)]
    tokenizer = load_tokenizer(encoder_folder(), MAX_LENGTH)
    tokenizer.save(str(bundle.tokenizer))
    full = ModelBundle(files.folder / "full")
    full.folder.mkdir(exist_ok=True)
    tokenizer.save(str(full.tokenizer))
    export_float(network, full.network)
    exact = compare(network, full.network, tokenizer, texts, batch=7)
    require_equal(exact)
    quantize(full.network, bundle.network)
    rounded = compare(network, bundle.network, tokenizer, texts, batch=1)
    logger.info("export: %s; int8: %s", exact, rounded)
    settings = _settings(bundle, logits)
    bundle.write_settings(settings)
    full.write_settings(replace(settings, version=f"{settings.version}-full"))
    rows = Counter(e.source for e in splits.train)
    licences = {name: CORPORA[name].licence for name in rows}
    record = RunRecord(
        runs=[*files.runs_before(), files.summary()],
        machine=_machine(),
        rows=dict(rows),
        licences=licences,
        biases=dict(zip(EMOTIONS, biases, strict=True)),
        dev=dev_scores(logits),
        exact=exact,
        int8=rounded,
        results=measure(EmotionModel.load(folder, threads=2), corpora, BEHAVIOUR),
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


def _fine_thresholds(logits: DevLogits) -> tuple[float, ...]:
    known = [i for i, example in enumerate(logits.examples) if example.fine]
    if not known:
        return (0.5,) * len(FINE_LABELS)
    truth = marked([logits.examples[i].fine or () for i in known])
    chosen = calibration.best_thresholds(sigmoid(logits.fine[known]), truth)
    return tuple(round(float(threshold), 3) for threshold in chosen)


def _settings(bundle: ModelBundle, logits: DevLogits) -> ModelSettings:
    fitted = _calibrate(logits)
    return ModelSettings(
        version=sha256(bundle.network.read_bytes()).hexdigest()[:10],
        emotions=EMOTIONS,
        fine_labels=FINE_LABELS,
        fine_thresholds=_fine_thresholds(logits),
        temperature=fitted.temperature,
        threshold=fitted.threshold,
        max_length=MAX_LENGTH,
    )


def _write_record(folder: Path, settings: ModelSettings, record: RunRecord) -> None:
    values = json.dumps(asdict(record), indent=2) + "\n"
    (folder / "training.json").write_text(values, encoding="utf-8")
    (folder / "README.md").write_text(model_card(settings, record), encoding="utf-8")


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, PyTorch {torch.__version__}"
