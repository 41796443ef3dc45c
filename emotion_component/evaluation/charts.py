"""The charts of an evaluation as PNG, 800 pixels wide.

Drawn without ``pyplot``: nothing global is touched, and no display is needed.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from emotion_component.evaluation.colours import EMOTION_COLOURS, SERIES_COLOURS, ink_on
from emotion_component.evaluation.confidence import ConfidenceScores
from emotion_component.evaluation.evaluate import Evaluation
from emotion_component.evaluation.metrics import Scores

_DPI = 100
_WIDTH = 8.0
_READABLE_WEDGE = 0.06
_FAINT = "#777777"


def draw_charts(result: Evaluation) -> dict[str, bytes]:
    """PNG files by name: F1, distribution, scores, confusion, and reliability where it applies."""
    figures: dict[str, Callable[[], Figure]] = {
        "f1": lambda: f1_bars(result.scores),
        "distribution": lambda: distribution_pies(result.scores),
        "scores": lambda: score_lines(result.scores),
        "confusion": lambda: confusion_matrix(result.scores),
    }
    if confidence := result.confidence:
        figures["reliability"] = lambda: reliability_diagram(confidence)
    return {f"{name}.png": _png(draw()) for name, draw in figures.items()}


def f1_bars(scores: Scores) -> Figure:
    """A bar for each emotion's F1, and the macro mean as a line."""
    names = [c.label for c in scores.classes]
    values = [c.f1 for c in scores.classes]
    figure = _figure(1.6 + 0.5 * len(names))
    axes = figure.add_subplot()
    bars = axes.barh(names, values, color=[EMOTION_COLOURS[name] for name in names], height=0.7)
    over_line = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    told = [f"{value:.3f}" for value in values]
    axes.bar_label(bars, told, padding=6, fontsize=12, bbox=over_line)
    axes.axvline(scores.macro.f1, color=_FAINT, linestyle="--", linewidth=1.2, zorder=0)
    axes.set_title(f"F1 by emotion (dashed: their mean, {scores.macro.f1:.3f})")
    axes.set(xlim=(0, 1.1), ylim=(len(names) - 0.4, -0.6), xticks=_tenths(2))
    _plain(axes)
    return figure


def distribution_pies(scores: Scores) -> Figure:
    """How often each emotion is true and how often it is predicted, with a table for both."""
    predicted = np.array(scores.confusion).sum(axis=0)
    true = {c.label: c.support for c in scores.classes}
    counts = {
        name: (true.get(name, 0), int(count))
        for name, count in zip(scores.predicted_labels, predicted, strict=True)
        if count or name in true
    }
    figure = _figure(5.2 + 0.3 * len(counts))
    pies, table = figure.subfigures(2, 1, height_ratios=(4.4, 0.8 + 0.3 * len(counts)))
    pies.suptitle("Emotions, true and predicted", fontsize=14)
    left, right = pies.subplots(1, 2)
    for axes, title, column in ((left, "true", 0), (right, "predicted", 1)):
        _pie(axes, title, {name: pair[column] for name, pair in counts.items()})
    _counts_table(table.subplots(), counts)
    return figure


def score_lines(scores: Scores) -> Figure:
    """Precision, recall and F1 over the emotions, a line each."""
    names = [c.label for c in scores.classes]
    figure = _figure(4.8)
    axes = figure.add_subplot()
    series = (
        ("precision", [c.precision for c in scores.classes], "s", "--"),
        ("recall", [c.recall for c in scores.classes], "^", ":"),
        ("F1", [c.f1 for c in scores.classes], "o", "-"),
    )
    for at, (name, values, marker, line) in enumerate(series):
        places = np.arange(len(names)) + 0.08 * (at - 1)  # beside each other where they are equal
        axes.plot(
            places, values, line, marker=marker, color=SERIES_COLOURS[at], label=name, markersize=8
        )
    axes.set_title("Precision, recall and F1", pad=40)
    _legend_above(axes)
    axes.set(xlim=(-0.5, len(names) - 0.5), ylim=(-0.03, 1.03), yticks=_tenths(2))
    axes.set_xticks(range(len(names)), names)
    axes.grid(axis="y", color="#dddddd")
    _plain(axes)
    return figure


