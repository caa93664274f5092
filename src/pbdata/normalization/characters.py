"""Clean-up of single characters: width, exotic spaces, invisible characters, radicals, forms of marks.

Never NFKC: it would change 6 % of the characters of Chinese news, and rewrite full-width punctuation.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from pbdata.datafiles import read_data

if TYPE_CHECKING:
    import numpy as np

_WIDTH = {
    chr(wide): chr(wide - 0xFEE0)
    for span in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))
    for wide in range(*span)
}
_WIDTH |= {"％": "%", "．": ".", "／": "/"}
# U+E5E5 is what old decoders made of A3 A0, the space of old editors.
_SPACES = dict.fromkeys(
    "\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ue5e5\t\v\f", " "
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RADICALS = {
    chr(point): unified
    for point in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    if (unified := unicodedata.normalize("NFKC", chr(point))) != chr(point) and len(unified) == 1
}
_TABLES = read_data(__package__, "characters.yaml")
_ONE_FORM: dict[str, tuple[str, str]] = {}
for _rule, _table in (
    ("width", _WIDTH),
    ("space", _SPACES),
    ("radical", _RADICALS | _TABLES["radicals"]),
    ("form", _TABLES["forms"]),
):
    _ONE_FORM |= {source: (target, _rule) for source, target in _table.items()}
# The comma of a number in full-width digits: groups of three, none of them part of a longer row of digits.
_GROUPED = re.compile("(?<![０-９，．])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，])")
_ANY = re.compile("[" + "".join(map(re.escape, sorted([*_ONE_FORM, *_INVISIBLE]))) + "]")


def code_points(text: str) -> "np.ndarray":
    """Return the code points of a text: one unsigned 32-bit integer for each character."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def table_of(kinds: Iterable[tuple[int, Iterable[str]]]) -> "np.ndarray":
    """Return a table over all code points: the number of the last kind that names the character, else 0.

    A kind lists characters, and ranges as ``a-z``. To look up all characters of a page in such a table takes a fraction
    of the time that ``str.translate`` or a regular expression takes.
    """
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    for kind, names in kinds:
        for name in names:
            table[ord(name[0]) : ord(name[-1]) + 1] = kind
    return table


def look_up(text: str, table: "np.ndarray") -> "np.ndarray":
    """Return what a table over all code points holds for each character of a text."""
    import numpy as np

    # Indexes of another size than the machine's are converted one by one, which takes most of the time.
    found: np.ndarray = table[code_points(text).astype(np.intp)]
    return found


class CharacterChanges(NamedTuple):
    """What single characters need: ``replaced`` maps offsets to (character, rule), in order; ``dropped`` holds offsets."""

    replaced: dict[int, tuple[str, str]]
    dropped: list[int]


def character_changes(text: str) -> CharacterChanges:
    """Return the changes that bring single characters to one form: ``width``, ``space``, ``radical``, ``form`` or dropped.

    Full-width digits, Latin letters and ％．／ become ASCII, and so does the comma of a number in such digits; every exotic space a
    space; radicals and compatibility ideographs the unified ideograph; small, vertical and half-width marks the plain mark. Zero-width and direction marks and soft hyphens are invisible, and dropped.
    """
    replaced: dict[int, tuple[str, str]] = {}
    dropped: list[int] = []
    for match in _ANY.finditer(text):
        form = _ONE_FORM.get(match[0])
        if form is None:
            dropped.append(match.start())
        else:
            replaced[match.start()] = form
    first_digit = next((at for at in replaced if "０" <= text[at] <= "９"), None)
    if first_digit is not None:
        numbers = _GROUPED.finditer(text, first_digit)
        commas = {at: (",", "width") for number in numbers for at in range(*number.span()) if text[at] == "，"}
        if commas:
            replaced = dict(sorted((replaced | commas).items()))
    return CharacterChanges(replaced, dropped)
