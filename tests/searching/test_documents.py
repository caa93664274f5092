"""What of a package is searched."""

from pathlib import Path

import pytest

from pbdata.package.reading import open_package
from pbdata.searching.documents import packed, parts_of, read_documents, searched_tables, unpacked, words_of
from tests import ROOT
from tests.searching.made import made, of_texts


def test_each_article_is_one_document_with_its_facts() -> None:
    """As many as the table articles has, and every row of facts in one of them."""
    package = open_package(ROOT)
    documents = list(read_documents(package))
    assert [one.article.article_id for one in documents] == sorted(
        package.frame("articles")["article_id"].to_list(), key=[one.article.article_id for one in documents].index
    )
    figures = [fact for one in documents for fact in one.facts() if fact.table == "figures"]
    assert len(figures) == package.frame("figures").height


def test_a_printed_text_that_differs_in_script_alone_is_not_kept_twice() -> None:
    """It would give no hit that the canonical text does not give."""
    words = list(words_of({"text": "党员", "text_printed": "黨員", "title": "题，", "title_printed": "题,"}))
    assert [one.column for one in words] == ["title", "title_printed", "text"]


def test_rows_of_no_article_are_left_out(tmp_path: Path) -> None:
    """What a package holds of an article that it does not list is not searched."""
    tables = {
        "articles": [{"article_id": "a1", "title": "题"}],
        "texts": [{"article_id": "a1", "text": "党"}, {"article_id": "a2", "text": "党"}],
    }
    (document,) = read_documents(made(tmp_path, tables))
    assert document.article.article_id == "a1"


def test_a_package_has_the_parts_of_which_it_has_a_column(tmp_path: Path) -> None:
    """Facts are there where one of their tables is."""
    assert parts_of(of_texts(tmp_path, ["党"])) == ("titles", "texts")
    assert parts_of(open_package(ROOT)) == ("titles", "texts", "facts")
    assert "lines" not in searched_tables(open_package(ROOT))


def test_facts_come_back_as_they_were_written() -> None:
    """Keys, places and words."""
    (first, *_) = read_documents(open_package(ROOT))
    assert unpacked(packed(first.facts())) == list(first.facts())


@pytest.mark.parametrize("column", ["number", "day"])
def test_a_column_of_any_name_may_be_there(column: str, tmp_path: Path) -> None:
    """The package is not ours alone."""
    package = made(tmp_path, {"articles": [{"article_id": "a1", "title": "题", column: "x"}]})
    assert len(list(read_documents(package))) == 1
