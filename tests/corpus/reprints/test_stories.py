"""What hangs together."""

import pytest

from pbdata.corpus.reprints.stories import linked, stories


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], {}),
        ([(1, 2)], {1: {2: 1}}),
        ([(1, 2), (3, 4)], {1: {2: 1}, 3: {4: 3}}),
        ([(1, 2), (2, 3)], {1: {2: 1, 3: 2}}),
        ([(1, 2), (2, 3), (1, 3)], {1: {2: 1, 3: 1}}),
        ([(1, 3), (1, 4), (2, 3), (2, 4)], {1: {3: 1, 4: 1, 2: 3}}),
        ([(1, 4), (2, 3), (3, 4)], {1: {4: 1, 3: 4, 2: 3}}),
    ],
    ids=["none", "a pair", "two pairs", "a chain", "a triangle", "two ways", "backward"],
)
def test_each_hangs_on_the_first(pairs: list[tuple[int, int]], expected: dict[int, dict[int, int]]) -> None:
    """In as few steps as can be, and through the lowest."""
    assert stories(linked(pairs)) == stories(linked(pairs[::-1])) == expected
