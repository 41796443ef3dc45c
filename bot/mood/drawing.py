"""What the charts of a mood have in common: their size, and how each emotion looks.

Drawn without ``pyplot``: nothing global is touched, and no display is needed. A chart is 800
pixels wide with letters that can be read at half of that, on a phone. An emotion is told by its
sign as well as by its colour.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from emotion_component.evaluation.colours import EMOTION_COLOURS
from emotion_component.labels import EMOTIONS

FAINT = "#666666"
EDGE = "#333333"
TEXT_SIZE = 9
SMALL = 8

_WIDTH = 4.0
_DPI = 200
_TITLE_SIZE = 11
_LEGEND_COLUMNS = 4
_LEGEND_ROW = 0.22


@dataclass(frozen=True)
class Look:
    """How an emotion is drawn: a colour (#rrggbb), a sign (matplotlib's marker) and its name."""

    colour: str
    sign: str
    name: str


_SIGNS = {
    "sadness": "v",
    "joy": "^",
    "love": "D",
    "anger": "X",
    "fear": "s",
    "surprise": "*",
    "neutral": "o",
}
_RATED = Look("#ffffff", "P", "check-in only")


@dataclass(frozen=True)
class Panel:
    """A chart, alone or one of several in an image; ``height`` is in inches."""

    height: float
    draw: Callable[[FigureBase], None]


def look(emotion: str | None) -> Look:
    """Return how ``emotion`` looks; None is a day that was rated and has no message."""
    if emotion is None:
        return _RATED
    return Look(EMOTION_COLOURS[emotion], _SIGNS[emotion], emotion)


def png(panels: Sequence[Panel]) -> bytes:
    """Return the panels, one below the other, as a PNG file that says nothing of its origin."""
    heights = [panel.height for panel in panels]
    figure = Figure((_WIDTH, sum(heights)), dpi=_DPI, facecolor="white", layout="constrained")
    figure.set_constrained_layout_pads(w_pad=0.1, h_pad=0.06)
    parts = figure.subfigures(len(panels), 1, squeeze=False, height_ratios=heights)[:, 0]
    for part, panel in zip(parts, panels, strict=True):
        panel.draw(part)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def titled(part: FigureBase, title: str, note: str) -> Axes:
    """Return plain axes under a title and a note."""
    return _titled(part, part.subplots(), title, note)


def titled_with_legend(part: FigureBase, title: str, note: str, handles: Sequence[Artist]) -> Axes:
    """Return plain axes under a title and a note, with a legend beneath them."""
    low = legend_height(len(handles))
    high = part.bbox.height / _DPI - low
    axes, below = part.subplots(2, 1, gridspec_kw={"height_ratios": (high, low)})
    below.axis("off")
    below.legend(
        handles=handles,
        loc="center",
        ncol=min(len(handles), _LEGEND_COLUMNS),
        frameon=False,
        fontsize=SMALL,
        handletextpad=0.3,
        columnspacing=1.0,
        borderaxespad=0,
    )
    return _titled(part, axes, title, note)


def legend_height(entries: int) -> float:
    """Return how many inches a legend of so many entries needs."""
    return 0.1 + _LEGEND_ROW * -(-entries // _LEGEND_COLUMNS)


def emotion_signs(emotions: Iterable[str | None]) -> list[Artist]:
    """Return a legend's entries for those emotions that occur, in the usual order."""
    occur = set(emotions)
    return [sign(look(emotion)) for emotion in (*EMOTIONS, None) if emotion in occur]


def sign(of: Look) -> Artist:
    """Return the entry of a legend."""
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=of.sign,
        color=of.colour,
        markeredgecolor=EDGE,
        markeredgewidth=0.5,
        markersize=7,
        label=of.name,
    )


def _titled(part: FigureBase, axes: Axes, title: str, note: str) -> Axes:
    part.suptitle(title, x=0.02, ha="left", fontsize=_TITLE_SIZE)
    axes.set_title(note, loc="left", fontsize=SMALL, color=FAINT, pad=6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=TEXT_SIZE, length=0, pad=4)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes
