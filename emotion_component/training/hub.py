"""The open corpora from the Hugging Face hub, in the layout that ``corpora`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from emotion_component.errors import DataError

SPLITS = ("train", "validation", "test")


def download(folder: Path) -> list[Path]:
    """Fetch dair-ai/emotion and GoEmotions into ``folder``.

    :raises DataError: when the hub can't be reached.
    """
    try:
        from datasets import load_dataset

        emotion = load_dataset("dair-ai/emotion", "split")
        go_emotions = load_dataset("google-research-datasets/go_emotions", "simplified")
    except Exception as error:  # the library raises what its transport raised
        raise DataError(
            f"The data sets can't be fetched from the hub ({type(error).__name__}): name folders "
            "that hold them with --data"
        ) from error
    _write(folder / "emotion", ".jsonl", emotion, lambda row: json.dumps(row))
    _write(folder / "go_emotions", ".tsv", go_emotions, _tsv)
    return [folder]


def _write(folder: Path, suffix: str, splits: Any, line: Any) -> None:
    folder.mkdir(parents=True)
    for split in SPLITS:
        name = "dev" if (split, suffix) == ("validation", ".tsv") else split
        rows: Iterable[dict[str, Any]] = splits[split]
        text = "".join(f"{line(row)}\n" for row in rows)
        (folder / f"{name}{suffix}").write_text(text, encoding="utf-8")


def _tsv(row: dict[str, Any]) -> str:
    text = " ".join(row["text"].split())
    return f"{text}\t{','.join(map(str, row['labels']))}\t{row['id']}"
