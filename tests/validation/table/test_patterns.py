"""Patterns of a schema: rewritten for a linear engine, left alone, or refused with a reason."""

import polars as pl
import pytest

from pbdata.validation.table.patterns import UncheckableError, read_pattern


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        (r"[\u4e00-\u9fff]+", "党建"),
        (r"\d{4}\Z", "2014"),
        (r"a|b", "b"),
        (r"^(?P<x>a)$", "a"),
        (r"\p{Han}+", "党"),
        (r"\\u4e00", "\\u4e00"),
        (r"\i\c*", "党a1"),
        (r"[\i\-]+", "a-b"),
        (r"^{?(\d+)(?:, )?}?$", "{1}"),
        (r"^[([]?\d+[])]?$", "(1)"),
    ],
)
def test_a_linear_pattern_is_taken(pattern: str, cell: str) -> None:
    """What Python, JSON, XML Schema and RE2 write in different ways matches the whole cell, whoever matches it."""
    cells = pl.Series([cell, f"{cell}\n", f"?{cell}", None])
    assert read_pattern(pattern).fits(cells).to_list() == [True, False, False, None]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)a", "linear time"),
        ("(?<!a)b", "linear time"),
        (r"(a)\1", "linear time"),
        ("a{1001}", "linear time"),
        ("(((a{100}){100}){100}){100}", "linear time|too large"),
        ("a" * 3000, "2000 characters"),
        (r"\p{IsBasicLatin}+", "linear time"),
    ],
)
def test_a_pattern_that_may_be_right_is_left_alone(pattern: str, reason: str) -> None:
    """A pattern that needs going back or is too large is not run; it is no fault of the package."""
    with pytest.raises(UncheckableError, match=reason):
        read_pattern(pattern)


def test_what_is_no_pattern_is_refused() -> None:
    """A pattern that no engine reads is a fault of the schema."""
    with pytest.raises(ValueError, match="not a regular expression") as refused:
        read_pattern("([a-z")
    assert not isinstance(refused.value, UncheckableError)


def test_the_rewriting_leaves_other_escapes_alone() -> None:
    """Only what RE2 lacks is rewritten."""
    assert read_pattern(r"\\Z\.\w").text == r"\A(?:\\Z\.\w)\z"
