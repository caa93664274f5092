"""Cases: cases/dates.yaml."""

from typing import Any

import pytest

from pbdata.metadata.printed_dates import find_date
from tests import cases

CASES = cases("metadata/printed_dates.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_printed_dates(case: dict[str, Any]) -> None:
    """A date is read at the precision at which it is printed; what is no date gives none."""
    found = find_date(case["words"], 0, len(case["words"]))
    assert (found.value if found else None) == case["value"]


def test_the_range_holds_the_words() -> None:
    """The range of a date holds its words and no more."""
    words = "时间：2012-12-05 09:32  来源"
    found = find_date(words, 0, len(words))
    assert found is not None
    assert words[found.start : found.stop] == "2012-12-05 09:32"
