"""Show text that came from elsewhere: what a terminal or a workflow would obey is written out, and what is long is cut.

Controls, escape sequences, marks of direction and halves of characters are shown as ``\\x1b`` or ``\\u202e``. A line of output
never begins as a command to a runner of GitHub does (``::error ...``), nor holds one of the older form (``##[error]``).
"""

import json
import re
from typing import Any

# All controls but the tab, marks of direction (UAX 9), separators of lines, and what no encoding can write.
OBEYED = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a reader would obey instead of showing it."""
_COMMAND = re.compile(r"\A(\s*):(?=:)")
_OLDER_COMMAND = "##["
_NAMED = {"\n": "\\n", "\r": "\\r"}


def shown(text: str) -> str:
    """The text with everything written out that a reader would obey instead of showing it."""
    return OBEYED.sub(lambda match: _NAMED.get(match[0], _escape(match[0])), text)


def shown_lines(text: str) -> str:
    """The text with the same written out, its line ends left as they are."""
    return "\n".join(map(shown, text.split("\n"))) if OBEYED.search(text) else text


def shown_line(text: str) -> str:
    """The text as one line of output, which commands nothing."""
    return _COMMAND.sub(r"\1\\x3a", shown(text)).replace(_OLDER_COMMAND, "#\\x23[")


def json_line(record: Any) -> str:
    """A record as one line of JSON: the data are whole, and what a terminal would obey is written as JSON escapes it."""
    written = json.dumps(record, ensure_ascii=False)
    return OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", written).replace(_OLDER_COMMAND, "#\\u0023[")


def cut(text: str, longest: int) -> str:
    """The text, or its beginning and its end where it is longer: the end of a message says what to do."""
    if len(text) <= longest:
        return text
    tail = longest // 4
    return f"{text[: longest - tail - 5]} ... {text[-tail:]}"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
