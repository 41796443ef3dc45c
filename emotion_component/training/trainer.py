"""The training loop: one checkpoint an epoch, and on from there after an interruption."""

from __future__ import annotations

import dataclasses
import json
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from rich.progress import Progress
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from emotion_component.errors import TrainingError
from emotion_component.model.network import EmotionNetwork
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.corpora import Example
from emotion_component.training.dataset import Batch, Batches, sample_epoch
from emotion_component.training.losses import fine_loss, focal_loss, intensity_loss
from emotion_component.training.validation import dev_logits, dev_scores, with_fitted_biases

logger = logging.getLogger(__name__)

_AVERAGE_EVERY = 10
"""Steps between two entries into the moving average: each costs a pass over all weights."""


@dataclass(frozen=True)
class RunFiles:
    """Where a run keeps its things."""

    folder: Path

    @property
    def arguments(self) -> Path:
        return self.folder / "arguments.json"

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    @property
    def best(self) -> Path:
        return self.folder / "best.pt"

    @property
    def history(self) -> Path:
        return self.folder / "history.jsonl"

    @property
    def earlier(self) -> Path:
        return self.folder / "earlier.json"

    def begin_from(self, start: RunFiles) -> None:
        """Note the run ``start``, and those before it, as what this one goes on from.

        :raises TrainingError: when that folder holds weights without their run.
        """
        try:
            runs = json.dumps([*start.runs_before(), start.summary()], indent=2)
        except OSError as error:
            raise TrainingError(f"{start.folder} is no run's folder: {error}") from error
        self.folder.mkdir(parents=True, exist_ok=True)
        self.earlier.write_text(runs + "\n", encoding="utf-8")

    def runs_before(self) -> list[dict[str, Any]]:
        """What :meth:`summary` says of the runs that this one goes on from, the oldest first."""
        if not self.earlier.exists():
            return []
        runs: list[dict[str, Any]] = json.loads(self.earlier.read_text("utf-8"))
        return runs

    def summary(self) -> dict[str, Any]:
        """The run's arguments, how many epochs are done, and how many seconds they took."""
        done = self.epochs_done()
        return {
            "arguments": dataclasses.asdict(TrainingArguments.load(self.arguments)),
            "epochs_done": len(done),
            "seconds": sum(epoch.get("seconds", 0) for epoch in done),
        }

    def epochs_done(self) -> list[dict[str, Any]]:
        """What was measured after each finished epoch."""
        if not self.history.exists():
            return []
        return [json.loads(line) for line in self.history.read_text("utf-8").splitlines()]


