from __future__ import annotations

import csv
from pathlib import Path

import pytest

from emotion_component import CrisisDetector

PHRASES = Path(__file__).with_name("phrases.tsv")


def _phrases() -> list[tuple[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(text, level) for level, text in rows]


@pytest.mark.parametrize(("text", "level"), _phrases())
def test_phrase_has_its_level(text: str, level: str) -> None:
    assert CrisisDetector.load().assess([text])[0].level == level


def test_order_is_kept() -> None:
    texts = ["hello", "i want to kill myself", "i wish i was dead"]
    levels = [a.level for a in CrisisDetector.load().assess(texts)]
    assert levels == ["none", "crisis", "concern"]


def test_reasons_name_the_rule_and_the_words() -> None:
    [assessment] = CrisisDetector.load().assess(["please, I want to kill MYSELF."])
    assert assessment.reasons == ("kill_self: kill myself",)


def test_sentence_beside_a_denial_still_counts() -> None:
    text = "i don't want to kill myself. but i took all my pills"
    assert CrisisDetector.load().assess([text])[0].level == "crisis"


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀" * 3000, "kill " * 20_000, "\ud800"])
def test_odd_texts_are_assessed(text: str) -> None:
    assert CrisisDetector.load().assess([text])[0].level in {"none", "concern", "crisis"}


def test_one_string_is_refused() -> None:
    with pytest.raises(TypeError, match=r"write assess\(\[text\]\)"):
        CrisisDetector.load().assess("hello")
