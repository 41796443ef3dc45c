from __future__ import annotations

import itertools
import random
import struct
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from emotion_component.evaluation import charts
from emotion_component.evaluation.colours import EMOTION_COLOURS
from emotion_component.evaluation.confidence import ConfidenceScores
from emotion_component.evaluation.evaluate import Evaluation
from emotion_component.evaluation.metrics import reliability, score
from emotion_component.labels import EMOTIONS

SEEN_BY = {  # Machado, Oliveira and Fernandes 2009, complete loss of one cone, linear RGB
    "everyone": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def _evaluation(labels: list[str], weights: list[int]) -> Evaluation:
    rng = random.Random(4)
    truth = [label for label, weight in zip(labels, weights, strict=True) for _ in range(weight)]
    guess = [t if rng.random() < 0.8 else rng.choice(EMOTIONS) for t in truth]
    confidence = np.array([rng.uniform(0.2, 1) for _ in truth])
    bins = reliability(confidence, np.array(truth) == np.array(guess))
    sure = ConfidenceScores(0.1, 0.7, 0.9, 0.1, tuple(bins))
    return Evaluation("m", len(truth), 0, score(truth, guess, EMOTIONS), 0.5, sure)


CASES = [
    _evaluation(list(EMOTIONS), [20, 25, 1, 15, 10, 2, 9000]),
    _evaluation(list(EMOTIONS[:6]), [581, 695, 159, 275, 224, 66]),
    _evaluation(["joy", "anger"], [20, 20]),
    _evaluation(["surprise"], [3]),
]


@pytest.fixture
def drawn_texts(monkeypatch: pytest.MonkeyPatch) -> Callable[[Figure], dict[Text, Bbox]]:
    """Draws a figure and says where each of its texts came to lie."""
    places: dict[Text, Bbox] = {}
    draw = Text.draw

    def spy(text: Text, renderer: RendererAgg) -> None:
        draw(text, renderer)
        if text.get_visible() and text.get_text():
            places[text] = text.get_window_extent(renderer)

    def drawn(figure: Figure) -> dict[Text, Bbox]:
        places.clear()
        figure.draw(FigureCanvasAgg(figure).get_renderer())
        return places

    monkeypatch.setattr(Text, "draw", spy)
    return drawn


@pytest.mark.parametrize("result", CASES, ids=lambda result: len(result.scores.classes))
def test_charts_are_pngs_800_pixels_wide(result: Evaluation) -> None:
    drawn = charts.draw_charts(result)
    names = ("f1", "distribution", "scores", "confusion", "reliability")
    assert set(drawn) == {f"{name}.png" for name in names}
    for content in drawn.values():
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">I", content[16:20]) == (800,)


@pytest.mark.parametrize("result", CASES, ids=lambda result: len(result.scores.classes))
def test_no_text_lies_over_another(
    result: Evaluation, drawn_texts: Callable[[Figure], dict[Text, Bbox]]
) -> None:
    assert result.confidence
    figures = (
        charts.f1_bars(result.scores),
        charts.distribution_pies(result.scores),
        charts.score_lines(result.scores),
        charts.confusion_matrix(result.scores),
        charts.reliability_diagram(result.confidence),
    )
    for figure in figures:
        texts = drawn_texts(figure)
        assert len(texts) > 4
        for one, other in itertools.combinations(texts, 2):
            assert not texts[one].overlaps(texts[other]), (one, other)


def test_emotions_stay_apart_for_the_colour_blind() -> None:
    assert set(EMOTION_COLOURS) == set(EMOTIONS)
    for matrix in SEEN_BY.values():
        seen = [_lab(np.array(matrix) @ _linear(c)) for c in EMOTION_COLOURS.values()]
        nearest = min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2))
        assert nearest > 15  # CIE 1976; about 2 is the least that anyone sees


def _linear(colour: str) -> np.ndarray:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    x, y, z = np.cbrt(TO_XYZ @ np.clip(linear, 0, 1) / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
