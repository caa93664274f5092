"""What is asked for, and where it stands."""

from typing import Any

import pytest

from pbdata.searching.folding import fold
from pbdata.searching.queries import SearchError, read_query
from tests import cases


@pytest.mark.parametrize("case", cases("searching/queries.yaml"), ids=lambda case: case["label"])
def test_a_query_is_found_where_it_stands(case: dict[str, Any]) -> None:
    """Every place, and no other."""
    query = read_query(case["query"], regex=case.get("regex", False), exact=case.get("exact", False))
    assert [start for start, _ in query.spans(case["text"], fold(case["text"]))] == case["at"]


def test_half_of_a_character_is_refused() -> None:
    """No text holds one, and no index takes it."""
    with pytest.raises(SearchError, match="half of a character"):
        read_query("三\ud800")


def test_a_query_of_a_million_characters_is_answered() -> None:
    """It is compared as any other."""
    long = "党" * 1_000_000
    assert list(read_query(long).spans("党员", "党员")) == []
    assert list(read_query("x\0").spans("x\0", "x\0")) == [(0, 2)]
