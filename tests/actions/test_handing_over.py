"""Giving users what is kept of them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from talks import Talk


def test_nothing_kept_is_said(talk: Talk) -> None:
    talk.means("export_data", "give me my data")
    assert talk.run("action_export").responses == ["utter_export_empty"]


def test_terminal_is_told_where_the_files_are(agreed: Talk, home: Path) -> None:
    agreed.channel = "cmdline"
    agreed.says("i'm happy")
    agreed.means("export_data", "give me my data")
    answer = agreed.run("action_export")
    files = [Path(answer.value("utter_export_files", f"{form}_file")) for form in ("json", "csv")]
    assert {file.parent for file in files} == {home / "exports"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert agreed.user not in str(files)
    emotions = [entry["emotion"] for entry in json.loads(files[0].read_text())["entries"]]
    assert emotions == ["joy", "neutral"]


def test_channel_gets_references_and_no_data(agreed: Talk) -> None:
    agreed.says("i'm happy")
    agreed.means("export_data", "give me my data")
    answer = agreed.run("action_export")
    assert answer.responses == ["utter_export_sent"]
    assert answer.files == [{"kind": "export", "format": form} for form in ("json", "csv")]
    assert answer.events == []
