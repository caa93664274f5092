"""The facts of an article, marked and as rows."""

from collections.abc import Sequence
from typing import Any

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.facts import Facts, FactWriter
from pbdata.explorer.reading.grouping import Children

ARTICLE = "aef3e59ff5bfb1351"


@pytest.fixture(scope="module")
def facts(committed: SiteData) -> Any:
    writer = FactWriter(committed, Names(committed), "../")
    children = Children(committed, "article_id", writer.tables, [ARTICLE])

    def read(shown: Sequence[str]) -> Facts:
        return writer.facts(lambda table: children.of(table, ARTICLE), shown)

    return read


def test_marks_stand_where_the_rows_say(committed: SiteData, facts: Any) -> None:
    """The words that are marked are those of the rows, of nine kinds."""
    text = dict(committed.frame("texts").select("article_id", "text").iter_rows())[ARTICLE]
    marks = facts(["title", "subtitle", "text"]).marks["text"]
    figures = committed.frame("figures").filter(article_id=ARTICLE, field="text")
    assert sorted(text[one.start : one.stop] for one in marks if one.kind == "figures") == sorted(figures["surface"])


def test_a_person_is_marked_where_it_is_mentioned(facts: Any) -> None:
    """The row of a person leads to the words of its first mention."""
    persons = next(one for one in facts(["title", "subtitle", "text"]).kinds if one.name == "persons")
    (_, n, rows), (_, n_mentions, _) = persons.tables
    assert persons.n == n_mentions
    assert rows.count('<a href="#w-n') == n


def test_fields_that_are_not_shown_have_no_marks(facts: Any) -> None:
    """Without its text an article's facts are rows alone."""
    found = facts(["title"])
    assert "text" not in found.marks
    assert any('<a href="#w-' not in rows for _, _, rows in found.kinds[0].tables)
