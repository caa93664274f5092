"""The 5-grams of folded texts, as numbers: what two texts have in common is counted in them.

A gram is five letters or digits that follow one another in the folded text. It is known by a 64-bit hash; that two of the
grams of two texts meet in one by chance is less likely than one in a million million.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pbdata.chinese.code_points import code_points
from pbdata.normalization.folding import fold_points

N = 5
# Odd multipliers of which no bit is told from its neighbours: the golden ratio, and one of SplitMix64 (Steele et al. 2014).
_GOLDEN, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
# A code point has so many bits.
_POINT = np.uint64(21)


class Folded(NamedTuple):
    """The folded forms of several texts, one after the other: their code points, and where each text begins and the last ends."""

    points: np.ndarray
    bounds: np.ndarray

    def letters(self, number: int) -> str:
        """The folded form of one of the texts."""
        return self.points[self.bounds[number] : self.bounds[number + 1]].astype("<u4").tobytes().decode("utf-32-le")


class Grams(NamedTuple):
    """Grams of several texts in their order: the hash of each, and the number of its text."""

    hashes: np.ndarray
    texts: np.ndarray

    def where(self, wanted: np.ndarray) -> "Grams":
        """Some of the grams."""
        return Grams(self.hashes[wanted], self.texts[wanted])


def folded(texts: Sequence[str]) -> Folded:
    """Return the folded forms of texts, character by character."""
    points = fold_points(code_points("".join(texts)))
    kept = np.flatnonzero(points)
    ends = np.cumsum([0, *map(len, texts)])
    return Folded(points[kept], np.searchsorted(kept, ends))


def grams(texts: Folded) -> Grams:
    """Return all grams of folded texts, repeated ones too; none reaches from one text into the next."""
    points, bounds = texts
    n = max(points.size - N + 1, 0)
    wide = points.astype(np.uint64)
    twos = wide[:-1] << _POINT
    twos |= wide[1:]
    hashes = twos[:n] * _GOLDEN
    hashes += twos[2 : 2 + n]
    hashes *= _GOLDEN
    hashes += wide[4 : 4 + n]
    for factor in (_GOLDEN, _MIX):
        hashes *= factor
        hashes ^= hashes >> _HALF
    within = np.ones(points.size, bool)
    for back in range(1, N):
        last = bounds[1:] - back
        within[last[last >= 0]] = False
    owners = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
    return Grams(hashes[within[:n]], owners[within])


def of_each(found: Grams, n_texts: int) -> list[np.ndarray]:
    """Return the different grams of each of the texts, sorted."""
    ends = np.searchsorted(found.texts, np.arange(n_texts + 1))
    return [different(found.hashes[start:stop]) for start, stop in zip(ends[:-1], ends[1:], strict=True)]


def different(numbers: np.ndarray) -> np.ndarray:
    """Return the different ones of whole numbers, sorted; several times as fast as ``numpy.unique``."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if ordered.size else ordered
