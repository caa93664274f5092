"""People: those in public office, and nobody else."""

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.persons import persons
from pbdata.explorer.programmes import LONGEST
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment


def pages(data: SiteData) -> dict[str, str]:
    """The pages of people by path."""
    tree = divisions(data)
    return {path: str(page) for path, page in persons(data, tree, shelf(data, tree), environment(data))}


@pytest.fixture(scope="module")
def found(committed: SiteData) -> dict[str, str]:
    """The pages of the committed package."""
    return pages(committed)


def test_only_people_in_office_have_a_page(committed: SiteData, found: dict[str, str]) -> None:
    """Names of others stand neither in the list nor on a page."""
    rows = committed.frame("persons")
    office = set(rows.filter(privacy_class="office")["name"])
    others = set(rows["name"]) - office
    assert len(found) == 1 + len(office)
    assert others
    assert [name for name in others if f">{name}<" in "".join(found.values())] == []


def test_a_page_says_what_is_printed_of_a_person(found: dict[str, str]) -> None:
    """It has the posts as printed, what the person is quoted with, and the row in the article."""
    (page,) = [page for path, page in found.items() if '<h1 lang="zh-Hans">王帆</h1>' in page]
    assert "县委组织部部长" in page
    assert "<blockquote" in page
    assert "#persons-p" in page


def test_one_name_may_be_many_people(committed: SiteData) -> None:
    """A name that several articles have says that it need not be one person, and no page is without end."""
    import polars as pl

    data = SiteData(committed.package)
    (row,) = [data.frame("persons").filter(name="王帆")]
    many = [row.with_columns(person_id=pl.lit(f"p{number:016x}")) for number in range(LONGEST + 5)]
    data._frames["persons"] = pl.concat([data.frame("persons"), *many])
    (page,) = [page for path, page in pages(data).items() if '<h1 lang="zh-Hans">王帆</h1>' in page]
    assert f"{LONGEST + 6} 篇文章提到此姓名，未必为同一人" in page
    assert page.count("<h2") == LONGEST
