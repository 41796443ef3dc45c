"""Explanations for a terminal: the words in colour, or in brackets where there is none."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from emotion_component.explanation import Explanation, Piece

_FOR = ("", "#1a1a1a on #fde0b0", "#1a1a1a on #f9bf58", "bold #1a1a1a on #e69f00")
_AGAINST = (
    "",
    "underline #1a1a1a on #cfe6f5",
    "underline #1a1a1a on #94cbee",
    "bold underline #1a1a1a on #56b4e9",
)
_LINE_BREAKS = str.maketrans("\n\t", "  ")


def print_explanation(explanation: Explanation) -> None:
    """Print the text on standard output with the words marked, and a note where it is coarse.

    Orange speaks for the label; blue, underlined, against it; the deeper the stronger. Without
    colours (``NO_COLOR``, a pipe) a marked word stands in brackets with its weight.
    """
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    show = _coloured if console.color_system and not console.no_color else _bracketed
    console.print(Text.assemble("  ", *map(show, explanation.pieces())))
    if explanation.together > 1:
        console.print(f"  (a long text: weighed {explanation.together} words at a time)")


def _coloured(piece: Piece) -> Text:
    shades = _FOR if piece.shade > 0 else _AGAINST
    return Text(piece.text.translate(_LINE_BREAKS), shades[abs(piece.shade)])


def _bracketed(piece: Piece) -> Text:
    text = piece.text.translate(_LINE_BREAKS)
    return Text(f"[{text} {piece.weight:+.1f}]" if piece.shade else text)
