"""What two texts have in common."""

import numpy as np
import pytest

from pbdata.corpus.reprints.grams import folded, grams, of_each
from pbdata.corpus.reprints.overlap import Likeness, Overlap, overlap

NONE = np.zeros(0, np.uint64)


def of(*texts: str) -> Likeness:
    return Likeness(folded(texts), NONE)


def words(first: int, n: int) -> str:
    return "".join(chr(0x4E00 + first + k) for k in range(n))


def test_shares_are_of_the_different_grams() -> None:
    """Of ten letters six grams are there; the half shares one."""
    one, other = of_each(grams(folded(["一二三四五六七八九十", "六七八九十"])), 2)
    assert overlap(one, other) == Overlap(1 / 6, 1.0)
    assert overlap(other, one) == overlap(one, other).turned()
    assert overlap(one[:0], one) == Overlap(0.0, 0.0)


@pytest.mark.parametrize(
    ("n_shared", "n_own", "n_longer", "is_reprint"),
    [(100, 0, 100, True), (60, 40, 100, True), (50, 50, 100, False), (100, 0, 450, True), (100, 0, 650, False)],
    ids=["the same", "most of it", "half of it", "a fifth of the whole", "too little of the whole"],
)
def test_the_shorter_decides(n_shared: int, n_own: int, n_longer: int, is_reprint: bool) -> None:
    """At least .55 of the shorter text is in the longer, and it is at least a fifth of that."""
    shared = words(0, n_shared)
    likeness = of(shared + words(3000, n_own), shared + words(6000, n_longer - n_shared))
    assert bool(likeness.reprints(0, 1)) == bool(likeness.reprints(1, 0)) == is_reprint
    if is_reprint:
        assert likeness.reprints(0, 1) == likeness.reprints(1, 0).turned()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("numbers", "others", "is_reprint"),
    [
        ("11 12 13 14 15", "11 12 13 14 15", True),
        ("11 12 13 14 15", "11 12 13 24 25", True),
        ("11 12 13 14 15", "11 12 23 24 25", False),
        ("11 12 13 14", "21 22 23 24", True),
        ("11 11 11 11 11", "21 21 21 21 21", True),
    ],
    ids=["the same numbers", "most numbers", "fewer than half", "four numbers say too little", "one number"],
)
def test_texts_that_tell_other_numbers_are_no_reprints(numbers: str, others: str, is_reprint: bool) -> None:
    """Of five different numbers or more, at least half must be there."""
    made = [
        "".join(words(20 * at, 20) + number for at, number in enumerate(given.split())) for given in (numbers, others)
    ]
    assert bool(of(*made).reprints(0, 1)) == is_reprint
