"""An evaluation as one page of HTML that needs no other file and no script."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template

from emotion_component.evaluation.evaluate import Evaluation, Mistake
from emotion_component.evaluation.metrics import ClassScore
from emotion_component.evaluation.summary import summary

_CAPTIONS = {
    "f1.png": "F1 of each emotion, and their mean",
    "distribution.png": "How often each emotion is true, and how often it is predicted",
    "scores.png": "Precision, recall and F1 of each emotion",
    "confusion.png": "Which emotion is taken for which",
    "reliability.png": "How often the model is right when it is this sure",
}
_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.8rem; text-align: right; border-bottom: 1px solid #8886; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tr.mean td { font-style: italic; }
figure { margin: 1.5rem 0; break-inside: avoid; }
figure img { max-width: 100%; height: auto; border-radius: 4px; }
figcaption, .note { opacity: 0.75; font-size: 0.9rem; }
li { margin: 0.8rem 0; break-inside: avoid; overflow-wrap: anywhere; }
@media print { body { max-width: none; } }
</style>
</head>
<body>
<h1>$title</h1>
$body
</body>
</html>
""")


@dataclass(frozen=True)
class ShownMistake:
    """A mistake and its text as ``html``, escaped, the words that led there marked."""

    mistake: Mistake
    html: str


def evaluation_page(
    result: Evaluation,
    data_name: str,
    charts: Mapping[str, bytes],
    mistakes: Sequence[ShownMistake],
) -> str:
    """The figures, the tables, the ``charts`` (PNG by file name) and the ``mistakes``."""
    sections = [
        _figures(result),
        _table("By emotion", result.scores.classes, (result.scores.macro, result.scores.weighted)),
        _table("GoEmotions' 28 labels", result.fine.labels) if result.fine else "",
        "<h2>Charts</h2>",
        *(_chart(name, content) for name, content in charts.items()),
        _mistakes(mistakes),
    ]
    title = escape(f"{result.model} on {data_name}")
    return _PAGE.substitute(title=title, body="\n".join(filter(None, sections)))


def _figures(result: Evaluation) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>\n"
        for name, value in summary(result)
    )
    return f"<table>\n{rows}</table>"


def _table(heading: str, rows: Sequence[ClassScore], means: Sequence[ClassScore] = ()) -> str:
    headings = "".join(f"<th>{name}</th>" for name in ("", "precision", "recall", "F1", "support"))
    body = "".join(_table_row(row) for row in rows)
    body += "".join(_table_row(row, ' class="mean"') for row in means)
    return f"<h2>{heading}</h2>\n<table>\n<tr>{headings}</tr>\n{body}</table>"


def _table_row(row: ClassScore, mark: str = "") -> str:
    numbers = "".join(f"<td>{n:.4f}</td>" for n in (row.precision, row.recall, row.f1))
    return f"<tr{mark}><td>{escape(row.label)}</td>{numbers}<td>{row.support}</td></tr>\n"


def _chart(name: str, content: bytes) -> str:
    caption = escape(_CAPTIONS[name])
    source = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    return (
        f'<figure><img src="{source}" alt="{caption}" width="800">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _mistakes(mistakes: Sequence[ShownMistake]) -> str:
    if not mistakes:
        return ""
    items = "".join(
        f"<li>{shown.html}<br><span class='note'>labelled {escape(shown.mistake.label)}, heard as "
        f"{escape(shown.mistake.predicted)} with a confidence of {shown.mistake.confidence:.1%}"
        "</span></li>\n"
        for shown in mistakes
    )
    return (
        "<h2>The most confident mistakes</h2>\n"
        '<p class="note">Marked are the words that spoke for what was heard (orange, solid line) '
        "and against it (blue, dotted). These are people's own words: think before you pass "
        f"this page on.</p>\n<ol>\n{items}</ol>"
    )
