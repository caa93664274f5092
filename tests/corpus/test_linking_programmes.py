"""Programmes of the whole corpus, and definitions that one article lends to another."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pbdata.corpus.linking_programmes import carry_definitions, gather_programmes
from pbdata.corpus.process import process
from pbdata.model.capture import Processed
from pbdata.model.facts import PlaceMention
from tests.corpus.tabled import tables_of

HEAD = "{title}\n来源：某省日报  {year}年3月5日\n"
TAIL = "干部们带着铺盖进村，和群众同吃同住同劳动，把政策讲到田间地头，把难题记在本子上，一件一件地办，村里的面貌一天天好起来。\n"
DEFINES = (
    HEAD.format(title="全省干部带着感情到群众中去", year=2012)
    + "从2010年开始，全省开展“四帮”工作，“四帮”包括思想帮扶、技术帮扶、资金帮扶和项目帮扶，受到群众的欢迎，也锻炼了干部。\n"
    + TAIL
)
NAMES = (
    HEAD.format(title="又是一年春耕时干部下乡忙", year=2013)
    + "今年以来，全县开展“四帮”活动，干部进村入户，群众看在眼里，记在心里，都说这样的活动办得好，盼着长期办下去。\n"
    + TAIL
)


def read(page: str) -> Processed:
    return process(page.encode())


def placed(one: Processed, province: str) -> Processed:
    """The article with a place of its own."""
    mention = PlaceMention(
        "m1", "text", 0, 1, "县", "z1", f"{province}/某县", "county", None, None, None, 1, None, "rules", "by-hand"
    )
    assert one.article is not None
    facts = replace(one.facts, place_mentions=(mention,))
    return replace(one, article=replace(one.article, place_id="z1"), facts=facts)


def mentions_of(articles: Sequence[Processed]) -> pl.LazyFrame:
    return tables_of(articles)["programme_mentions"]


def carried(articles: Sequence[Processed]) -> list[dict[str, str]]:
    return carry_definitions(tables_of(articles)).to_dicts()


def test_one_row_a_name_with_what_all_articles_agree_on() -> None:
    """The row counts its articles, keeps the year that one prints, and no level where they print two."""
    (row,) = gather_programmes(mentions_of([read(DEFINES), read(NAMES)]))
    assert (row.name, row.type, row.numerals, row.n_articles) == ("四帮", "campaign", "4 帮", 2)
    assert (row.launch_year, row.issuer_level, row.variant_of) == (2010, None, None)


def test_the_order_of_articles_makes_no_difference() -> None:
    """Rows follow from what was processed alone."""
    articles = [read(DEFINES), read(NAMES)]
    assert gather_programmes(mentions_of(articles)) == gather_programmes(mentions_of(articles[::-1]))
    assert carried(articles) == carried(articles[::-1])


def test_a_definition_is_lent_with_a_mark() -> None:
    """The article that defines nothing gets a row in a table of its own; its printed tables stay empty."""
    articles = [read(DEFINES), read(NAMES)]
    (row,) = carried(articles)
    assert (row["article_id"], row["method"]) == (articles[1].article.article_id, "only-definition")
    assert row["definition_id"] == articles[0].facts.programme_definitions[0].definition_id
    assert articles[1].facts.programme_items == ()


def test_provinces_decide() -> None:
    """Within one province the loan is marked so; between two there is none."""
    here = placed(read(DEFINES), "贵州省")
    assert [row["method"] for row in carried([here, placed(read(NAMES), "贵州省")])] == ["same-place"]
    assert carried([here, placed(read(NAMES), "江西省")]) == []


def test_two_definitions_that_differ_are_not_lent() -> None:
    """Where articles print different items, nobody can say which a third one means."""
    other = read(DEFINES.replace("项目帮扶", "文化帮扶").replace("2012", "2014"))
    assert carried([read(DEFINES), other, read(NAMES)]) == []
