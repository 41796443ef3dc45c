"""A real browser without a window: Debian's Chromium, told what to do on its command line."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_NO_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WIDTHS = """
<script>
addEventListener("load", () => {
  document.title = "widths " + [...document.images].map(image => image.naturalWidth).join(" ");
});
</script>
"""
_ALONE = (
    *("--headless", "--disable-gpu", "--disable-dev-shm-usage"),
    "--no-sandbox",  # root can't have it, and the page is our own
    # It calls home otherwise, and waits for an answer.
    *("--disable-background-networking", "--disable-component-update", "--no-first-run"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_TIMEOUT = 120


@dataclass(frozen=True)
class Browser:
    """Opens pages; ``folder`` is for its profile and what it makes."""

    program: str
    folder: Path

    def console(self, html: str) -> list[str]:
        """Return what the browser complains of when it shows the page."""
        shot = f"--screenshot={self.folder / 'page.png'}"
        said = self._run(html, "--enable-logging=stderr", shot).stderr
        return [line for line in said.splitlines() if ":CONSOLE" in line]

    def image_widths(self, html: str) -> list[int]:
        """Return how wide the page's images are once they are decoded; 0 is a broken one."""
        asking = _NO_POLICY.sub("", html).replace("</head>", f"{_WIDTHS}</head>")
        dom = self._run(asking, "--dump-dom").stdout
        (widths,) = re.findall(r"<title>widths ([\d ]*)</title>", dom)
        return [int(width) for width in widths.split()]

    def printed_sheets(self, html: str) -> int:
        """Return how many sheets of paper the page needs."""
        paper = self.folder / "page.pdf"
        self._run(html, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
        return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))

    def _run(self, html: str, *options: str) -> subprocess.CompletedProcess[str]:
        page = self.folder / "page.html"
        page.write_text(html, encoding="utf-8")
        profile = f"--user-data-dir={self.folder / 'profile'}"
        command = [self.program, *_ALONE, profile, *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=True)


def find_browser(folder: Path) -> Browser:
    """Return Chromium; the test is skipped where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not here: apt-get install chromium brings it")
    return Browser(program, folder)
