from __future__ import annotations

from emotion_component.bundle import ModelSettings
from emotion_component.export.parity import Parity
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.card import RunRecord, model_card


def test_card_tells_what_the_run_measured() -> None:
    made = model_card(
        ModelSettings("abc123", EMOTIONS, FINE_LABELS, 0.81, 0.45, 128),
        RunRecord(
            arguments=TrainingArguments(seed=77),
            epochs_done=3,
            rows={"go_emotions": 43_090},
            licences={"go_emotions": "CC BY 4.0"},
            neutral_shift=-0.2,
            dev={"emotion.macro_f1": 0.91111},
            exact=Parity(300, 2e-6, 1.0),
            int8=Parity(300, 0.1, 0.99),
        ),
    )
    card = " ".join(made.split())
    for fact in (
        "abc123",
        "| go_emotions | 43,090 | CC BY 4.0 |",
        "0.9111",
        "by -0.2",
        "0.81",
        "0.45",
    ):
        assert fact in card
    for fact in ("3 of the 5 epochs", "2.0e-06", "99.0% of 300", "| seed | 77 |"):
        assert fact in card
