"""What counts as the same character in a search: its traditional and its simplified form, each width, capital and small.

A folded text has one character for each of the text, so that an offset in one is an offset in the other. Nothing is left
out: marks and white space can be searched for, as anything else.
"""

import re
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from pbdata.keeping import folder_of, kept
from pbdata.patterns import compiled

_POINTS = (range(0xD800), range(0xE000, 0x10000), range(0x10400, 0x1E944), range(0x20000, 0x33480))
"""Where a character may have another form: the first plane, capitals of rare scripts, Han characters."""
_WHOLE_PLANES = "\U00010000-\U0010ffff"
"""``re`` is slow with a set that lists single characters beyond U+FFFF."""
_FROM = "⺀"
"""The first Han character; those of full width stand behind them."""
_ATOM = re.compile(r"\\Q.*?(?:\\E|\Z)|\\.|.", re.DOTALL)
_MADE_OF = ("characters.py", "characters.yaml", "script.py", "overlay.yaml", "official_names.yaml")


def fold(text: str) -> str:
    """Return a text of the same length in simplified characters, half width and small letters, each by itself."""
    pattern, folds = _folding()
    return pattern.sub(lambda found: folds.get(found[0], found[0]), text)


def fold_pattern(pattern: str) -> str:
    """Return a regular expression with its Han and full-width characters folded, the only ones without a meaning of their own.

    A mark of full width stands for itself folded too: its narrow form is written with ``\\``.
    """
    return _ATOM.sub(lambda found: _folded_atom(found[0]), pattern)


def _folded_atom(atom: str) -> str:
    """An atom as ``_ATOM`` finds it: what is quoted by ``\\Q``, a character behind ``\\``, or a character."""
    folds = _folding()[1]
    form = "".join(folds.get(one, one) if one >= _FROM else one for one in atom)
    means_more = form != atom and form.isascii()
    if len(atom) == 1:
        return f"\\{form}" if means_more and not form.isalnum() else form
    return atom if means_more and form[1:].isalnum() else form


def spellings(text: str) -> tuple[str, ...]:
    """Return the folded text, and its form where the whole of it is converted: 覆 is 复 only in words as 答覆."""
    from pbdata.normalization.script import to_simplified

    return tuple(dict.fromkeys((fold(text), fold(to_simplified(text)))))


@cache
def folding_id() -> str:
    """Return a hash of all that the folded form depends on."""
    parts = [(folder_of("pbdata.normalization") / name).read_bytes() for name in _MADE_OF]
    parts += [version("opencc").encode(), unicodedata.unidata_version.encode()]
    return sha256(b"\0".join(parts)).hexdigest()


@cache
def _folding() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds what may have another form, and the other forms."""
    folds = kept(__name__, "folds", folding_id().encode(), _made)
    listed = "".join(map(re.escape, sorted(one for one in folds if one < _WHOLE_PLANES[0])))
    return compiled(f"{__name__}.foldable", f"[{listed}{_WHOLE_PLANES}]"), folds


def _made() -> dict[str, str]:
    from pbdata.normalization.characters import form_of
    from pbdata.normalization.script import to_simplified

    plain = [chr(point) for points in _POINTS for point in points]
    folded = [one.lower() if len(one.lower()) == 1 else one for one in plain]
    # Each stands in a line of its own, so that no two are taken for a word.
    folded = list(to_simplified("\n".join(map(form_of, folded)))[::2])
    return {old: new for old, new in zip(plain, folded, strict=True) if old != new}
