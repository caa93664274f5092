"""The folded form of a text: what is the same in every print of it."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np

from pbdata.chinese.code_points import code_points
from pbdata.normalization.script import to_simplified

# Characters of which NFKC makes the same whatever stands beside them, and of which one at most is left: ASCII, marks, Han characters,
# full-width forms.
_EACH_BY_ITSELF = re.compile("[\\x00-\\x7f\u00b7\u2010-\u2027\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*")
_LAST_BEFORE_HAN = 0x2E7F
_UNKNOWN = 0xFFFFFFFF


def fold(text: str) -> str:
    """Return what is the same in every print of a text: its letters and digits, in NFKC, small and simplified."""
    normal = text if _EACH_BY_ITSELF.fullmatch(text) else unicodedata.normalize("NFKC", text)
    return normal.translate(_FOLDED)


def fold_stretches(text: str, stretches: Sequence[slice]) -> list[str]:
    """Return what ``fold`` gives of stretches of a text; where there are many, several times as fast."""
    if not _EACH_BY_ITSELF.fullmatch(text):
        return [fold(text[stretch]) for stretch in stretches]
    points = fold_points(code_points(text))
    kept = np.flatnonzero(points)
    folded = points[kept].tobytes().decode("utf-32-le")
    ends = np.searchsorted(kept, [stretch.indices(len(text))[:2] for stretch in stretches]).tolist()
    return [folded[start:stop] for start, stop in ends]


def fold_points(points: np.ndarray) -> np.ndarray:
    """Return the folded form of each of many code points, as code points again; 0 where nothing is left of it.

    Each character is folded by itself, and gives one at most: the first, where ``fold`` gives several (½, ㏑).
    """
    table = _table()
    folded: np.ndarray = table[points]
    unknown = points[folded == _UNKNOWN]
    if not unknown.size:
        return folded
    for point in np.unique(unknown):
        table[point] = next(map(ord, fold(chr(point))), 0)
    return fold_points(points)


@cache
def _table() -> np.ndarray:
    """The folded form of each code point that was met so far."""
    return np.full(0x110000, _UNKNOWN, np.uint32)


class _Folded(dict[int, str]):
    """The folded form of each character by itself, without regard to those around it, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", chr(code)).casefold()))
        self[code] = plain if code <= _LAST_BEFORE_HAN else "".join(map(to_simplified, plain))
        return self[code]


_FOLDED = _Folded()
