from __future__ import annotations

from html.parser import HTMLParser

import pytest

from emotion_component import EmotionModel
from emotion_component.evaluation.evaluate import Evaluation, Mistake, compare
from emotion_component.evaluation.fine import score_fine
from emotion_component.evaluation.labelled import LabelledText, LabelledTexts
from emotion_component.evaluation.page import ShownMistake, evaluation_page
from emotion_component.explanation import explanation_html

ROWS = LabelledTexts(
    (
        LabelledText("<script>alert('so happy')</script>", ("joy",), "joy", None),
        LabelledText("leave me alone", ("anger",), "anger", None),
        LabelledText("hm", ("disgust",), None, None),
    )
)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href")]
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(embedded: EmotionModel) -> _Tags:
    result = compare("attune <1>", ROWS, ["anger", "anger"])
    text = ROWS.rows[0].text
    html = explanation_html(embedded.explain(text, "anger"))
    shown = [ShownMistake(Mistake(text, "joy", "anger", 0.875), html)]
    return _Tags(evaluation_page(result, "a & b.csv", {"f1.png": b"png"}, shown))


def test_page_needs_no_other_file_and_no_script(page: _Tags) -> None:
    assert "script" not in page.opened
    assert page.links == ["data:image/png;base64,cG5n"]
    assert page.open == []


def test_page_shows_figures_and_mistakes(page: _Tags) -> None:
    assert "attune <1> on a & b.csv" in page.text
    for figure in ("left out, without one of the seven", "0.5000", "macro avg"):
        assert figure in page.text
    assert "<script>alert('so happy')</script>" in page.text
    assert "labelled joy, heard as anger with a confidence of 87.5%" in page.text


def test_page_has_the_28_only_where_they_were_scored(page: _Tags) -> None:
    assert "28 labels" not in page.text
    fine = score_fine([{"grief"}], [{"grief", "pride"}])
    result = Evaluation("m", 2, 0, compare("m", ROWS, ["joy", "anger"]).scores, 0.5, fine=fine)
    text = _Tags(evaluation_page(result, "a.tsv", {}, [])).text
    assert "GoEmotions' 28 labels" in text
    assert "grief" in text
    assert "mistakes" not in text
