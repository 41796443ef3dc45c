"""Which words of a text speak for its emotion, found by taking each of them out.

Occlusion (Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016, "Understanding neural networks
through representation erasure") needs nothing of the network but its answers: what it explains
is the very file that is shipped. A word is hidden behind [MASK] rather than deleted: on validation
texts each way found the words whose loss it measures itself, those found by hiding came closer to
the whole text's prediction on their own, and of a single word something is left to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from emotion_component.prediction import EmotionPrediction
from emotion_component.text import MAX_CHARACTERS
from emotion_component.words import Word, split_words

_GAP = " [MASK] "
_CHARACTERS_READ = 40_000
_FEWEST_READINGS = 16
_SURE = 1e-6
_SHADES = 3
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_HTML_COLOURS = {True: "230,159,0", False: "86,180,233"}  # Okabe and Ito 2008: orange, sky blue


@dataclass(frozen=True)
class WordWeight(Word):
    """A word and how much it speaks for the label.

    ``weight`` is the drop of the label's log-odds (natural logarithm) when the word is hidden:
    above 0 it speaks for the label, below 0 against it, and 1 means odds 2.7 times as high.
    """

    weight: float


@dataclass(frozen=True)
class Piece:
    """A stretch of text to show: ``shade`` -3 (strongly against) to 3 (strongly for)."""

    text: str
    weight: float = 0.0
    shade: int = 0


@dataclass(frozen=True)
class Explanation:
    """What each word of ``text`` did for ``label``, whose probability is ``confidence`` (0..1).

    ``words`` stand in the text's order. In a long text ``together`` neighbours were hidden at a
    time and share their weight; elsewhere it is 1.
    """

    text: str
    label: str
    confidence: float
    words: tuple[WordWeight, ...]
    together: int = 1

    def as_list(self) -> list[dict[str, Any]]:
        """For JSON: word, start, end (in characters) and weight, rounded to four places."""
        return [
            {"word": w.text, "start": w.start, "end": w.end, "weight": round(w.weight, 4)}
            for w in self.words
        ]

    def pieces(self) -> Iterator[Piece]:
        """The whole text in order, words and what stands between them.

        The strongest word has the deepest shade, unless even that one is weak. What can't be
        shown (control characters, halves of surrogate pairs) is replaced.
        """
        strongest = max([1.0, *(abs(word.weight) for word in self.words)])
        done = 0
        for word in self.words:
            if word.start > done:
                yield Piece(_showable(self.text[done : word.start]))
            shade = round(_SHADES * word.weight / strongest)
            yield Piece(_showable(word.text), word.weight, shade)
            done = word.end
        if done < len(self.text):
            yield Piece(_showable(self.text[done:]))


def explain(
    text: str, predict: Callable[[str], EmotionPrediction], label: str | None = None
) -> Explanation:
    """Weigh each word of ``text`` for ``label``, by default the one predicted.

    Texts are read one at a time, because with dynamic quantisation the neighbours in a batch
    move a text's logits. At most about 40,000 characters are read in all; where that is not
    enough for every word, neighbours are hidden together (:attr:`Explanation.together`).

    :param predict: the model, one text at a time.
    :raises ValueError: when the model has no such label.
    """
    read = text[:MAX_CHARACTERS]
    prediction = predict(read)
    label = prediction.label if label is None else label
    if label not in prediction.scores:
        raise ValueError(f"no label {label!r}; the model knows {', '.join(prediction.scores)}")
    confidence = prediction.scores[label]
    words = split_words(read)
    together = _together(len(words), len(read))
    weights: list[WordWeight] = []
    for at in range(0, len(words), together):
        group = words[at : at + together]
        without = predict(hide(read, group)).scores[label]
        drop = (_log_odds(confidence) - _log_odds(without)) / len(group)
        weights += [WordWeight(word.start, word.end, word.text, drop) for word in group]
    return Explanation(text, label, confidence, tuple(weights), together)


def hide(text: str, words: Iterable[Word], gap: str = _GAP) -> str:
    """``text`` with ``gap`` in place of each of ``words``, which stand in the text's order."""
    parts, done = [], 0
    for word in words:
        parts += [text[done : word.start], gap]
        done = word.end
    return "".join([*parts, text[done:]])


def explanation_html(explanation: Explanation) -> str:
    """The text with its words marked, as an escaped fragment of HTML without scripts.

    Orange and a solid line speak for the label, blue and a dotted one against it; the weight
    shows on hovering. It reads on light and on dark pages.
    """
    marked = "".join(map(_html_piece, explanation.pieces()))
    return f'<span dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere">{marked}</span>'


def _html_piece(piece: Piece) -> str:
    text = escape(piece.text)
    if not piece.shade:
        return text
    supports = piece.shade > 0
    opacity = 0.2 * abs(piece.shade)
    style = (
        f"background:rgba({_HTML_COLOURS[supports]},{opacity:.1f});color:inherit;"
        f"border-bottom:2px {'solid' if supports else 'dotted'};border-radius:3px;"
        "padding:0 2px;print-color-adjust:exact"
    )
    return f'<mark title="{piece.weight:+.2f}" style="{style}">{text}</mark>'


def _together(words: int, characters: int) -> int:
    readings = max(_FEWEST_READINGS, _CHARACTERS_READ // max(characters, 1))
    return max(1, -(-words // readings))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _SURE), 1 - _SURE)
    return float(np.log(bounded / (1 - bounded)))


def _showable(text: str) -> str:
    return _UNSHOWABLE.sub("\ufffd", text)
