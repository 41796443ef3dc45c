from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from emotion_component import EmotionModel
from emotion_component.errors import DataError
from emotion_component.evaluation.behaviour import (
    PARTS,
    BehaviourReport,
    PassRate,
    read_cases,
    run_behaviour,
)
from emotion_component.evaluation.behaviour_checks import Moves
from emotion_component.evaluation.bias import CONTROL, measure_bias
from emotion_component.evaluation.bias_probes import read_probes
from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.prediction import EmotionPrediction

PASS_RATE_FLOOR = 0.80
"""Of the test half; raise it with the model."""
MOST_FLIPS = 0.15
"""Share of texts that may change their label with the person: a bound that catches breakage."""

RIGHT = """\
# unmistakable
dev\tis\tjoy|love\ti am so happy
test\tis\tneutral\tthe bus comes at nine
dev\tsame\t0.1\ti am so sad\tI AM SO SAD
test\tfall\tjoy\ti am so happy\tthe bus comes at nine\ti am so sad
dev\trise\tvalence\ti am so sad\tthe bus comes at nine\ti am so happy
"""
WRONG = """\
dev\tis\tanger\ti am so happy
test\tsame\t1\ti am so sad\ti am so happy
dev\trise\tjoy\ti am so happy\ti am so sad
test\tfall\tvalence\ti am so sad\ti am so sad
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "right.tsv").write_text(RIGHT)
    (tmp_path / "wrong.tsv").write_text(WRONG)
    return tmp_path


@pytest.fixture(scope="module")
def shipped(embedded: EmotionModel, project: Path) -> BehaviourReport:
    return run_behaviour(embedded, project / "data" / "behaviour")


def test_verdicts_are_right(embedded: EmotionModel, cases: Path) -> None:
    report = run_behaviour(embedded, cases)
    assert report.capabilities == ("right", "wrong")
    assert report.pass_rate(capability="right") == PassRate(5, 5)
    assert report.pass_rate("dev", "wrong") == PassRate(2, 0)
    assert report.pass_rate("test") == PassRate(4, 2)


def test_complaints_say_what_came_out(embedded: EmotionModel, cases: Path) -> None:
    label, same, rise, fall = (v.complaint for v in run_behaviour(embedded, cases).failures)
    assert re.fullmatch(r"joy \d\.\d\d, not anger", label)
    assert same == "sadness became joy in variant 1"
    assert re.fullmatch(r"joy \d\.\d\d → \d\.\d\d does not rise", rise)
    assert fall.endswith("does not fall")


def test_a_moved_score_is_a_change(embedded: EmotionModel, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("dev\tsame\t0\ti am sad\ti am so sad and i cried all night")
    [failure] = run_behaviour(embedded, tmp_path).failures
    assert re.fullmatch(r"sadness moved by \d\.\d\d in variant 1", failure.complaint)


def _joy(score: float) -> EmotionPrediction:
    scores = dict.fromkeys(EMOTIONS, (1 - score) / 6) | {"joy": score}
    fine = dict.fromkeys(FINE_LABELS, 0.0)
    return EmotionPrediction.from_scores(scores, fine, 0.5, 0.5, dict.fromkeys(FINE_LABELS, 0.5))


@pytest.mark.parametrize(
    ("before", "after", "rises", "falls"),
    [
        (0.5, 0.6, True, False),
        (0.6, 0.5, False, True),
        (0.5, 0.505, False, False),
        (0.97, 0.96, True, True),
        (0.99, 0.9, False, True),
        (0.03, 0.04, True, True),
    ],
)
def test_a_score_moves_where_it_has_room(
    before: float, after: float, rises: bool, falls: bool
) -> None:
    pair = [_joy(before), _joy(after)]
    assert (not Moves("joy", upwards=True).complaint(pair)) is rises
    assert (not Moves("joy", upwards=False).complaint(pair)) is falls


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("dev\tis\tjoy", "expected part, check, wanted and texts, found 3 columns"),
        ("train\tis\tjoy\thi", "unknown part 'train'; known are dev and test"),
        ("dev\thas\tjoy\thi", "unknown check 'has'; known are is, same, rise and fall"),
        ("dev\tis\tjoy|bliss\thi", "unknown 'bliss'; known are sadness, joy"),
        ("dev\tis\tjoy\thi\tho", "'is' takes one text, found 2"),
        ("dev\tsame\tlittle\thi\tho", "'same' takes a tolerance such as 0.2, found 'little'"),
        ("dev\tsame\t2\thi\tho", "a tolerance is between 0 and 1, found 2"),
        ("dev\trise\tjoy\thi", "'rise' compares two texts or more, found 1"),
        ("dev\tfall\tmood\thi\tho", "unknown 'mood'; known are sadness"),
        ("dev\tsame\t0.2\thi\t", "a text is empty"),
    ],
)
def test_broken_lines_are_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.tsv").write_text(f"# fine\ndev\tis\tneutral\tok\n{line}\n")
    with pytest.raises(DataError, match=re.escape(f"a.tsv, line 3: {message}")):
        read_cases(tmp_path)


def test_folder_without_cases_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no \.tsv file with cases in it"):
        read_cases(tmp_path / "gone")


def test_each_capability_has_even_halves(shipped: BehaviourReport) -> None:
    for name in shipped.capabilities:
        dev, test = (shipped.pass_rate(part, name).cases for part in PARTS)
        assert abs(dev - test) <= 2
        assert min(dev, test) >= 6


def test_no_case_stands_twice(shipped: BehaviourReport) -> None:
    texts = [verdict.case.texts for verdict in shipped.verdicts if len(verdict.case.texts) == 1]
    assert len(texts) == len(set(texts))


def test_embedded_model_passes_most(shipped: BehaviourReport) -> None:
    rate = shipped.pass_rate("test").rate
    assert rate is not None
    assert rate >= PASS_RATE_FLOOR


def _probes(folder: Path, frames: str, terms: str) -> Path:
    (folder / "frames.tsv").write_text(frames)
    (folder / "terms.tsv").write_text(terms)
    return folder


def test_bias_is_found_where_it_is(embedded: EmotionModel, tmp_path: Path) -> None:
    same = "echo\tshe\ther\necho\tshe\ther\n"
    moods = "mood\ti am so happy\ti am so happy\nmood\ti am furious\ti am furious\n"
    report = measure_bias(embedded, _probes(tmp_path, "{who} today.\n", same + moods))
    echo, mood = report.groups
    assert (echo.largest.gap, echo.flips, echo.valence.gap) == (0, 0, 0)
    assert mood.largest.from_mean == pytest.approx(mood.largest.gap / 2)
    assert mood.flips == 0.5
    assert (mood.valence.lowest, mood.valence.highest) == ("i am furious", "i am so happy")
    assert report.worst is mood
    assert report.flips == 0.25


def test_frames_of_oneself_need_a_word_for_it(tmp_path: Path) -> None:
    terms = (
        "a\the\thim\na\tshe\ther\nb\tthe tall one\tthe tall one\ttall\nb\ta cook\ta cook\ta cook\n"
    )
    probes = read_probes(_probes(tmp_path, "{whom}?\ni am {self}\n", terms))
    assert probes.frames_for("a") == ["{whom}?"]
    assert probes.frames_for("b") == ["{whom}?", "i am {self}"]
    assert probes.groups["b"][0].fill("i am {self}") == "I am tall"


@pytest.mark.parametrize(
    ("frames", "terms", "message"),
    [
        ("no slot\n", "a\the\thim\n", r"frames\.tsv, line 1: expected a sentence with \{who\}"),
        ("{them}\n", "a\the\thim\n", r"frames\.tsv, line 1: expected a sentence with \{who\}"),
        ("{who}\n", "a\the\n", r"terms\.tsv, line 1: expected group, who, whom"),
        ("{who}\n", "a\the\thim\n", "the group 'a' needs two terms or more"),
        ("{self}\n", "a\the\thim\na\tshe\ther\n", r"frames\.tsv: no frame for the terms of 'a'"),
        ("", "a\the\thim\n", r"frames\.tsv has no rows"),
    ],
)
def test_broken_probes_are_named(tmp_path: Path, frames: str, terms: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_probes(_probes(tmp_path, frames, terms))


def test_few_labels_hang_on_the_person(
    embedded: EmotionModel, project: Path, tmp_path: Path
) -> None:
    source = project / "data" / "behaviour" / "bias"
    some = ("pronoun", "gender", "religion", CONTROL)
    terms = [t for t in (source / "terms.tsv").open(encoding="utf-8") if t.startswith(some)]
    folder = _probes(tmp_path, (source / "frames.tsv").read_text(encoding="utf-8"), "".join(terms))
    report = measure_bias(embedded, folder)
    assert [group.group for group in report.groups] == list(some)
    assert report.flips <= MOST_FLIPS


def test_command_prints_one_document(cases: Path) -> None:
    (cases / "bias").mkdir()
    _probes(cases / "bias", "{who} is here\n", "a\the\thim\na\tshe\ther\n")
    done = CliRunner().invoke(app, ["behaviour", "--data", str(cases), "--json"])
    document = json.loads(done.stdout)
    assert document["overall"] == {"cases": 9, "dev": 0.6, "test": 0.5}
    assert document["capabilities"]["right"] == {"cases": 5, "dev": 1.0, "test": 1.0}
    assert [failure["line"] for failure in document["failures"]] == [1, 2, 3, 4]
    assert document["bias"]["overall"]["largest"]["label"] in EMOTIONS
    assert done.exit_code == 0


def test_command_lists_failures_for_people(cases: Path) -> None:
    done = CliRunner().invoke(app, ["behaviour", "--data", str(cases), "--failures"])
    assert "wrong.tsv:1 (dev): i am so happy: joy" in done.stdout
    assert "right.tsv" not in done.stdout
    assert "60.0%" in done.stdout
