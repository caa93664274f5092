"""Patterns of a schema: rewritten for a linear engine, or refused with a reason."""

import re

import pytest

from pbdata.validation.table.patterns import linear
from pbdata.validation.table.types import whole


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        (r"[\u4e00-\u9fff]+", "党建"),
        (r"\d{4}\Z", "2014"),
        (r"a|b", "b"),
        (r"^(?P<x>a)$", "a"),
        (r"\p{Han}+", "党"),
        (r"\\u4e00", "\\u4e00"),
    ],
)
def test_a_linear_pattern_is_taken(pattern: str, cell: str) -> None:
    """What Python, JSON and RE2 write in different ways matches the whole cell."""
    import polars as pl

    assert pl.Series([cell, f"{cell}\n", f"-{cell}"]).str.contains(whole(linear(pattern))).to_list() == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)a", "linear time"),
        ("(?<!a)b", "linear time"),
        (r"(a)\1", "linear time"),
        ("a{1001}", "linear time"),
        ("(((a{100}){100}){100}){100}", "linear time|too large"),
        ("([a-z", "not a regular expression"),
        ("a" * 3000, "2000 characters"),
    ],
)
def test_another_pattern_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    """A pattern that needs going back, is too large or no pattern at all is refused."""
    with pytest.raises(ValueError, match=reason):
        linear(pattern)


def test_the_rewriting_leaves_other_escapes_alone() -> None:
    """Only the two escapes that RE2 lacks are rewritten."""
    assert linear(r"\\Z\.\w") == r"\\Z\.\w"
    assert re.fullmatch(r"\\Z\.\w", "\\Z.a")
