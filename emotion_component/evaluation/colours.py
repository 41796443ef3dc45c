"""One colour for each emotion, the same in every chart.

From the palette of Okabe and Ito (2008), which stays apart under the usual colour blindnesses;
its yellow and black are left out (too faint on white, too loud beside the rest), and neutral
is a light grey that keeps away from fear's green.
"""

from __future__ import annotations

EMOTION_COLOURS: dict[str, str] = {
    "sadness": "#0072b2",
    "joy": "#e69f00",
    "love": "#cc79a7",
    "anger": "#d55e00",
    "fear": "#009e73",
    "surprise": "#56b4e9",
    "neutral": "#cccccc",
}

SERIES_COLOURS: tuple[str, ...] = ("#0072b2", "#d55e00", "#000000")
"""For lines that stand for no emotion."""


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour`` (#rrggbb).

    By the relative luminance of WCAG 2; the two contrasts are equal at 0.179.
    """
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"
