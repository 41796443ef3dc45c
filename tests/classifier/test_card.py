from __future__ import annotations

from dataclasses import asdict
from typing import Any

from emotion_component.bundle import ModelSettings
from emotion_component.export.parity import Parity
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.training.arguments import TrainingArguments
from emotion_component.training.card import RunRecord, model_card

RESULTS: dict[str, Any] = {
    "sets": {
        "emotion test": {
            "rows": 2000,
            "accuracy": 0.93111,
            "macro_f1": 0.88222,
            "micro_f1_without_neutral": 0.9,
            "expected_calibration_error": 0.0211,
            "accuracy_at_80_coverage": 0.981,
            "classes": {"joy": {"f1": 0.945}},
            "fine": None,
        },
        "go_emotions test": {
            "rows": 5000,
            "accuracy": 0.75,
            "macro_f1": 0.66,
            "micro_f1_without_neutral": 0.7654,
            "expected_calibration_error": 0.03,
            "accuracy_at_80_coverage": 0.8,
            "classes": {"neutral": {"f1": 0.71}},
            "fine": {"macro_f1": 0.5123, "micro_f1": 0.58},
            "neutral_alone": 0.801,
        },
    },
    "behaviour": {"overall": {"cases": 450, "dev": 0.91, "test": 0.887}},
    "bias": {
        "overall": {
            "texts": 900,
            "group": "religion",
            "largest": {
                "label": "fear",
                "frame": "{} is late",
                "lowest": "a",
                "highest": "b",
                "from_mean": 0.123,
            },
            "flips": 0.034,
            "largest_valence_gap": 0.21,
        }
    },
}


def _card(results: dict[str, Any]) -> str:
    made = model_card(
        ModelSettings("abc123", EMOTIONS, FINE_LABELS, (0.3,) * 28, 0.81, 0.45, 128),
        RunRecord(
            runs=[
                {"arguments": asdict(TrainingArguments(seed=5)), "epochs_done": 4, "seconds": 1800},
                {
                    "arguments": asdict(TrainingArguments(seed=7)),
                    "epochs_done": 3,
                    "seconds": 3600,
                },
            ],
            machine="two cores",
            rows={"go_emotions": 43_090},
            licences={"go_emotions": "CC BY 4.0"},
            biases={"love": -0.3, "neutral": 0.0},
            dev={"emotion.macro_f1": 0.91111},
            exact=Parity(300, 2e-6, 1.0),
            int8=Parity(300, 0.1, 0.99),
            results=results,
        ),
    )
    return " ".join(made.split())


def test_card_tells_what_the_run_measured() -> None:
    card = _card(RESULTS)
    for fact in ("abc123", "| go_emotions | 43,090 | CC BY 4.0 |", "0.9111", "(love -0.3)", "0.45"):
        assert fact in card
    for fact in (
        "4 of 5 epochs and then 3 of 5 epochs, 1.5 hours (two cores)",
        "2.0e-06",
        "99.0% of 300",
        "| | the run before | the run |",
        "| seed | 5 | 7 |",
    ):
        assert fact in card


def test_card_tells_what_the_file_does_elsewhere() -> None:
    card = _card(RESULTS)
    for fact in (
        "| emotion test | 2000 | 0.931 | 0.882 | | 0.021 | 0.981 |",
        "| go_emotions test | 5000 | 0.750 | 0.660 | 0.765 | 0.030 | 0.800 |",
        "macro-F1 0.512",
        "80.1% are called neutral",
        "Of 450 hand-written cases (`data/behaviour`), 88.7% of the half that chose nothing",
        "0.12 from the mean over the terms (religion: fear",
    ):
        assert fact in card


def test_run_without_behavioural_cases_says_so() -> None:
    assert "### Behaviour and bias Not run." in _card({"sets": RESULTS["sets"]})
