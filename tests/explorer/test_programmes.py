"""Programmes: the list, and what the page of one says."""

import re

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.programmes import MOST_DEFINITIONS, programmes
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment
from pbdata.package.reading import Package


def pages(data: SiteData) -> dict[str, str]:
    """The pages of the programmes by the heading of each."""
    tree = divisions(data)
    made = dict(programmes(data, tree, shelf(data, tree), environment(data)))
    return {re.sub("<.*?>", "", re.findall(r"<h1.*?>(.*?)</h1>", str(page))[0]): str(page) for page in made.values()}


@pytest.fixture(scope="module")
def found(committed: SiteData) -> dict[str, str]:
    """The pages of the committed package."""
    return pages(committed)


def test_a_programme_says_what_it_stands_for(found: dict[str, str]) -> None:
    """Its items stand in their order, with whether the list is whole, and lead to the article."""
    items = re.findall(r"<li>(.*?)</li>", found["一树两强"].partition("所指内容")[2])
    assert items[:3] == ["党员树旗帜", "组织强堡垒", "党建强活力"]
    assert "已列全" in found["一树两强"]
    assert "#programme_definitions-e" in found["一树两强"]


def test_parts_lead_to_their_programmes(found: dict[str, str]) -> None:
    """A programme that contains others names each, and they lead back."""
    assert ">帮联驻</a>" in found["四轮驱动"]
    assert ">四轮驱动</a>" in found["帮联驻"]


def test_figures_of_a_programme_are_shown(found: dict[str, str]) -> None:
    """Its figures stand in a table with their value and kind."""
    assert re.search(r">330期</a>.*?<td class=\"n\" data-by=\"330.0\">330</td>", found["一树两强"])


def test_the_list_counts_articles(found: dict[str, str]) -> None:
    """The programme of most articles stands first."""
    first = re.findall(r"<tbody>\s*<tr>(.*?)</tr>", found["工作品牌Programmes"], re.DOTALL)[0]
    assert "基层组织建设年活动" in first


def test_definitions_that_agree_stand_once(committed: SiteData) -> None:
    """Many definitions with the same items are one, with their number, and no page is without end."""
    import polars as pl

    data = SiteData(committed.package)
    rows = data.frame("programme_definitions").filter(definition_id="e001840f0e66adcb4")
    items = data.frame("programme_items").filter(definition_id="e001840f0e66adcb4")
    many = [f"e{number:016x}" for number in range(MOST_DEFINITIONS + 5)]
    others = [rows.with_columns(definition_id=pl.lit(one)) for one in many]
    data._frames["programme_definitions"] = pl.concat([data.frame("programme_definitions"), *others])
    different = [items.with_columns(definition_id=pl.lit(one), item=pl.col("item") + one) for one in many[1:]]
    same = items.with_columns(definition_id=pl.lit(many[0]))
    data._frames["programme_items"] = pl.concat([data.frame("programme_items"), same, *different])
    page = pages(data)["一树两强"]
    assert page.count('class="definition"') == MOST_DEFINITIONS
    assert "同此内容共 2 处" in page


def test_an_open_edition_has_no_words(open_edition: Package) -> None:
    """Without the words a page has the names, the numbers and the articles."""
    page = pages(SiteData(open_edition))["一树两强"]
    assert "党员树旗帜" not in page
    assert "暖了民心红了党旗" in page


def test_another_name_is_told_once(found: dict[str, str]) -> None:
    """What an article says to be an alias is no further form of the name, on either page."""
    full = "送政策释民惑，送温暖聚民心，送服务解民难"
    assert "又称" in found["三送"] and "其他写法" not in found["三送"]
    assert "别称" in found[full] and "全称或别称，属于" not in found[full]
