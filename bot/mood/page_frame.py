"""The frame of a page of HTML that needs no other file, no network and no script."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from string import Template

_LONGEST_NAME = 40
_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 54rem; margin: auto; padding: 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 0.5rem; }
ul { padding-left: 1.2rem; }
li { margin: 0.3rem 0; }
.charts { display: grid; gap: 1.2rem; align-items: start; }
@media (min-width: 46rem), print {
  .charts { grid-template-columns: 1fr 1fr; }
  .charts :nth-child(3) { grid-column: 2; grid-row: 1 / 3; }
}
figure { margin: 0; }
img { display: block; box-sizing: border-box; width: 100%; max-width: 26rem; height: auto;
  padding: 0.4rem; border-radius: 6px; background: #fff; border: 1px solid #8884; }
figcaption, .note { opacity: 0.8; font-size: 0.9rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.6rem; text-align: right; border-bottom: 1px solid #8886;
  white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
@media (prefers-color-scheme: dark) { img { filter: brightness(0.88); } }
@page { size: A4; margin: 13mm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.3; }
  h1 { margin: 0; font-size: 13pt; }
  figcaption { font-size: 8pt; }
  h2 { margin: 4mm 0 1mm; break-after: avoid; }
  p, ul { margin: 2mm 0; }
  li { margin: 0.5mm 0; }
  figure, li, tr { break-inside: avoid; }
  .charts { gap: 3mm; }
  img { filter: none; border: 0; padding: 0; width: auto; max-width: 100%; max-height: 58mm; }
  .charts :nth-child(3) img { max-height: 122mm; }
  .alone img { max-height: 200mm; }
  .second { break-before: page; }
  .second h2:first-child { margin-top: 0; }
  .table { overflow-x: visible; }
  th, td { padding-top: 0.2mm; padding-bottom: 0.2mm; }
}
</style>
</head>
<body>
<main>
<h1>$heading</h1>
$body
</main>
</body>
</html>
""")


def framed(title: str, heading: str, parts: Sequence[str]) -> str:
    """Return the page; ``heading`` and ``parts`` are HTML already, ``title`` is text."""
    body = "\n".join(filter(None, parts))
    return _PAGE.substitute(title=escape(title), heading=heading, body=body)


def printable(name: str) -> str:
    """Return ``name`` as a page can show it: short, without what would turn or break its text."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"


def paragraph(text: str) -> str:
    """Return ``text`` as a paragraph."""
    return f"<p>{escape(text)}</p>"


def bullets(texts: Sequence[str]) -> str:
    """Return ``texts`` as a list."""
    return "<ul>\n" + "".join(f"<li>{escape(text)}</li>\n" for text in texts) + "</ul>"


def figure(png: bytes, described: str, caption: str) -> str:
    """Return an image; ``described`` is for those who can't see it."""
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return (
        f'<figure><img src="{source}" alt="{escape(described)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the first column is on the left, the others are on the right."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return (
        f'<div class="table"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{lines}</tbody></table></div>"
    )


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"
