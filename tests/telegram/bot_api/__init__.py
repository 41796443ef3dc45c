"""An HTTP double of Telegram's Bot API, strict where the real one refuses.

``with BotApi() as api`` runs it on 127.0.0.1; ``api.person()`` writes to the bot and reads what it
answers; ``api.fail(...)`` and ``api.disturb(...)`` make it go wrong. What it accepts and how it
refuses was taken from Telegram's own server (tdlib/telegram-bot-api), from TDLib, and from the
documentation that python-telegram-bot carries.
"""

from .api import TOKEN, BotApi
from .calls import Call, Upload
from .failures import Blocked, Dropped, ServerError, Slow, TooManyRequests
from .people import Group, Person, Writer
from .update_queue import Disturbance
from .webhook import SECRET_HEADER
from .world import Sent

__all__ = [
    "SECRET_HEADER",
    "TOKEN",
    "Blocked",
    "BotApi",
    "Call",
    "Disturbance",
    "Dropped",
    "Group",
    "Person",
    "Sent",
    "ServerError",
    "Slow",
    "TooManyRequests",
    "Upload",
    "Writer",
]
