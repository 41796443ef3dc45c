"""A user's report as one page of HTML, to open and to print on two sheets."""

from __future__ import annotations

from html import escape
from typing import get_args

from bot.mood.chart_span import days_in_words, short, shown_days
from bot.mood.chart_words import CAPTIONS, described
from bot.mood.charts import Kind, chart
from bot.mood.page_frame import bullets, figure, framed, paragraph, printable, table
from bot.mood.report import MoodReport
from bot.mood.sentences import as_sentences
from bot.mood.steps import Step, step_start
from bot.mood.trends import Span, by_day, by_step, ranked
from bot.mood.weeks import weekly_summaries

_WEEKS = 5
_ROWS = 35
_WEEK_ROWS = 7 * _ROWS
_MEANING = (
    "Attune is a program and no doctor. It guesses a feeling from the words of a message and is "
    "wrong now and then: irony and short messages mislead it. Nothing here is a diagnosis.",
    "Valence is how pleasant a message sounds, from −1 (unpleasant) to +1 (pleasant), 0 in "
    "between; a check-in of 1 to 5 counts on the same scale. It isn't how good a day was.",
    "A message that you corrected counts as what you called it.",
    "The line is smoothed over some days; the grey band is where it lies with a certainty of "
    "95 %, and is wide where there are few messages. Over longer gaps no line is drawn.",
    "A change is only told where chance alone would seldom bring it about. Little to go by is "
    "called little.",
    "If what you see here worries you, talk to somebody you trust, or to a doctor.",
)


def report_page(report: MoodReport) -> str:
    """Return the page, with the charts in it; every text from outside is escaped."""
    days = days_in_words(report)
    name = printable(report.user)
    heading = f"Mood of <bdi>{escape(name)}</bdi>, {escape(days)}"
    before = f"the {report.length} days before" if report.since else "the time before"
    parts = [
        paragraph(" ".join(as_sentences(report, days, before))),
        *(_content(report) if report.days else ()),
        "<h2>What the numbers mean, and what they don't</h2>",
        bullets(_MEANING),
        '<p class="note">This page is about one person. Think before you pass it on.</p>',
        "</section>" if report.days else "",
    ]
    return framed(f"Mood of {name}, {days}", heading, parts)


def _content(report: MoodReport) -> list[str]:
    charts = (
        figure(chart(kind, report), described(kind, report), CAPTIONS[kind])
        for kind in get_args(Kind)
    )
    return [
        *_weeks(report),
        "<h2>Charts</h2>",
        f'<div class="charts">\n{"".join(charts)}\n</div>',
        '<section class="second">',
        *_days(report),
    ]


def _weeks(report: MoodReport) -> list[str]:
    """Whole weeks: the first one may have begun before the report."""
    entries = (*report.earlier, *report.entries)
    days = by_day(entries, report.zone, (*report.earlier_check_ins, *report.check_ins))
    first, last = shown_days(report)
    shown = step_start(first, "week")
    told = [week.text for week in weekly_summaries(days, last) if week.start >= shown]
    return ["<h2>Week by week</h2>", bullets(told[-_WEEKS:])]


def _days(report: MoodReport) -> list[str]:
    first, last = shown_days(report)
    step = _step((last - first).days + 1)
    spans = by_step(report.days, step)
    headings = (step.capitalize(), "Messages", "Mostly", "Valence", "Check-ins")
    rows = [_row(span, step, report) for span in spans[-_ROWS:]]
    left_out = len(spans) - len(rows)
    told = [f'<p class="note">{left_out} earlier ones are left out here.</p>'] if left_out else []
    return [f"<h2>The {step}s</h2>", table(headings, rows), *told]


def _row(span: Span, step: Step, report: MoodReport) -> tuple[str, ...]:
    days = (day for day in report.days if step_start(day.day, step) == span.start)
    rated = sum(day.check_ins for day in days)
    emotion = next(iter(ranked(span.shares)), "")
    valence = f"{span.mean_valence:+.2f}".replace("-", "−")
    return short(span.start, step), str(span.count), emotion, valence, str(rated or "")


def _step(length: int) -> Step:
    if length <= _ROWS:
        return "day"
    return "week" if length <= _WEEK_ROWS else "month"
