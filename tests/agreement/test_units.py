"""Codings side by side. Cases: cases/agreement/codings.yaml."""

from pathlib import Path

import pytest

from pbdata.agreement.units import Judged, aligned, judged_pages
from pbdata.errors import ManifestError
from pbdata.package.comparison import Unit
from tests.agreement.coders import codings


def of(judged: list[Judged], table: str, column: str) -> list[Judged]:
    return [one for one in judged if (one.table, one.column) == (table, column)]


def test_a_line_is_a_unit_of_those_who_coded_it(tmp_path: Path) -> None:
    """A line that only one of them labelled has one value; whether it belongs to the text follows from the label."""
    judged = judged_pages(codings(tmp_path, "li", "wang"))
    labels, kept = of(judged, "lines", "label"), of(judged, "lines", "kept")
    assert [one.values for one in labels][1:4] == [
        {"li": "nav", "wang": "nav"},
        {"li": "title", "wang": "heading"},
        {"li": "body", "wang": "body"},
    ]
    assert labels[5].values == {"li": "body"}
    assert (kept[2].field, kept[2].start, kept[2].values) == ("lines", 2, {"li": False, "wang": True})


def test_a_page_that_one_coded_is_no_unit(tmp_path: Path) -> None:
    """The second page was coded by li and zhao, not by wang."""
    pages = {one.page for one in judged_pages(codings(tmp_path, "li", "wang"))}
    assert pages == {"c0000000000000001"}
    assert len({one.page for one in judged_pages(codings(tmp_path, "li", "zhao"))}) == 2


def test_a_field_that_is_not_printed_is_agreed_on(tmp_path: Path) -> None:
    """Both say that the page prints no source: that is a value."""
    judged = judged_pages(codings(tmp_path, "li", "wang"))
    assert of(judged, "articles", "source")[0].values == {"li": None, "wang": None}
    assert of(judged, "articles", "title")[0].values == {"li": "三送到村", "wang": "三送"}


def test_facts_meet_where_their_words_do(tmp_path: Path) -> None:
    """Two stretches that share half are one unit, with its codes; what only one marked is a difference of rows."""
    judged = judged_pages(codings(tmp_path, "li", "wang"))
    assert [(one.words, one.values) for one in of(judged, "figures", "row")] == [
        ("9.3万名", {"li": True, "wang": True}),
        ("50名", {"li": True, "wang": True}),
        ("三五个", {"li": True, "wang": False}),
    ]
    assert [one.values for one in of(judged, "figures", "measure")[:2]] == [
        {"li": "stock", "wang": "flow"},
        {"li": "stock", "wang": "stock"},
    ]


def test_who_looked_for_no_facts_found_none_wrong(tmp_path: Path) -> None:
    """zhao coded no figures, which is not to say that there are none."""
    judged = judged_pages(codings(tmp_path, "li", "wang", "zhao"))
    assert all("zhao" not in one.values for one in judged if one.table == "figures")


def test_codings_of_different_texts_are_not_compared(tmp_path: Path) -> None:
    """The numbers of lines mean something else in another text of the page."""
    of_coders = codings(tmp_path, "li", "wang")
    coding = of_coders["wang"]["c0000000000000001"]
    of_coders["wang"]["c0000000000000001"] = coding._replace(page_sha256="c" * 64)
    with pytest.raises(ManifestError, match="coded different texts of this page"):
        judged_pages(of_coders)


def test_three_coders_meet_in_one_unit() -> None:
    """A third coder is compared with the first who marked a unit, whoever that was."""
    marks = {"a": [(0, 4)], "b": [(10, 14)], "c": [(0, 3), (11, 14), (20, 22)]}
    units = {
        coder: [Unit("page", (), ("page", start, stop), {}) for start, stop in places]
        for coder, places in marks.items()
    }
    assert [sorted(one) for one in aligned(units)] == [["a", "c"], ["b", "c"], ["c"]]
