"""Every method that is answered at once, by its name."""

from __future__ import annotations

from typing import Any

from . import editing, profile, sending
from .calls import Call
from .pace import Pace
from .world import World

_IN_CHATS = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "getFile": profile.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "answerCallbackQuery": editing.answer_callback_query,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
}
_PACED = ("sendMessage", "sendPhoto", "sendDocument")


class Methods:
    """Answers calls from what the world holds."""

    def __init__(self, world: World) -> None:
        self.profile = profile.Profile()
        self.pace = Pace()
        self._world = world
        self._own = {
            "setMyCommands": self.profile.set_commands,
            "deleteMyCommands": self.profile.delete_commands,
            "getMyCommands": lambda call: self.profile.commands,
            "setMyDescription": self.profile.set_text,
            "setMyShortDescription": self.profile.set_text,
            "setChatMenuButton": lambda call: True,
        }

    def note(self, call: Call) -> None:
        """Remember what the test shall see, whatever comes of the call."""
        with self._world.changed:
            for name in call.unknown():
                self._world.violations.append(f"{call.method}: unknown parameter {name!r}")
            if call.method in _PACED and call.chat_id is not None:
                self.pace.note(call.at, call.chat_id)

    def answer(self, call: Call) -> Any:
        """The result of a call.

        Raises:
            Refusal: Telegram would refuse it.
        """
        with self._world.changed:
            if call.method in self._own:
                return self._own[call.method](call)
            return _IN_CHATS[call.method](self._world, call)
