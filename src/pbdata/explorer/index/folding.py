"""The folded form in which a site is searched: each unit of UTF-16 becomes one unit, so that places stay what they are.

Letters and digits are folded as everywhere in the package (``normalization/folding.py``): NFKC, small, simplified. Marks become those
of NFKC, corner quotation marks curly ones, blanks a space. What would become several characters becomes the first; what would
leave the Basic Multilingual Plane stays. Because each unit is folded by itself, what is part of a text is part of it folded too.
A query is also converted as a whole, as the command does, since some characters are written otherwise only in certain words.
"""

import unicodedata
from functools import cache

import numpy as np

from pbdata.normalization.folding import fold
from pbdata.normalization.script import phrases, to_simplified

UNITS = 0x10000
_QUOTES = dict(zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True))
_SURROGATES = range(0xD800, 0xE000)


def folded(text: str) -> np.ndarray:
    """Return the folded units of a text."""
    table: np.ndarray = folding_table()[units(text)]
    return table


def units(text: str) -> np.ndarray:
    """Return the units of UTF-16 of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


@cache
def folding_table() -> np.ndarray:
    """The folded form of each unit."""
    table = np.arange(UNITS, dtype="<u2")
    for code in range(UNITS):
        if code not in _SURROGATES:
            table[code] = _fold_unit(chr(code))
    return table


def folding_pairs() -> tuple[str, str]:
    """The units that folding changes, and what each becomes."""
    table = folding_table()
    changed = np.flatnonzero(table != np.arange(UNITS)).astype("<u2")
    return tuple(part.tobytes().decode("utf-16-le") for part in (changed, table[changed]))  # type: ignore[return-value]


def folding_phrases() -> tuple[list[str], list[str]]:
    """What is converted as a whole, and what each becomes; of those that fit at a place the first one is taken."""
    found = phrases()
    return list(found), list(map(to_simplified, found))


def _fold_unit(character: str) -> int:
    found = fold(character)[:1]
    if not found:
        found = " " if character.isspace() and character != "\n" else _QUOTES.get(character, character)
        found = unicodedata.normalize("NFKC", found)[:1]
    code = ord(found) if found else ord(character)
    return code if code < UNITS and code not in _SURROGATES else ord(character)
