"""What several folders of tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.update(
    RASA_TELEMETRY_ENABLED="false",
    TF_CPP_MIN_LOG_LEVEL="3",
    SQLALCHEMY_SILENCE_UBER_WARNING="1",
    USE_TF="0",
)

ROOT = Path(__file__).parents[1]
_SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def project() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The data sets that stand beside the repository where it is developed."""
    if not (_SHARED / "data").is_dir():
        pytest.skip("../shared/data is not here: it holds the labelled data sets")
    return _SHARED / "data"


@pytest.fixture(scope="session")
def wordnet() -> None:
    """WordNet, in the folder where it is developed or wherever NLTK finds it."""
    if (_SHARED / "nltk_data").is_dir():
        os.environ["NLTK_DATA"] = str(_SHARED / "nltk_data")
    from nltk.corpus import wordnet as corpus

    try:
        corpus.ensure_loaded()
    except LookupError:
        pytest.skip("WordNet is not here: ../shared/nltk_data or nltk.downloader brings it")


@pytest.fixture(autouse=True)
def _log_is_complete(caplog: pytest.LogCaptureFixture) -> None:
    """Rasa, once it was loaded in this process, drops repeated lines from every handler."""
    caplog.handler.filters.clear()
