from __future__ import annotations

import csv
from html.parser import HTMLParser
from itertools import islice
from math import log
from pathlib import Path

import pytest

from emotion_component import EmotionModel
from emotion_component.errors import DataError
from emotion_component.evaluation.deletion import measure_deletion
from emotion_component.explanation import Explanation, WordWeight, explain, explanation_html
from emotion_component.prediction import EmotionPrediction
from emotion_component.words import split_words

TURN = "i was happy all day but now i am scared of the exam"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("she's gone!!! ok", ["she's", "gone", "!!!", "ok"]),
        ("sad😢😢😢 or 👍🏽👍 ❤️", ["sad", "😢😢😢", "or", "👍🏽👍", "❤️"]),
        ("well-known :( :D <3", ["well-known", ":(", ":D", "<3"]),
        ("at 10:30, 3.5% @tom #sad", ["at", "10:30", ",", "3.5", "%", "@tom", "#sad"]),
        ("cafe\u0301 שלום\nhttps://a.b/c?d", ["cafe\u0301", "שלום", "https://a.b/c?d"]),
        ("a\x00b \u200b \ud800", ["a", "b"]),
        ("", []),
    ],
)
def test_words_are_those_typed(text: str, words: list[str]) -> None:
    found = split_words(text)
    assert [word.text for word in found] == words
    assert [text[word.start : word.end] for word in found] == words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("i am furious about the letter", "furious"),
        ("i went to the shop and now i feel miserable", "miserable"),
        ("the parcel is here 😍", "😍"),
    ],
)
def test_word_of_feeling_weighs_most(embedded: EmotionModel, text: str, word: str) -> None:
    assert max(embedded.explain(text).words, key=lambda w: w.weight).text == word


def test_weight_is_the_drop_of_log_odds(embedded: EmotionModel) -> None:
    def log_odds(text: str) -> float:
        score = embedded.predict([text])[0].scores["fear"]
        return log(score / (1 - score))

    without = log_odds(TURN.replace("happy", "[MASK]"))
    happy = _weight(embedded.explain(TURN, "fear"), "happy")
    assert happy == pytest.approx(log_odds(TURN) - without, abs=1e-6)


def test_other_label_turns_the_words_round(embedded: EmotionModel) -> None:
    joy = embedded.explain("i am happy but also scared", "joy")
    assert joy.confidence < 0.5
    assert _weight(joy, "scared") < 0 < _weight(joy, "happy")


def test_unknown_label_is_refused(embedded: EmotionModel) -> None:
    with pytest.raises(ValueError, match="no label 'rage'; the model knows"):
        embedded.explain("hello", "rage")


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ud800", "\x00"])
def test_nothing_said_has_no_words(embedded: EmotionModel, text: str) -> None:
    explanation = embedded.explain(text)
    assert (explanation.label, explanation.words) == ("neutral", ())


@pytest.mark.parametrize("text", ["wonderful", "😢", "!!!", "a" * 9000])
def test_one_word_is_weighed_too(embedded: EmotionModel, text: str) -> None:
    [word] = embedded.explain(text).words
    assert abs(word.weight) < 20


def test_same_text_same_weights(embedded: EmotionModel) -> None:
    first = embedded.explain(TURN)
    embedded.predict(["something else", TURN])
    assert embedded.explain(TURN) == first


def test_long_text_is_bounded_work(embedded: EmotionModel) -> None:
    read: list[int] = []

    def predict(text: str) -> EmotionPrediction:
        read.append(len(text))
        return embedded.predict([text])[0]

    explanation = explain("the bus was late and i am so sad about it " * 30, predict)
    assert len(explanation.words) == 330
    assert explanation.together > 1
    assert sum(read) < 50_000


def test_pieces_are_the_whole_text(embedded: EmotionModel) -> None:
    text = "  so sad,\n<b>so & sad</b> 😢 "
    pieces = embedded.explain(text).pieces()
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("weights", "shades"), [((4, -1.5, 0.5), [3, -1, 0]), ((0.1, -0.1, 0.5), [0, 0, 2])]
)
def test_shade_follows_weight(weights: tuple[float, ...], shades: list[int]) -> None:
    words = tuple(WordWeight(i, i + 1, "abc"[i], weight) for i, weight in enumerate(weights))
    assert [piece.shade for piece in Explanation("abc", "joy", 0.5, words).pieces()] == shades


def test_html_shows_the_text_and_nothing_else() -> None:
    text = '<script>alert("x")</script> & sad\x1b\ud800'
    words = tuple(WordWeight(w.start, w.end, w.text, 2.0) for w in split_words(text))
    page = _Page()
    page.feed(explanation_html(Explanation(text, "sadness", 0.9, words)))
    assert page.text == text.replace("\x1b", "\ufffd").replace("\ud800", "\ufffd")
    assert page.tags == {"span", "mark"}


def test_html_tells_for_from_against() -> None:
    words = (WordWeight(0, 3, "sad", 2.0), WordWeight(4, 6, "ok", -2.0))
    html = explanation_html(Explanation("sad ok", "sadness", 0.9, words))
    supporting, against = html.split("</mark> ")
    assert "solid" in supporting
    assert "dotted" in against


def test_marked_words_carry_the_prediction(embedded: EmotionModel, project: Path) -> None:
    with (project / "data/everyday/test.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        texts = list(islice((row[0] for row in rows if row[1] != "neutral"), 0, 240, 6))
    result = measure_deletion(embedded, texts, draws=3)
    assert len(texts) == 40
    assert result.low > 0
    assert result.marked - result.random == pytest.approx(result.difference)


def test_deletion_needs_words_to_choose_among(embedded: EmotionModel) -> None:
    with pytest.raises(DataError, match="at least two words"):
        measure_deletion(embedded, ["ok", ""])


def _weight(explanation: Explanation, text: str) -> float:
    return next(word.weight for word in explanation.words if word.text == text)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data
