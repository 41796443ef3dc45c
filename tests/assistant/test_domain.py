from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from emotion_component.labels import EMOTIONS

FEELINGS = [label for label in EMOTIONS if label != "neutral"]


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    root = Path(__file__).parents[2]
    loaded: dict[str, Any] = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    return loaded


def _sources(project: Path) -> str:
    files = [*project.glob("actions/*.py"), *project.glob("data/**/*.yml")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _texts(domain: dict[str, Any], response: str, emotion: str) -> set[str]:
    condition = {"type": "slot", "name": "emotion", "value": emotion}
    variations = domain["responses"][response]
    return {v["text"] for v in variations if condition in v.get("condition", [])}


def test_actions_of_the_domain_are_the_servers(domain: dict[str, Any]) -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(domain["actions"]) == set(executor.actions)


def test_every_response_is_used(domain: dict[str, Any], project: Path) -> None:
    sources = _sources(project)
    tips = {f"utter_tip_{label}" for label in EMOTIONS}
    assert [name for name in domain["responses"] if name not in sources and name not in tips] == []


def test_every_emotion_has_its_tip(domain: dict[str, Any]) -> None:
    assert {f"utter_tip_{label}" for label in EMOTIONS} <= set(domain["responses"])


@pytest.mark.parametrize("emotion", [*EMOTIONS, "unsure"])
def test_each_emotion_is_answered_in_its_own_words(domain: dict[str, Any], emotion: str) -> None:
    own = _texts(domain, "utter_share_feeling", emotion)
    others = {e for e in (*EMOTIONS, "unsure") if e != emotion}
    assert len(own) >= 4
    assert not own & {t for other in others for t in _texts(domain, "utter_share_feeling", other)}


@pytest.mark.parametrize("emotion", ["sadness", "anger", "fear"])
def test_nobody_exclaims_at_pain(domain: dict[str, Any], emotion: str) -> None:
    for response in domain["responses"]:
        assert not [text for text in _texts(domain, response, emotion) if "!" in text], response


@pytest.mark.parametrize("response", ["utter_crisis", "utter_concern"])
def test_safety_has_one_fixed_text(domain: dict[str, Any], response: str) -> None:
    [variation] = domain["responses"][response]
    assert set(variation) == {"text"}
    assert "findahelpline.com" in variation["text"]


def test_bot_never_denies_being_one(domain: dict[str, Any]) -> None:
    assert all(v["text"].startswith("Yes") for v in domain["responses"]["utter_bot_challenge"])
