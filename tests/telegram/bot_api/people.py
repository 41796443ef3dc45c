"""People who write to the bot, alone with it or in a group, and read what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from . import contents
from .world import AS_SENDER, Chat, Json, Press, Sent, World

Push = Callable[[Json], None]
"""Hands an update to the queue."""
MESSAGES = ("sendMessage", "sendPhoto", "sendDocument")
EDITS = ("editMessageText", "editMessageCaption", "editMessageReplyMarkup")


class Reader:
    """What the bot did in one chat, in order."""

    def __init__(self, world: World, chat_id: int) -> None:
        self.chat_id = chat_id
        self._world = world
        self._read = 0

    def received(self, count: int = 1, timeout: float = 10.0) -> list[Sent]:
        """The messages since the last call: at least ``count``, waited for.

        Raises:
            AssertionError: They didn't come within ``timeout`` seconds.
        """
        with self._world.changed:
            self._world.changed.wait_for(lambda: len(self._unread()) >= count, timeout)
            unread = self._unread()
            assert len(unread) >= count, f"{len(unread)} of {count} messages came: {unread}"
            self._read += len(unread)
        return unread

    def everything(self, *methods: str) -> list[Sent]:
        """All that the bot ever did here; by these methods only, where some are named."""
        with self._world.changed:
            here = list(self._world.sent[self.chat_id])
        return [sent for sent in here if not methods or sent.method in methods]

    def edits(self) -> list[Sent]:
        """The messages that the bot changed, as they were afterwards."""
        return self.everything(*EDITS)

    def actions(self) -> list[str]:
        """What the bot said it was doing ("typing")."""
        return [sent.text for sent in self.everything("sendChatAction")]

    def notices(self) -> list[str]:
        """What presses were answered with; an empty text ends the waiting without a word."""
        return [sent.text for sent in self.everything("answerCallbackQuery")]

    def _unread(self) -> list[Sent]:
        return self.everything(*MESSAGES)[self._read :]


class Writer(Reader):
    """A person in one chat. What is sent is returned as the message that the bot gets."""

    def __init__(self, world: World, push: Push, user: Json, chat: Json) -> None:
        super().__init__(world, int(chat["id"]))
        self.user = user
        self._push = push
        self._chat = chat

    def say(self, text: str, **more: Any) -> Json:
        """Send a text; ``more`` are further fields of the message."""
        return self._send(contents.text(text), more)

    def reply(self, message: Json, text: str) -> Json:
        """Answer a message."""
        shown = {name: value for name, value in message.items() if name != "reply_to_message"}
        return self.say(text, reply_to_message=shown)

    def edit(self, message: Json, text: str) -> Json:
        """Change a message's text, or its caption."""
        caption = "caption" if "caption" in message else "text"
        changed = {**message, caption: text, "edit_date": int(time.time())}
        with self._world.changed:
            self._world.chats[self.chat_id].messages[message["message_id"]] = changed
        self._push({"edited_message": changed})
        return changed

    def forward(self, text: str, name: str | None = None, user: Json | None = None) -> Json:
        """Pass somebody's words on."""
        return self.say(text, **contents.forwarded(name, user))

    def photo(self, caption: str = "", **more: Any) -> Json:
        """Send a picture."""
        return self._send(contents.captioned(caption, contents.photo(self._world)), more)

    def album(self, *captions: str) -> list[Json]:
        """Send several pictures as one."""
        group = f"album-{self._world.new_id()}"
        return [self.photo(caption, media_group_id=group) for caption in captions]

    def document(self, caption: str = "", name: str = "a.pdf", data: bytes = b"%PDF-") -> Json:
        """Send a file."""
        content = contents.document(self._world, name, data)
        return self._send(contents.captioned(caption, content), {})

    def record(self, kind: str = "voice", seconds: int = 3, caption: str = "") -> Json:
        """Send a ``voice``, ``audio``, ``video``, ``video_note`` or ``animation``."""
        content = contents.recording(self._world, kind, seconds)
        return self._send(contents.captioned(caption, content), {})

    def sticker(self, emoji: str = "😀") -> Json:
        """Send a sticker."""
        return self._send(contents.sticker(self._world, emoji), {})

    def location(self, latitude: float = 52.52, longitude: float = 13.4) -> Json:
        """Send a place, in degrees."""
        return self._send(contents.location(latitude, longitude), {})

    def contact(self, name: str = "Grace", phone: str = "+15550100") -> Json:
        """Send somebody's number."""
        return self._send(contents.contact(name, phone), {})

    def poll(self, question: str = "Tea?", options: tuple[str, ...] = ("Yes", "No")) -> Json:
        """Ask everybody."""
        return self._send(contents.poll(question, options), {})

    def vote(self, option: int = 0) -> None:
        """Answer a poll; that has no message."""
        chosen = {"option_ids": [option], "option_persistent_ids": [str(option)]}
        self._push({"poll_answer": {"poll_id": "poll-1", "user": self.user, **chosen}})

    def join(self) -> Json:
        """Come into the group."""
        return self._send({"new_chat_members": [self.user]}, {})

    def leave(self) -> Json:
        """Leave the group."""
        return self._send({"left_chat_member": self.user}, {})

    def press(self, label: str, message_id: int | None = None) -> str:
        """Press the button with this text, on the latest message that has it; the query's id.

        Raises:
            AssertionError: No message shows such a button, or it opens a link.
        """
        with self._world.changed:
            message, button = self._button(label, message_id)
            assert "callback_data" in button, f"{label!r} opens a link: {button}"
            query_id = str(4_000_000_000 + self._world.new_id())
            self._world.presses[query_id] = Press(self.chat_id)
        query = {"id": query_id, "from": self.user, "chat_instance": str(self.chat_id)}
        self._push(
            {"callback_query": {**query, "message": message, "data": button["callback_data"]}}
        )
        return query_id

    def _button(self, label: str, message_id: int | None) -> tuple[Json, Json]:
        messages = self._world.chats[self.chat_id].messages
        for number in sorted(messages, reverse=True):
            rows = messages[number].get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if button["text"] == label and message_id in (None, number):
                    return messages[number], button
        raise AssertionError(f"no message in chat {self.chat_id} has a button {label!r}")

    def _send(self, content: Json, more: Json) -> Json:
        with self._world.changed:
            chat = self._world.open_chat(self._chat)
            message = self._world.post(chat, self.user, {**content, **more})
        self._push({"message": message})
        return message


