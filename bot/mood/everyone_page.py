"""The report on everyone as one page of HTML."""

from __future__ import annotations

from html import escape

from bot.mood.everyone import EveryoneReport
from bot.mood.everyone_chart import everyone_chart
from bot.mood.everyone_forms import cells, headings, notes
from bot.mood.page_frame import figure, framed, paragraph, table


def everyone_page(report: EveryoneReport, alarm: str | None = None) -> str:
    """Return the page, with its charts; ``alarm`` is a sentence for the top of it."""
    title = f"Everyone by {report.step}, {report.since.date()} to {report.until.date()} (UTC)"
    described = (
        "Lines of the share of sad, angry and afraid messages and of the mean valence, and a bar "
        f"of emotions for each {report.step}; the table has the same numbers."
    )
    parts = [
        paragraph(alarm) if alarm else "",
        '<div class="alone">',
        figure(everyone_chart(report), described, "Distress, valence and emotions"),
        "</div>",
        '<section class="second">',
        f"<h2>Share of messages by {report.step}</h2>",
        table(headings(report), [cells(step) for step in report.steps]),
        *(paragraph(note) for note in notes(report)),
        "</section>",
    ]
    return framed(title, escape(title), parts)
