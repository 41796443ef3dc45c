"""What becomes of each thing that people send."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from bot.telegram import texts
from bot.telegram.commands import Ask, help_text, press_of, reply_to
from bot.telegram.courier import Courier, leniently
from bot.telegram.files import make_file
from bot.telegram.handled import Handled
from bot.telegram.incoming import (
    Blocked,
    Called,
    Edit,
    Forwarded,
    Incoming,
    Origin,
    Pressed,
    Unread,
    Words,
)
from bot.telegram.moods import Moods, reread
from bot.telegram.outgoing import Button, Outgoing, Reference, Text
from bot.telegram.reading import Me
from bot.telegram.replies import Replies
from bot.telegram.talk import GRAVE, Answer, Talk, intent_of, message_id, plain_words
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)

_TYPING_SECONDS = 4.0
"""Telegram shows it for five."""
_SECONDS_FOR_A_SIGN = 0.5
_REMEMBERED = 1_000


class Answering:
    """Answers what comes in, one thing at a time in each chat."""

    def __init__(
        self, courier: Courier, talk: Talk, moods: Moods, handled: Handled, me: Me
    ) -> None:
        self._courier = courier
        self._talk = talk
        self._moods = moods
        self._handled = handled
        self._me = me
        self._albums: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)
        self._pressed: deque[tuple[int, int]] = deque(maxlen=_REMEMBERED)

    async def handle(self, update_id: int, incoming: Incoming) -> None:
        """Answer an update; what can't be done is logged, without a word of it."""
        origin = incoming.origin
        if isinstance(incoming, Blocked):
            await self._end_reminder(origin)
            return
        reply_to = None if origin.private else origin.message_id
        replies = Replies(self._courier, self._handled, update_id, origin.chat_id, reply_to)
        async with _typing(self._courier, origin.chat_id):
            answers = await self._answers(incoming)
            messages = [await self._made(answer, origin) for answer in answers]
        await replies.send(*messages)
        if replies.blocked and origin.private:
            await self._end_reminder(origin)

    async def _answers(self, incoming: Incoming) -> Sequence[Answer]:
        if isinstance(incoming, Pressed):
            return await self._pressed_button(incoming)
        if isinstance(incoming, Edit):
            return await self._edited(incoming)
        if not incoming.origin.private:
            return await self._in_a_group(incoming)
        if isinstance(incoming, Called):
            return await self._asked(incoming.origin, reply_to(incoming.command, incoming.argument))
        if isinstance(incoming, Words):
            self._is_new_album(incoming.origin)
            text = plain_words(incoming.text)
            asked = Ask(text) if text else Text(texts.UNKNOWN_COMMAND)
            return await self._asked(incoming.origin, asked)
        if isinstance(incoming, Forwarded):
            return [await self._forwarded(incoming)]
        assert isinstance(incoming, Unread)
        wanted = self._is_new_album(incoming.origin)
        return [Text(texts.UNREAD.format(kind=incoming.kind))] if wanted else []

    async def _asked(self, origin: Origin, asked: Ask | Text) -> Sequence[Answer]:
        return [asked] if isinstance(asked, Text) else await self._talk.answers(origin, asked)

    async def _pressed_button(self, pressed: Pressed) -> Sequence[Answer]:
        origin = pressed.origin
        await leniently(self._courier.answer_press(pressed.query_id))
        message = (origin.chat_id, origin.message_id)
        if message in self._pressed or not origin.private:
            return []
        self._pressed.append(message)
        await leniently(self._courier.clear_buttons(*message))
        return await self._asked(origin, press_of(pressed.payload))

    async def _edited(self, edit: Edit) -> Sequence[Answer]:
        origin, text = edit.origin, plain_words(edit.text)
        parsed = await self._talk.heard(text)
        changed = await self._reread(edit, parsed)
        if intent_of(parsed) in GRAVE:
            asked = Ask(text) if origin.private else Ask("/crisis")
            return await self._talk.answers(origin, asked)
        return [Text(texts.EDIT_READ)] if changed and origin.private else []

    async def _reread(self, edit: Edit, parsed: dict[str, Any]) -> bool:
        user = str(edit.origin.user_id)
        try:
            return await self._moods.use(
                lambda store: reread(store, user, message_id(edit.origin), edit.sent_at, parsed)
            )
        except AttuneError as error:
            logger.warning("An edit is left out of the mood history. %s", error)
            return False

    async def _in_a_group(self, incoming: Incoming) -> Sequence[Answer]:
        """Note the mood, and show nothing of it: whoever needs help at once is told of it."""
        origin = incoming.origin
        if isinstance(incoming, Called):
            if incoming.command == "help":
                return [help_text()]
            return [self._invitation(origin, incoming.command)]
        text = plain_words(incoming.text) if isinstance(incoming, Words) else ""
        if not text:
            return [self._invitation(origin, "group")]
        grave = intent_of(await self._talk.heard(text)) in GRAVE
        await self._talk.note(origin, text)
        if grave:
            return await self._talk.answers(origin, Ask("/crisis"))
        return [self._invitation(origin, "group")]

    def _invitation(self, origin: Origin, start: str) -> Text:
        button = Button(texts.IN_A_GROUP_BUTTON, url=self._me.link(start))
        return Text(texts.IN_A_GROUP.format(name=origin.name), (button,))

    async def _forwarded(self, forwarded: Forwarded) -> Text:
        text = plain_words(forwarded.text)
        grave = text and intent_of(await self._talk.heard(text)) in GRAVE
        return Text(texts.FORWARDED_GRAVE if grave else texts.FORWARDED)

    async def _made(self, answer: Answer, origin: Origin) -> Outgoing:
        if not isinstance(answer, Reference):
            return answer
        work = partial(make_file, user=str(origin.user_id), fields=answer.fields)
        try:
            return await self._moods.use(work)
        except AttuneError as error:
            logger.warning("A file could not be made. %s", error)
            return Text(texts.HISTORY_UNAVAILABLE)
        except Exception as error:  # its text may quote what is kept
            logger.error("A file could not be made: %s", type(error).__name__)
            return Text(texts.NO_ANSWER)

    async def _end_reminder(self, origin: Origin) -> None:
        user = str(origin.user_id)
        try:
            await self._moods.use(lambda store: store.remove_reminder(user))
        except AttuneError as error:
            logger.warning("The reminder of somebody who left stays. %s", error)

    def _is_new_album(self, origin: Origin) -> bool:
        """Tell whether something is alone, or the first of its album that we hear of."""
        if origin.album is None:
            return True
        album = (origin.chat_id, origin.album)
        if album in self._albums:
            return False
        self._albums.append(album)
        return True


@asynccontextmanager
async def _typing(courier: Courier, chat_id: int) -> AsyncIterator[None]:
    done = asyncio.Event()
    showing = asyncio.create_task(_keep_typing(courier, chat_id, done))
    try:
        yield
    finally:
        # Shown after the answer, it would promise another.
        done.set()
        await asyncio.wait({showing}, timeout=_SECONDS_FOR_A_SIGN)
        showing.cancel()


async def _keep_typing(courier: Courier, chat_id: int, done: asyncio.Event) -> None:
    while not done.is_set():
        await leniently(courier.typing(chat_id))
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(done.wait(), _TYPING_SECONDS)
