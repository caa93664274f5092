"""What a decision changed in the rows."""

from dataclasses import replace
from functools import cache

from pbdata.corpus.process import process
from pbdata.model.capture import Processed
from pbdata.review.changes import Change, changes
from tests.review.corpus import PAGES, page_text


@cache
def page() -> Processed:
    return process(page_text(PAGES[0]))


def test_nothing_changed_where_nothing_was_done() -> None:
    """Two results that are equal have no changes."""
    assert changes(page(), process(page_text(PAGES[0]))) == []


def test_a_label_is_a_change_of_a_line() -> None:
    """With what it takes out of the text."""
    lines = tuple(line._replace(label="nav", kept=False) if line.line_no == 6 else line for line in page().lines)
    assert changes(page(), replace(page(), lines=lines)) == [
        Change("lines", "6", "label", "body", "nav"),
        Change("lines", "6", "kept", True, False),
    ]


def test_a_long_text_is_told_by_what_differs() -> None:
    """With some words around, not as a whole."""
    article = page().article
    assert article is not None
    shorter = replace(article, text=article.text[:60] + article.text[63:])
    (found,) = changes(page(), replace(page(), article=shorter))
    assert (found.table, found.column) == ("articles", "text")
    assert len(found.before) == len(found.after) + 3 < 40
    assert found.before.startswith("…") and found.before.endswith("…")


def test_rows_are_new_or_gone() -> None:
    """By their words; a row that only moved with the text has not changed."""
    figures = page().facts.figures
    moved = tuple(figure._replace(start=figure.start + 3, stop=figure.stop + 3) for figure in figures[1:])
    fewer = replace(page(), facts=replace(page().facts, figures=moved))
    assert changes(page(), fewer) == [Change("figures", figures[0].figure_id, "row", figures[0].surface, None)]
    assert changes(fewer, page()) == [Change("figures", figures[0].figure_id, "row", None, figures[0].surface)]


def test_a_cell_is_a_change_of_a_row() -> None:
    """The row is told by its id."""
    first, *others = page().facts.figures
    coded = first._replace(measure="rank")
    changed = replace(page(), facts=replace(page().facts, figures=(coded, *others)))
    assert changes(page(), changed) == [Change("figures", first.figure_id, "measure", first.measure, "rank")]


def test_an_article_comes_and_goes() -> None:
    """A page that is rejected has no article any more, and says why."""
    found = changes(page(), replace(page(), status="rejected", reason="no article: short", article=None))
    assert Change("captures", page().capture_id, "reason", None, "no article: short") in found
    assert any((one.table, one.column, one.after) == ("articles", "row", None) for one in found)
