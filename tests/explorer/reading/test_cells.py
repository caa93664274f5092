"""Values as HTML."""

from typing import Any

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names, columns_of


@pytest.fixture(scope="module")
def write(committed: SiteData) -> Any:
    """Writes a value of a column of ``figures``."""
    columns = {one.name: one.write for one in columns_of(committed, "figures", Names(committed), "../")}
    return lambda column, value: columns[column](value)


def test_a_code_is_its_label(write: Any) -> None:
    """In English the code itself."""
    assert write("bound", "exact") == '<i data-en="exact">确数</i>'


def test_an_unknown_code_is_text(write: Any) -> None:
    """A value that the schema does not list stays what it is."""
    assert write("bound", "<new>") == "&lt;new&gt;"


def test_numbers_are_short(write: Any) -> None:
    """A whole number has no point, a fraction its digits."""
    assert (write("value", 676000.0), write("value", 11.2)) == ("676000", "11.2")


def test_a_place_leads_to_its_page(write: Any) -> None:
    """By its name; one that is not there is told by its id."""
    assert write("holder_place_id", "z0b387a4580ee1e9a") == '<a href="../places/z0b387a4580ee1e9a.html">盘县</a>'
    assert "z0000000000000000</a>" in write("holder_place_id", "z0000000000000000")


def test_the_row_of_another_article_is_a_link_to_its_page(committed: SiteData) -> None:
    """A definition that an article takes over from another one."""
    columns = {one.name: one.write for one in columns_of(committed, "carried_definitions", Names(committed), "../")}
    (row,) = committed.frame("carried_definitions").iter_rows(named=True)
    link = columns["definition_id"](row["definition_id"])
    assert f".html#programme_definitions-{row['definition_id']}" in link
    assert row["article_id"] not in link


def test_another_row_is_a_link_within_the_page(committed: SiteData) -> None:
    """A post leads to the row of its person."""
    columns = {one.name: one.write for one in columns_of(committed, "posts", Names(committed), "../")}
    assert columns["person_id"]("p0004a1c6b5920ab6") == '<a href="#persons-p0004a1c6b5920ab6">苏秀茂</a>'
