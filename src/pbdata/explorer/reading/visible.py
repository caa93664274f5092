"""Text that came from elsewhere, as HTML: all of it stays text, and what a browser would obey or hide is written out."""

import re
from html import escape

from pbdata.showing import shown

_UNSEEN = (
    r"\x00-\x08\x0a-\x1f\x7f-\x9f"  # controls but the tab
    r"\xad\u034f\u115f\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\ufff9-\ufffb"  # what has no width
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction (UAX 9)
    r"\u2028\u2029\ud800-\udfff"  # separators of lines, halves of characters
)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_PLAIN = re.compile(f"[^&<>\"'{_UNSEEN}]*")
_NAMED = {"\n": "⏎", "\r": "␍"}


def visible(text: str) -> str:
    """Return text as HTML; what would not be seen stands in an element ``u.sign`` by its code point."""
    if _PLAIN.fullmatch(text):
        return text
    parts = _HIDDEN.split(text)
    signs = map(_sign, _HIDDEN.findall(text))
    return "".join(escape(part) + sign for part, sign in zip(parts, [*signs, ""], strict=True))


def attribute(text: str) -> str:
    """Return text for an attribute in quotation marks; what would not be seen is written out as ``\\u202e``."""
    return text if _PLAIN.fullmatch(text) else escape(shown(text))


def _sign(character: str) -> str:
    if character in _NAMED:
        return f'<u class="sign end">{_NAMED[character]}</u>'
    return f'<u class="sign">U+{ord(character):04X}</u>'