class Person(Writer):
    """A person, alone with the bot. The bot can write to them once they have written."""

    def __init__(self, world: World, push: Push, user: Json) -> None:
        names: Json = {name: user[name] for name in ("first_name", "username") if name in user}
        super().__init__(world, push, user, {"id": user["id"], "type": "private", **names})

    def at(self, group: Group) -> Writer:
        """The same person in a group."""
        return Writer(self._world, self._push, self.user, group.chat)

    def block(self) -> None:
        """Want nothing more from the bot."""
        self._become("kicked", "bot was blocked by the user")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._become("member", None)

    def _become(self, status: str, closed: str | None) -> None:
        with self._world.changed:
            chat = self._world.open_chat(self._chat)
            chat.closed = closed
        self._push(membership(chat, self.user, status))


class Group(Reader):
    """A group that the bot is in."""

    def __init__(self, world: World, push: Push, chat_id: int, title: str) -> None:
        super().__init__(world, chat_id)
        self.chat: Json = {"id": chat_id, "type": "supergroup", "title": title}
        self._push = push

    def add_bot(self, by: Person) -> None:
        """Take the bot in."""
        self._become("member", None, by)
        by.at(self)._send({"new_chat_members": [AS_SENDER]}, {})

    def remove_bot(self, by: Person) -> None:
        """Throw the bot out."""
        self._become("kicked", "bot was kicked from the supergroup chat", by)

    def _become(self, status: str, closed: str | None, by: Person) -> None:
        with self._world.changed:
            chat = self._world.open_chat(self.chat)
            chat.closed = closed
        self._push(membership(chat, by.user, status))


def membership(chat: Chat, by: Json, status: str) -> Json:
    """The update that says what the bot now is in a chat."""
    before = "member" if status == "kicked" else "left"
    until = {"until_date": 0} if status == "kicked" else {}
    return {
        "my_chat_member": {
            "chat": chat.data,
            "from": by,
            "date": int(time.time()),
            "old_chat_member": {"user": AS_SENDER, "status": before},
            "new_chat_member": {"user": AS_SENDER, "status": status, **until},
        }
    }


def user(user_id: int, name: str, username: str | None, language: str) -> Json:
    """Somebody, as the Bot API describes them."""
    described = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
    return {**described, "username": username} if username else described
