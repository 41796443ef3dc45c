"""The emotion model: one message at a time beside BERT-base, many at once, and by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table
from tokenizers import Tokenizer

from bot.bench.alone import Alone, measure_alone
from bot.bench.section import BenchOptions
from bot.bench.texts import TEXTS
from bot.bench.timing import Latency, seconds_for, side_by_side
from emotion_component import EmotionModel
from emotion_component.bundle import ModelBundle
from emotion_component.evaluation.labelled import read_labelled

BATCH = 32
WITHOUT_BERT = (
    "BERT-base was not measured: it needs the extra (`make train-environment` or "
    "`pip install attune[train]`)."
)
_MOST_TEXTS = 50
_ATTUNE = "attune"
_BERT = "bert_base"


@dataclass(frozen=True)
class EmotionBench:
    """What was measured on ``texts`` texts of ``mean_tokens`` WordPiece tokens on one thread.

    ``attune`` and ``bert_base`` are times for one message at a time, taken in turns;
    ``bert_base`` is ``None`` where PyTorch is not installed. ``messages_per_second`` is for
    batches of 32, ``size_mb`` the network's file in MB (10⁶ bytes).
    """

    texts: int
    mean_tokens: float
    repeat: int
    attune: Latency
    bert_base: Latency | None
    messages_per_second: float
    size_mb: float
    alone: Alone

    @property
    def ratio(self) -> float | None:
        """How many times as long BERT-base takes, by the medians."""
        return self.bert_base.p50_ms / self.attune.p50_ms if self.bert_base else None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "texts": self.texts,
            "mean_tokens": round(self.mean_tokens, 1),
            "repeat": self.repeat,
            "threads": 1,
            "attune": {
                **self.attune.as_dict(),
                "messages_per_second": round(self.messages_per_second, 1),
                "size_mb": round(self.size_mb, 1),
                **asdict(self.alone),
            },
            "bert_base": self.bert_base.as_dict() if self.bert_base else None,
            "ratio": round(self.ratio, 2) if self.ratio else None,
            "note": None if self.bert_base else WITHOUT_BERT,
        }

    def as_table(self) -> Table:
        """The two models side by side."""
        table = Table(
            title=f"Emotion model, {self.texts} texts of {self.mean_tokens:.1f} tokens, one thread",
            caption=self._caption(),
            title_justify="left",
            caption_justify="left",
        )
        table.add_column("")
        for heading in ("Attune", "BERT-base"):
            table.add_column(heading, justify="right")
        bert = self.bert_base
        for name, ours, theirs in (
            ("a message, p50, ms", self.attune.p50_ms, f"{bert.p50_ms:.1f}" if bert else "-"),
            ("a message, p95, ms", self.attune.p95_ms, f"{bert.p95_ms:.1f}" if bert else "-"),
            (f"messages a second, {BATCH} at once", self.messages_per_second, ""),
            ("size, MB", self.size_mb, ""),
            ("import, ms", self.alone.import_ms, ""),
            ("load, ms", self.alone.load_ms, ""),
            ("peak memory of a process, MB", self.alone.peak_memory_mb, ""),
        ):
            table.add_row(name, f"{ours:.1f}", theirs)
        return table

    def _caption(self) -> str:
        if self.ratio is None:
            return WITHOUT_BERT
        return f"BERT-base takes {self.ratio:.1f} times as long (p50; the aim is 25 or more)."


def measure_emotion(options: BenchOptions, after_round: Callable[[int], None]) -> EmotionBench:
    """Measure the model of ``options``, beside BERT-base where PyTorch is installed.

    :raises AttuneError: when the model or the texts can't be read.
    """
    bundle = ModelBundle.find(options.model)
    texts = _texts(options.data)
    alone = measure_alone(options.model, texts)
    model = EmotionModel.load(options.model, threads=1)
    ways: dict[str, Callable[[str], object]] = {_ATTUNE: lambda text: model.predict([text])}
    if bert := _bert_base(bundle.tokenizer):
        ways[_BERT] = bert
    latency = side_by_side(ways, texts, options.repeat, after_round)
    return EmotionBench(
        texts=len(texts),
        mean_tokens=_mean_tokens(bundle.tokenizer, texts),
        repeat=options.repeat,
        attune=latency[_ATTUNE],
        bert_base=latency.get(_BERT),
        messages_per_second=_messages_per_second(model, texts, options.repeat),
        size_mb=bundle.network.stat().st_size / 1e6,
        alone=alone,
    )


def _texts(data: Path | None) -> Sequence[str]:
    """The fixed list, or texts from all over the file ``data``."""
    if data is None:
        return TEXTS
    found = read_labelled(data).texts
    step = -(-len(found) // _MOST_TEXTS)
    return found[::step]


def _bert_base(tokenizer: Path) -> Callable[[str], object] | None:
    try:
        import emotion_component.model  # noqa: F401 - transformers then leaves TensorFlow alone
        from bot.bench.bert_base import BertBase
    except ImportError:
        return None
    return BertBase(tokenizer).read


def _mean_tokens(path: Path, texts: Sequence[str]) -> float:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return sum(len(encoding.ids) for encoding in tokenizer.encode_batch(list(texts))) / len(texts)


def _messages_per_second(model: EmotionModel, texts: Sequence[str], repeat: int) -> float:
    batch = list(islice(cycle(texts), BATCH))
    model.predict(batch, BATCH)
    return BATCH / median(seconds_for(model.predict, batch, BATCH) for _ in range(repeat))
