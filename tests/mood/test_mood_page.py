"""The page, read as text and opened in a real browser."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from browser import Browser, find_browser
from some_reports import FIRST, report_of, varied

from bot.mood.cell import Cell
from bot.mood.everyone import build_everyone
from bot.mood.everyone_page import everyone_page
from bot.mood.page import report_page

HOSTILE = "</h1><script>alert('x')</script><img src=x onerror=alert(1)>\"&\u202e\x00"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Chromium with a profile of its own."""
    return find_browser(tmp_path)


def test_page_holds_all_its_parts() -> None:
    page = report_page(report_of(varied(range(30)), 30))
    assert '<html lang="en">' in page
    assert "<title>Mood of ann, 10 March to 8 April 2025</title>" in page
    assert page.count("data:image/png;base64,") == page.count(' alt="') == 3
    assert page.count("In the week from") == 5
    assert page.count("<tr><td>") == 30
    assert "no doctor" in page


def test_page_needs_nothing_from_elsewhere() -> None:
    page = report_page(report_of(varied(range(30)), 30))
    assert not re.findall(r"(?:src|href)=\"(?!data:)|url\(|@import|https?://|<script", page)


def test_name_is_text_and_nothing_else() -> None:
    page = report_page(report_of(varied(range(30)), 30, user=HOSTILE))
    assert "&lt;/h1&gt;&lt;script&gt;alert(&#x27;x&#x27;)" in page
    assert not re.findall("<script|onerror=alert|\u202e|\x00", page)


def test_empty_report_says_so() -> None:
    page = report_page(report_of([], 30))
    assert "I have no messages from 10 March to 8 April 2025." in page
    assert "<img" not in page


def test_long_report_has_its_last_rows_and_says_so() -> None:
    page = report_page(report_of(varied(range(0, 3600, 15), 1), None))
    assert page.count("<tr><td>") == 35
    assert "earlier ones are left out here" in page


def test_browser_shows_every_chart_and_complains_of_nothing(browser: Browser) -> None:
    page = report_page(report_of(varied(range(30)), 30, user=HOSTILE))
    assert browser.console(page) == []
    assert browser.image_widths(page) == [800] * 3


def test_browser_would_complain(browser: Browser) -> None:
    page = report_page(report_of(varied(range(30)), 30))
    source = 'src="data:image/png;base64,'
    assert browser.console(page.replace(source, 'src="https://elsewhere.example/', 1)) != []
    assert browser.image_widths(page.replace(source, f"{source}AAAA", 1)) == [0, 800, 800]


@pytest.mark.parametrize("length", [7, 35, 98, 365])
def test_page_prints_on_two_sheets(browser: Browser, length: int) -> None:
    page = report_page(report_of(varied(range(length)), length, user="W" * 200))
    assert browser.printed_sheets(page) == 2


def test_page_on_everyone_opens(browser: Browser) -> None:
    weeks = [date(2025, 3, 10) + timedelta(days=7 * n) for n in range(10)]
    cells = [Cell(week, emotion, 8, 20, 2.0) for week in weeks for emotion in ("joy", "fear")]
    report = build_everyone(cells, FIRST, FIRST + timedelta(days=70), "week")
    page = everyone_page(report, "Half of them sound sad & afraid.")
    assert "<p>Half of them sound sad &amp; afraid.</p>" in page
    assert browser.console(page) == []
    assert browser.image_widths(page) == [800]


def test_page_on_everyone_may_have_nothing_to_show() -> None:
    report = build_everyone([Cell(FIRST.date(), "joy", 4, 9, 2.0)], FIRST, FIRST, "day")
    page = everyone_page(report)
    assert "<tr><td>" not in page
    assert "fewer than 5 users" in page
