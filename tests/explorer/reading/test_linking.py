"""Lines and paragraphs, both ways."""

from pbdata.explorer.reading.linking import lines_of_paragraphs, paragraphs_of_lines
from pbdata.model.page import Edit
from pbdata.normalization.alignment import align

PAGE = "甲乙\n丙丁戊\n己\n"
# The second line is cut in two, its second half joined with the third.
PIECES = align(PAGE, [0, 1, 2], [Edit(4, 4, "\n", "split"), Edit(6, 7, None, "join"), Edit(8, 9, None, "trim-end")])
PARAGRAPHS = [(0, 0, 2), (1, 3, 4), (2, 5, 8)]


def test_a_line_may_give_several_paragraphs() -> None:
    """A line that was cut leads to both halves, lines that were joined to one paragraph."""
    assert paragraphs_of_lines(PIECES, PARAGRAPHS) == {0: [0], 1: [1, 2], 2: [2]}


def test_a_paragraph_leads_back() -> None:
    """The same the other way round."""
    assert lines_of_paragraphs({0: [0], 1: [1, 2], 2: [2]}) == {0: [0], 1: [1], 2: [1, 2]}


def test_a_page_without_paragraphs_has_no_links() -> None:
    """Nothing is kept of a rejected page."""
    assert paragraphs_of_lines(PIECES, []) == {}
