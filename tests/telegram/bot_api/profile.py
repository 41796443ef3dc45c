"""The methods about the bot itself, its menu, and what can be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .calls import Call
from .refusals import bad_request
from .world import BOT, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST = {"description": 512, "short_description": 120}


@dataclass
class Profile:
    """What people see of the bot before they write."""

    commands: list[dict[str, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def set_commands(self, call: Call) -> bool:
        """A menu of up to 100 commands."""
        commands = call.value("commands")
        if not isinstance(commands, list):
            raise bad_request("expected an Array of BotCommand")
        if len(commands) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command.get("command", "").lstrip("/").lower()):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command.get("description", "")) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands = commands
        return True

    def delete_commands(self, call: Call) -> bool:
        """No menu."""
        self.commands = []
        return True

    def set_text(self, call: Call) -> bool:
        """What stands in an empty chat, or on the bot's page."""
        name = "short_description" if call.method == "setMyShortDescription" else "description"
        if len(call.text(name)) > _LONGEST[name]:
            # Telegram's wording isn't documented anywhere that could be read.
            raise bad_request(f"{name} is too long")
        self.texts[name] = call.text(name)
        return True


def get_me(world: World, call: Call) -> Any:
    """The bot."""
    return BOT


def get_chat(world: World, call: Call) -> Any:
    """A chat, with the colours and limits that every chat has."""
    chat = world.writable(call.text("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat.data,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {**dict.fromkeys(gifts, False), "gifts_from_channels": False},
    }


def get_file(world: World, call: Call) -> Any:
    """Where a file can be fetched."""
    file_id = call.text("file_id")
    if file_id not in world.files:
        raise bad_request("invalid file_id")
    size = len(world.files[file_id].data)
    unique = {"file_unique_id": f"u-{file_id}", "file_size": size}
    return {"file_id": file_id, **unique, "file_path": f"files/{file_id}"}
