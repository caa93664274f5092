"""Spans as pieces of text."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.explorer.reading.segments import nested, segments

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)
CUTS = st.lists(st.integers(0, 30), min_size=2, max_size=5)


def test_crossing_spans_are_cut() -> None:
    """Where two spans cross, the piece that both cover lies between those of each alone."""
    assert segments([(0, 4), (2, 6)], (0, 8)) == [(0, 2, (0,)), (2, 4, (0, 1)), (4, 6, (1,)), (6, 8, ())]


def test_the_longer_span_is_the_outer_one() -> None:
    """Of spans that begin together the longer one is the outer, of equal ones the first."""
    assert segments([(0, 2), (0, 4), (0, 2)], (0, 4)) == [(0, 2, (1, 0, 2)), (2, 4, (1,))]


def test_without_a_cut_there_is_nothing() -> None:
    """A text without parts has no pieces."""
    assert segments([(0, 2)], ()) == []


@given(SPANS, CUTS)
def test_each_character_has_its_spans(spans: list[tuple[int, int]], cuts: list[int]) -> None:
    """Pieces adjoin from the first cut to the last, and each character is covered by the spans that hold it, by no other."""
    found = segments(spans, cuts)
    first, last = min(cuts), max(cuts)
    assert [at for one in found for at in range(one.start, one.stop)] == list(range(first, last))
    for one in found:
        for at in range(one.start, one.stop):
            assert set(one.spans) == {number for number, (start, stop) in enumerate(spans) if start <= at < stop}


def test_what_is_common_stays_open() -> None:
    """Elements close and open behind what two pieces have in common from the outermost on."""
    assert nested((1, 2, 3), (1, 2, 4)) == 2
    assert nested((), (1,)) == 0
    assert nested((2, 1), (1,)) == 0
