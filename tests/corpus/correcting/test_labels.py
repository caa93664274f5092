"""Labels of lines, and whether a page holds an article."""

from typing import Any

import pytest

from pbdata.corpus.process import process_capture
from pbdata.model.capture import Capture, Settings
from pbdata.model.correction import PageCorrection, Told
from pbdata.model.topic import Term, Topic
from tests import cases
from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", [*cases_of("lines"), *cases_of("page")], ids=lambda case: case["label"])
def test_labels_are_as_decided(case: dict[str, Any]) -> None:
    """What was decided of lines and of the page stands in the record; what does not fit is left out with the reason."""
    assert failures(case) == []


@pytest.mark.parametrize(
    ("threshold", "expect", "status", "found", "came"),
    [
        (99, "rejected", "processed", "processed", "change"),
        (99, "processed", "processed", "processed", "change"),
        (99, "rejected", "rejected", "rejected", "accept"),
        (99, "processed", "rejected", "rejected", "change"),
        (0, "processed", "processed", "processed", "accept"),
        (0, "rejected", "processed", "processed", "learnt"),
        (0, "rejected", "rejected", "processed", None),
    ],
)
def test_a_curator_overrules_the_topic(threshold: int, expect: str, status: str, found: str, came: str | None) -> None:
    """A page that was found an article is one, also where that was decided before there was a topic."""
    topic = Topic("trees", "", threshold, 3, 2, 20, (Term("松树", "trees", 1),))
    page = cases("corrections/applied.yaml")["pages"]["page"].encode()
    one = PageCorrection(Told("r", None, "2026-01-31"), expect, status)
    made = process_capture(Capture(page, "page.txt", "text/plain"), Settings(topic=topic), [one])
    assert (made.status, bool(made.article)) == (found, found == "processed")
    assert ["learnt" if row.learnt else row.decision for row in made.corrected] == ([came] if came else [])
    assert len(made.unfit) == (came is None)
