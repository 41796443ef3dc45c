"""Talks as Rasa would send them to the action server."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests


@dataclass
class Answer:
    """What an action returned."""

    responses: list[str]
    slots: dict[str, Any]
    events: list[dict[str, Any]]
    raw: dict[str, Any]

    @property
    def files(self) -> list[dict[str, Any]]:
        """The references to files that the channel is to send."""
        custom = [message["custom"] for message in self.raw["responses"] if message["custom"]]
        return [message["attune_file"] for message in custom]

    def value(self, response: str, name: str) -> Any:
        """What ``response`` is filled in with under ``name``."""
        [found] = [m for m in self.raw["responses"] if m["response"] == response]
        return found[name]


@dataclass
class Talk:
    """One user's conversation; ``run`` sends it to the action server."""

    server: str
    user: str = field(default_factory=lambda: f"user-{uuid.uuid4().hex}")
    events: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    channel: str = "rest"

    def says(self, text: str, emotion: str | None = "joy", **latest: Any) -> None:
        """The user says ``text``, just now; None for no emotion heard."""
        heard = {} if emotion is None else {"emotion": _emotion(emotion), **_entities(emotion)}
        data = {"text": text, "intent": {"name": "affirm", "confidence": 1.0}, **heard, **latest}
        event = _event("user", text=text, message_id=uuid.uuid4().hex, parse_data=data)
        self.events.append({**event, "input_channel": self.channel})

    def means(self, intent: str, text: str, emotion: str | None = "neutral") -> None:
        """The user says ``text``, which is understood as ``intent``."""
        self.says(text, emotion, intent={"name": intent, "confidence": 0.8})

    def chooses(self, value: str, intent: str = "share_feeling", entity: str = "emotion") -> None:
        """The user presses a button: a command, in which nothing is heard."""
        text = f'/{intent}{{"{entity}": "{value}"}}'
        data = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "entities": [{"entity": entity, "value": value}],
        }
        self.events.append(_event("user", text=text, message_id=uuid.uuid4().hex, parse_data=data))

    def hears(self, response: str, *buttons: str) -> None:
        """The bot answers with ``response`` and offers ``buttons``, as Rasa's tracker has it."""
        data = {"buttons": [{"title": title, "payload": "/x"} for title in buttons] or None}
        self.events.append(_event("bot", text="…", data=data, metadata={"utter_action": response}))

    def run(self, action: str, domain: dict[str, Any] | None = None) -> Answer:
        """Run ``action`` and apply its slots and responses to the talk."""
        call = {
            "next_action": action,
            "sender_id": self.user,
            "tracker": self._tracker(),
            "domain": domain or {},
            "version": "3.6.21",
        }
        reply = requests.post(f"{self.server}/webhook", json=call, timeout=30)
        assert reply.status_code == 200, reply.text
        return self._apply(reply.json())

    def _tracker(self) -> dict[str, Any]:
        said = [event for event in self.events if event["event"] == "user"]
        return {
            "sender_id": self.user,
            "slots": self.slots,
            "latest_message": said[-1]["parse_data"] if said else {},
            "events": self.events,
        }

    def _apply(self, raw: dict[str, Any]) -> Answer:
        responses = [m["response"] for m in raw["responses"] if m["response"]]
        slots = {e["name"]: e["value"] for e in raw["events"] if e["event"] == "slot"}
        if any(event["event"] == "reset_slots" for event in raw["events"]):
            self.slots.clear()
        self.slots.update(slots)
        self.events.extend(raw["events"])
        for response in responses:
            self.hears(response)
        return Answer(responses, slots, raw["events"], raw)


def _event(kind: str, **fields: Any) -> dict[str, Any]:
    return {"event": kind, "timestamp": time.time(), "input_channel": "rest", **fields}


def _entities(emotion: str) -> dict[str, Any]:
    return {"entities": [{"entity": "emotion", "value": emotion}]}


def _emotion(label: str) -> dict[str, Any]:
    return {
        "label": label,
        "confidence": 0.9,
        "intensity": 0.6,
        "valence": 0.5,
        "scores": {label: 0.9, "neutral": 0.1},
        "unsure": False,
        "available": True,
        "model": "0.1.0-test",
    }
