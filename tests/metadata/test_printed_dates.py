"""Cases: cases/dates.yaml."""

from typing import Any

import pytest

from pbdata.metadata.printed_dates import find_dates
from tests import cases

CASES = cases("metadata/printed_dates.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_printed_dates(case: dict[str, Any]) -> None:
    """A date is read at the precision at which it is printed; what is no date gives none."""
    found = find_dates(case["words"], 0, len(case["words"]))
    assert (found[0].value if found else None) == case["value"]


def test_the_range_holds_the_words() -> None:
    """The range of a date holds its words and no more."""
    words = "时间：2012-12-05 09:32  来源"
    (found,) = find_dates(words, 0, len(words))
    assert words[found.start : found.stop] == "2012-12-05 09:32"