class Trainer:
    """Trains ``network`` on ``train`` and keeps the averaged epoch that does best on ``dev``.

    :param files: the run's folder; a checkpoint in it is continued.
    """

    def __init__(
        self,
        network: EmotionNetwork,
        batches: Batches,
        train: Sequence[Example],
        dev: Sequence[Example],
        arguments: TrainingArguments,
        files: RunFiles,
    ) -> None:
        self.network = network
        self.batches = batches
        self.train_examples = train
        self.dev_examples = dev
        self.arguments = arguments
        self.files = files
        self.steps_per_epoch = -(-len(self._rows(random.Random(0))) // arguments.batch_size)
        if not arguments.train_words:
            network.encoder.get_input_embeddings().requires_grad_(False)
        window = arguments.average * arguments.epochs * self.steps_per_epoch
        decay = 1.0 - _AVERAGE_EVERY / max(_AVERAGE_EVERY, window)
        self.average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(decay))
        self.optimizer = _optimizer(network, arguments)
        self.schedule = LambdaLR(self.optimizer, self._rate)

    def run(self) -> list[dict[str, Any]]:
        """Train to the end; return what was measured after each epoch.

        :raises TrainingError: when the folder holds a run with other arguments.
        """
        self._claim_folder()
        history = self._resume()
        for epoch in range(len(history), self.arguments.epochs):
            begun = time.monotonic()
            loss = self._epoch(epoch)
            seconds = round(time.monotonic() - begun, 3)
            logits = dev_logits(self.averaged, self.batches, self.dev_examples)
            scores = dev_scores(with_fitted_biases(logits)[1])
            history.append({"epoch": epoch + 1, "seconds": seconds, "loss": loss, **scores})
            self._save(history)
            logger.info("%s", json.dumps(history[-1]))
        return history

    @property
    def averaged(self) -> EmotionNetwork:
        """The network with the moving average of its weights."""
        network: EmotionNetwork = self.average.module
        return network

    def _epoch(self, epoch: int) -> float:
        rng = random.Random(self.arguments.seed + epoch)
        torch.manual_seed(self.arguments.seed + epoch)
        batches = self.batches.epoch(self._rows(rng), rng)
        self.network.train()
        total = 0.0
        with Progress(transient=True) as progress:
            bar = progress.add_task(
                f"epoch {epoch + 1}/{self.arguments.epochs}", total=len(batches)
            )
            for number, batch in enumerate(batches, 1):
                total += self._step(batch)
                if number % _AVERAGE_EVERY == 0 or number == len(batches):
                    self.average.update_parameters(self.network)
                progress.advance(bar)
                if number % 200 == 0:
                    logger.info("epoch %d step %d loss %.4f", epoch + 1, number, total / number)
        return total / len(batches)

    def _rows(self, rng: random.Random) -> list[Example]:
        rows = sample_epoch(self.train_examples, rng, self.arguments.shares)
        most = self.arguments.rows or len(rows)
        return rng.sample(rows, min(most, len(rows)))

    def _step(self, batch: Batch) -> float:
        with torch.autocast("cpu", torch.bfloat16):
            output = self.network(batch.input_ids, batch.attention_mask)
        arguments = self.arguments
        loss = focal_loss(output.emotion.float(), batch.emotion, arguments.focal_gamma)
        loss = loss + arguments.fine_weight * fine_loss(output.fine.float(), batch.fine)
        strength = intensity_loss(output.intensity.float(), batch.intensity)
        loss = loss + arguments.intensity_weight * strength
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        return float(loss.detach())

    def _rate(self, step: int) -> float:
        total = self.steps_per_epoch * self.arguments.epochs
        warmup = max(1, round(self.arguments.warmup * total))
        return min(step / warmup, max(0.0, (total - step) / max(1, total - warmup)))

    def _claim_folder(self) -> None:
        self.files.folder.mkdir(parents=True, exist_ok=True)
        path = self.files.arguments
        if path.exists() and TrainingArguments.load(path) != self.arguments:
            raise TrainingError(
                f"{self.files.folder} holds a run with other arguments: choose another folder "
                "with --output, or delete it"
            )
        self.arguments.save(path)

    def _resume(self) -> list[dict[str, Any]]:
        history = self.files.epochs_done()
        if not self.files.checkpoint.exists():
            return []
        state = torch.load(self.files.checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        logger.info("going on after epoch %d", state["epochs"])
        return history[: state["epochs"]]

    def _save(self, history: list[dict[str, Any]]) -> None:
        if history[-1]["choice"] >= max(h["choice"] for h in history):
            _write(self.averaged.state_dict(), self.files.best)
        lines = "".join(json.dumps(row) + "\n" for row in history)
        self.files.history.write_text(lines, encoding="utf-8")
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epochs": len(history),
        }
        _write(state, self.files.checkpoint)


def _optimizer(network: EmotionNetwork, arguments: TrainingArguments) -> AdamW:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = ((encoder, arguments.encoder_rate), (network.head_parameters(), arguments.head_rate))
    return AdamW(
        [{"params": parameters, "lr": rate} for parameters, rate in groups],
        weight_decay=arguments.weight_decay,
        fused=True,
    )


def _write(state: Any, path: Path) -> None:
    """Write beside and rename, so that an interruption leaves the last checkpoint whole."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