def confusion_matrix(scores: Scores) -> Figure:
    """Rows by true label, columns by predicted label; the colour is the share of the row."""
    counts = np.array(scores.confusion)
    rows = [c.label for c in scores.classes]
    shown = [i for i, n in enumerate(scores.predicted_labels) if n in rows or counts[:, i].any()]
    counts = counts[:, shown]
    shares = counts / counts.sum(axis=1, keepdims=True)
    figure = _figure(1.7 + 0.75 * len(rows))
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        axes.text(
            column,
            row,
            f"{counts[row, column]}\n{share:.1%}",
            ha="center",
            va="center",
            fontsize=11,
            color="#ffffff" if share > 0.55 else "#000000",
        )
    axes.set_xticks(range(len(shown)), [scores.predicted_labels[i] for i in shown])
    axes.set_yticks(range(len(rows)), rows)
    axes.set(xlabel="predicted", ylabel="true")
    axes.set_title("Rows by true and predicted emotion (shade: share of the true)")
    _plain(axes)
    return figure


def reliability_diagram(confidence: ConfidenceScores) -> Figure:
    """Accuracy against confidence in 15 bins, and below how many rows each bin has."""
    bins = confidence.bins
    sure = [b.confidence for b in bins]
    right = [b.accuracy for b in bins]
    figure = _figure(6.9)
    above, below = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (3.4, 1)})
    above.plot((0, 1), (0, 1), "--", color=_FAINT, label="perfectly calibrated")
    above.vlines(sure, sure, right, color=SERIES_COLOURS[1], linewidth=3, label="gap")
    above.plot(sure, right, "o-", color=SERIES_COLOURS[0], label="this model")
    above.set_title(
        f"Reliability (expected calibration error {confidence.calibration_error:.3f})", pad=40
    )
    _legend_above(above)
    above.set(ylabel="accuracy", ylim=(-0.03, 1.03), yticks=_tenths(2))
    below.bar(
        [b.centre for b in bins], [b.share for b in bins], width=0.06, color=SERIES_COLOURS[0]
    )
    below.set(xlabel="confidence", ylabel="share of rows", xlim=(-0.02, 1.02), xticks=_tenths(1))
    for axes in (above, below):
        axes.grid(color="#dddddd")
        _plain(axes)
    return figure


def _pie(axes: Axes, title: str, counts: dict[str, int]) -> None:
    total = sum(counts.values())
    axes.set_title(title, fontsize=12)
    wedges, _ = axes.pie(
        list(counts.values()),
        colors=[EMOTION_COLOURS[name] for name in counts],
        startangle=90,
        counterclock=False,
        radius=1.15,
        wedgeprops={"edgecolor": "white", "linewidth": 0.5},
    )
    for wedge, (name, count) in zip(wedges, counts.items(), strict=True):
        if count / total < _READABLE_WEDGE:
            continue
        angle = np.deg2rad((wedge.theta1 + wedge.theta2) / 2)
        reach = 0.0 if count == total else 0.78
        axes.text(
            reach * np.cos(angle),
            reach * np.sin(angle),
            f"{count / total:.0%}",
            ha="center",
            va="center",
            fontsize=12,
            color=ink_on(EMOTION_COLOURS[name]),
        )


def _counts_table(axes: Axes, counts: dict[str, tuple[int, int]]) -> None:
    totals = [max(sum(column), 1) for column in zip(*counts.values(), strict=True)]
    axes.set(xlim=(0, 1), ylim=(len(counts) + 0.5, -0.8))
    axes.axis("off")
    for place, heading in ((0.55, "true"), (0.8, "predicted")):
        axes.text(place, -0.3, heading, ha="right", va="center", fontsize=12, color=_FAINT)
    for row, (name, pair) in enumerate(counts.items()):
        axes.plot(0.2, row + 0.6, "s", color=EMOTION_COLOURS[name], markersize=12)
        axes.text(0.24, row + 0.6, name, va="center", fontsize=12)
        for place, count, total in zip((0.55, 0.8), pair, totals, strict=True):
            told = f"{count:,} ({count / total:.1%})"
            axes.text(place, row + 0.6, told, ha="right", va="center", fontsize=12)


def _figure(height: float) -> Figure:
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor="white", layout="constrained")
    figure.set_constrained_layout_pads(w_pad=0.15, h_pad=0.15)
    return figure


def _legend_above(axes: Axes) -> None:
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=3, frameon=False, fontsize=12)


def _plain(axes: Axes) -> None:
    axes.set_axisbelow(True)
    axes.title.set_fontsize(14)
    axes.tick_params(labelsize=12, length=0, pad=7)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set_fontsize(12)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)


def _tenths(step: int) -> list[float]:
    return [tenth / 10 for tenth in range(0, 11, step)]


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()
