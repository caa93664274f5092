"""Text that came from elsewhere, as HTML: all of it stays text, and what a browser would obey or hide is written out."""

import re
from html import escape

from pbdata.showing import shown

# Controls but the tab, soft hyphens, marks of direction (UAX 9), what has no width, separators of lines, halves of characters.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PLAIN = re.compile(rf"[^&<>\"'{_HIDDEN.pattern[1:]}*")
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
