from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from actions.choices import CHOICES
from bot.mood.consent import CONSENT_VERSION
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
    unused = {name for name in domain["responses"] if name not in sources}
    assert unused == _by_emotion("utter_tip") | _by_emotion("utter_corrected")


def _by_emotion(response: str) -> set[str]:
    return {f"{response}_{label}" for label in EMOTIONS}


def test_wording_of_the_consent_has_its_version(domain: dict[str, Any]) -> None:
    [variation] = domain["responses"]["utter_ask_consent"]
    digest = hashlib.sha256(variation["text"].encode()).hexdigest()[:16]
    # A new wording needs a new CONSENT_VERSION, so that everyone is asked again.
    assert (CONSENT_VERSION, digest) == ("2", "2e8ef16e71dde92b")


def test_every_choice_of_a_button_is_known(domain: dict[str, Any]) -> None:
    texts = [variation for group in domain["responses"].values() for variation in group]
    payloads = [button["payload"] for text in texts for button in text.get("buttons", [])]
    chosen = [p.replace("{{", "{").replace("}}", "}").partition("{") for p in payloads]
    choices = {json.loads("{" + rest)["choice"] for name, _, rest in chosen if name == "/choose"}
    assert choices == set(CHOICES)
    assert {name for name, _, _ in chosen} <= {f"/{intent}" for intent in domain["intents"]}


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
