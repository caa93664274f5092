"""What two texts have in common, exactly; and whether that makes one a reprint of the other."""

from typing import NamedTuple

import numpy as np

from pbdata.corpus.reprints.candidates import sampled, short
from pbdata.corpus.reprints.grams import Folded, grams, of_each

# Of the grams of the shorter text, the share that the other holds; the same of those that are no boilerplate, by sample.
CONTAINED = 0.55
_CONTAINED_OWN = 0.3
# An excerpt has at least this share of the grams of the whole.
SMALLEST = 0.2
# Two texts with so many numbers, of which less than this share is the same, are two notices of one form.
_N_NUMBERS = 5
_SAME_NUMBERS = 0.5


class Overlap(NamedTuple):
    """The share of a text's different grams that another holds (``containment``), and of the other's that it holds (``coverage``)."""

    containment: float
    coverage: float

    def turned(self) -> "Overlap":
        """The overlap of the other with the one."""
        return Overlap(self.coverage, self.containment)


def overlap(one: np.ndarray, other: np.ndarray) -> Overlap:
    """Return what two texts share, from their different grams, sorted."""
    n_shared = int(_in_both(one, other).sum())
    return Overlap(n_shared / max(one.size, 1), n_shared / max(other.size, 1))


class Likeness:
    """Says of pairs of some texts whether they are reprints."""

    def __init__(self, texts: Folded, boilerplate: np.ndarray) -> None:
        """Take the grams of the texts; ``boilerplate`` holds those of the sample that are."""
        self._boilerplate, self._numbers = boilerplate, _numbers(texts)
        self._grams = of_each(grams(texts), texts.bounds.size - 1)

    def reprints(self, one: int, other: int) -> Overlap | None:
        """The overlap of two texts where one of them reprints the other, whichever was first; else nothing."""
        if self._grams[one].size > self._grams[other].size:
            turned = self.reprints(other, one)
            return turned and turned.turned()
        shorter, longer = self._grams[one], self._grams[other]
        if shorter.size < SMALLEST * longer.size:
            return None
        shared = _in_both(shorter, longer)
        n_shared = int(shared.sum())
        if n_shared < CONTAINED * shorter.size:
            return None
        own = ~_in_both(short(sampled(shorter)), self._boilerplate)
        if (shared[: own.size] & own).sum() < _CONTAINED_OWN * own.sum():
            return None
        if _differ(self._numbers[one], self._numbers[other]):
            return None
        return Overlap(n_shared / max(shorter.size, 1), n_shared / max(longer.size, 1))


def _numbers(texts: Folded) -> list[set[bytes]]:
    """The numbers in digits that each text has."""
    points, bounds = texts
    digits = (points >= ord("0")) & (points <= ord("9"))
    kept = np.flatnonzero(np.concatenate((digits[:1], digits[1:] | digits[:-1])))
    told = np.where(digits[kept], points[kept], ord(" ")).astype(np.uint8).tobytes()
    cuts = np.searchsorted(kept, bounds).tolist()
    return [set(told[start:stop].split()) for start, stop in zip(cuts[:-1], cuts[1:], strict=True)]


def _in_both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Which of some numbers are among other, sorted ones."""
    if not other.size:
        return np.zeros(one.size, bool)
    found: np.ndarray = other.take(np.searchsorted(other, one), mode="clip") == one
    return found


def _differ(shorter: set[bytes], longer: set[bytes]) -> bool:
    """Whether texts with these numbers, that are alike, tell other things."""
    return len(shorter) >= _N_NUMBERS and len(shorter & longer) < _SAME_NUMBERS * len(shorter)
