"""What may be a noun."""

import pytest

from pbdata.facts.figures.nouns import as_noun


@pytest.mark.parametrize(
    ("words", "is_noun"),
    [("党员", True), ("村", True), ("员", False), ("走访", True), ("提高", False), ("全市", False), ("", False)],
)
def test_what_may_be_a_noun(words: str, is_noun: bool) -> None:
    """No verb but one that is a noun too, no scope, and few words of one character."""
    assert (as_noun(words, 0, len(words)) is not None) == is_noun
