"""Text with formatting marks, read as the Bot API reads it and as strictly.

The rules and the error texts are those of TDLib's ``MessageEntity.cpp``, which every Bot API
server runs. Not known here: quotations that can be expanded, in MarkdownV2.
"""

from .formatted import Formatted, utf16_length
from .reading import formatted

__all__ = ["Formatted", "formatted", "utf16_length"]
