"""What people send, as the Bot API describes it."""

from __future__ import annotations

import io
import re
import time
from typing import Any

from PIL import Image

from .calls import Upload
from .formatting import utf16_length
from .world import Json, World

_FOUND = re.compile(
    r"(?<!\S)(?:(?P<bot_command>/\w{1,32}(?:@\w{5,32})?)|(?P<mention>@\w{5,32})"
    r"|(?P<hashtag>#\w+)|(?P<url>https?://\S+)|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+))",
    re.ASCII,
)


def found_entities(text: str) -> list[Json]:
    """The entities that Telegram finds in a text by itself: commands, mentions, links."""
    return [
        {
            "type": str(found.lastgroup),
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _FOUND.finditer(text)
    ]


def text(words: str) -> Json:
    """A text."""
    entities = found_entities(words)
    return {"text": words, **({"entities": entities} if entities else {})}


def captioned(caption: str, content: Json) -> Json:
    """A photo, document or video with a caption, or without where that is empty."""
    if not caption:
        return content
    entities = found_entities(caption)
    more = {"caption_entities": entities} if entities else {}
    return {**content, "caption": caption, **more}


def photo(world: World) -> Json:
    """A picture in two sizes."""
    return {"photo": [_picture(world, side) for side in (90, 320)]}


def document(world: World, name: str, data: bytes) -> Json:
    """A file."""
    described = _file(world, Upload(name, data))
    return {"document": {**described, "file_name": name, "mime_type": "application/pdf"}}


def recording(world: World, kind: str, seconds: int) -> Json:
    """A ``voice``, ``audio``, ``video``, ``video_note`` or ``animation``."""
    described = {**_file(world, Upload(f"{kind}.bin", b"\0" * 64)), "duration": seconds}
    shape = {"video": {"width": 640, "height": 360}, "video_note": {"length": 240}}
    shape["animation"] = shape["video"]
    return {kind: {**described, **shape.get(kind, {})}}


def sticker(world: World, emoji: str) -> Json:
    """A sticker; without an emoji where that is empty."""
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    described = {**_picture(world, 512), **kind, "set_name": "Feelings"}
    return {"sticker": {**described, **({"emoji": emoji} if emoji else {})}}


def location(latitude: float, longitude: float) -> Json:
    """A place, in degrees."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(name: str, phone: str) -> Json:
    """Somebody's number."""
    return {"contact": {"phone_number": phone, "first_name": name}}


def poll(question: str, options: tuple[str, ...]) -> Json:
    """A question to choose an answer to."""
    described = [
        {"text": option, "voter_count": 0, "persistent_id": str(number)}
        for number, option in enumerate(options)
    ]
    never = "is_closed is_anonymous allows_multiple_answers allows_revoting members_only"
    flags = dict.fromkeys(never.split(), False)
    counted = {"id": "poll-1", "total_voter_count": 0, "type": "regular", **flags}
    return {"poll": {**counted, "question": question, "options": described}}


def forwarded(name: str | None, user: Json | None) -> Json:
    """Whose words these are: a known user's, or somebody's of whom only the name is shown."""
    origin: Json = {"type": "user", "sender_user": user}
    if user is None:
        origin = {"type": "hidden_user", "sender_user_name": name or "Someone"}
    return {"forward_origin": {**origin, "date": int(time.time()) - 3600}}


def _picture(world: World, side: int) -> Json:
    drawn = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(drawn, "PNG")
    return {**_file(world, Upload("photo.png", drawn.getvalue())), "width": side, "height": side}


def _file(world: World, file: Upload) -> dict[str, Any]:
    file_id = world.keep(file)
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(file.data)}
