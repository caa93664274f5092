"""Clean-up of single characters: width, exotic spaces, invisible characters, radicals, forms of marks.

Never NFKC: it would change 6 % of the characters of Chinese news, and rewrite full-width punctuation.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pbdata.chinese.code_points import look_up
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
CHARACTER_RULES = ("", "width", "space", "radical", "form", "invisible")
_FORMS = (_WIDTH, _SPACES, _RADICALS | _TABLES["radicals"], _TABLES["forms"], dict.fromkeys(_INVISIBLE, ""))
# The comma of a number in full-width digits: groups of three, none of them part of a longer row of digits.
_GROUPED = re.compile("(?<![０-９，．])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，])")
_DIGITS = frozenset("０１２３４５６７８９")


class OneForm(NamedTuple):
    """A text whose characters are in one form. ``rules`` holds for each the number of the rule in ``CHARACTER_RULES`` that
    changed it or, where it is invisible and still there, says that it goes; 0 for those that are as they were."""

    text: str
    rules: "np.ndarray"


class _Changes(NamedTuple):
    """The characters that are changed: for each its form and the number of its rule; ``numbers`` is the table of code points that
    tells which of them one is, counted from 1."""

    characters: list[str]
    forms: dict[str, str]
    rules: "np.ndarray"
    numbers: "np.ndarray"


def in_one_form(text: str) -> OneForm:
    """Bring single characters to one form, by rule ``width``, ``space``, ``radical`` or ``form``; the length never changes.

    Full-width digits, Latin letters and ％．／ become ASCII, and so does the comma of a number in such digits; every exotic space a
    space; radicals and compatibility ideographs the unified ideograph; small, vertical and half-width marks the plain mark. Zero-width and direction marks and soft hyphens are invisible, and are to be dropped.
    """
    changes = _changes()
    numbers = look_up(text, changes.numbers)
    rules = changes.rules[numbers]
    found = [changes.characters[number] for number in set(numbers[numbers.nonzero()].tolist())]
    if not _DIGITS.isdisjoint(found):
        for number in _GROUPED.finditer(text):
            rules[slice(*number.span())] = CHARACTER_RULES.index("width")
        text = _GROUPED.sub(lambda number: number[0].replace("，", ","), text)
    for character in found:
        text = text.replace(character, changes.forms[character] or character)
    return OneForm(text, rules)


def form_of(character: str) -> str:
    """Return the one form of a character that stands alone, as ``in_one_form`` does; numpy is not loaded for it."""
    return _forms().get(character) or character


@cache
def _forms() -> dict[str, str]:
    return {character: form for some in _FORMS for character, form in some.items()}


@cache
def _changes() -> _Changes:
    import numpy as np

    rules = {character: rule for rule, forms in enumerate(_FORMS, 1) for character in forms}
    numbers = np.zeros(0x110000, np.uint16)
    numbers[[*map(ord, rules)]] = range(1, len(rules) + 1)
    return _Changes(["", *rules], _forms(), np.array([0, *rules.values()], np.uint8), numbers)
