"""The charts, looked at as images."""

from __future__ import annotations

import io
import struct
from typing import get_args

import numpy as np
import pytest
from some_entries import daily
from some_reports import report_of, varied

from bot.mood.chart_span import note
from bot.mood.chart_words import described
from bot.mood.charts import Kind, chart
from bot.mood.drawing import look
from bot.mood.report import MoodReport
from emotion_component.evaluation.colours import EMOTION_COLOURS
from emotion_component.labels import EMOTIONS

KINDS = get_args(Kind)


@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_chart_is_a_png_that_says_nothing_else(kind: Kind) -> None:
    image = chart(kind, report_of(varied(range(12)), 14, user="ann@zanzibar"))
    assert set(_chunks(image)) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    assert _pixels(image).shape[1] == 800


@pytest.mark.parametrize("length", [1, 7, 30, 98, 99, 365, 800, None])
def test_every_length_has_a_chart_of_a_phones_size(length: int | None) -> None:
    days = range(0, length or 4000, max((length or 4000) // 60, 1))
    height, width, _ = _pixels(chart("all", report_of(varied(days), length))).shape
    assert width < height < 6 * width


def test_shares_have_the_colours_of_what_was_heard_only() -> None:
    entries = daily([0.8] * 3, "joy") + daily([-0.8] * 4, "fear", first=3)
    image = _pixels(chart("shares", report_of(entries, 7)))
    seen = {label for label, colour in EMOTION_COLOURS.items() if _count(image, colour) > 500}
    assert seen == {"joy", "fear"}


def test_every_emotion_has_a_sign_of_its_own() -> None:
    assert len({look(label).sign for label in (*EMOTIONS, None)}) == len(EMOTIONS) + 1


def test_line_is_not_drawn_over_a_gap() -> None:
    whole = report_of(varied(range(30)), 30)
    broken = report_of(varied([*range(10), *range(20, 30)]), 30)
    assert _line_in_the_middle(whole)
    assert not _line_in_the_middle(broken)


def test_few_entries_are_called_few_and_get_no_line() -> None:
    report = report_of(daily([0.5, -0.5]), 30)
    assert note(report) == "Few entries: 2 messages and 1 check-in on 3 days."
    many = report_of(daily([0.5, -0.5] * 15), 30)
    assert note(many) == "10 March to 8 April 2025."
    ink = "#222222"
    few, enough = (_count(_pixels(chart("line", each)), ink) for each in (report, many))
    assert enough > 4 * few


def test_empty_days_look_empty() -> None:
    empty, full = (
        _pixels(chart("calendar", report_of(daily([0.9] * days), 28))) for days in (7, 28)
    )
    (shade, _), *_ = _shades(full)
    # The check-in gives the fourth day a shade of its own.
    assert _count(full, shade) / _count(empty, shade) == pytest.approx(27 / 6, rel=0.05)


def test_pleasant_and_unpleasant_days_differ_without_colour() -> None:
    """The signs: the same day of the same greyness points up or down."""
    up, down = (
        _pixels(chart("calendar", report_of(daily([value] * 7), 7))) for value in (0.8, -0.8)
    )
    dark_up, dark_down = (_dark(image) for image in (up, down))
    assert dark_up.shape == dark_down.shape
    assert (dark_up != dark_down).sum() > 500


@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_nothing_kept_is_said_not_drawn(kind: Kind) -> None:
    height, width, _ = _pixels(chart(kind, report_of([], 30))).shape
    assert height < width / 2


def test_alternative_texts_tell_what_is_drawn() -> None:
    entries = daily([0.8] * 5, "joy") + daily([-0.9] * 2, "anger", first=6)
    report = report_of(entries, 10)
    assert described("line", report).endswith(
        "Highest: +0.80 on 10 March. Lowest: −0.90 on 16 March."
    )
    assert described("calendar", report).endswith(
        ": 5 pleasant days, 0 in balance, 2 unpleasant, 3 without entries."
    )
    assert described("shares", report).endswith("All together: joy 71% and anger 29%.")
    assert described("line", report_of([], 10)).startswith("Nothing: ")


def _chunks(image: bytes) -> list[bytes]:
    """The names of a PNG file's chunks; texts about it would be chunks of their own."""
    at, names = 8, []
    while at < len(image):
        length, name = struct.unpack(">I4s", image[at : at + 8])
        names.append(name)
        at += 12 + length
    return names


def _pixels(image: bytes) -> np.ndarray:
    from matplotlib.image import imread

    return np.round(imread(io.BytesIO(image))[..., :3] * 255).astype(int)


def _count(image: np.ndarray, colour: str) -> int:
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return int((image == wanted).all(axis=2).sum())


def _shades(image: np.ndarray) -> list[tuple[str, int]]:
    """The colours that aren't grey, the commonest first."""
    flat = image.reshape(-1, 3)
    coloured = flat[np.ptp(flat, axis=1) > 30]
    colours, counts = np.unique(coloured, axis=0, return_counts=True)
    order = np.argsort(-counts)
    return [("#{:02x}{:02x}{:02x}".format(*colours[n]), int(counts[n])) for n in order]


def _dark(image: np.ndarray) -> np.ndarray:
    return image.max(axis=2) < 80


def _line_in_the_middle(report: MoodReport) -> bool:
    """Whether the line's ink is in a strip in the middle of the plot, above its axis' labels."""
    image = _pixels(chart("line", report))
    strip = image[100 : image.shape[0] // 2, 420:440]
    return bool((strip == 0x22).all(axis=2).any())
