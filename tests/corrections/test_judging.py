"""What a capture gives is judged before a decision is written."""

from dataclasses import replace
from pathlib import Path

from pbdata.corrections.judging import fault_of
from pbdata.corrections.opening import open_capture
from tests.corrections.conftest import ID


def test_the_first_fault_is_told(root: Path) -> None:
    """With its table and column; none is found where the rows can be published."""
    capture = open_capture(root, ID)
    made = capture.processed(())
    assert fault_of(root, capture, made) is None
    assert made.article is not None
    broken = replace(made, article=replace(made.article, review_status="added"))
    assert (fault_of(root, capture, broken) or "").startswith("articles.review_status: ")
