"""Lines of a reading and rows of the tables as units."""

from typing import Any

import pytest

from pbdata.errors import ManifestError
from pbdata.facts.programmes.identity import programme_id
from pbdata.package.annotation import Coding, kinds
from pbdata.package.units import units_of_lines, units_of_rows

WORDS = {"article_id": "a1", "field": "text"}
ARTICLE = {"article_id": "a1", "title": "三送三送", "subtitle": None, "place_id": "z2", "place_method": "title"}
TABLES: dict[str, list[dict[str, Any]]] = {
    "articles": [ARTICLE],
    "texts": [{"article_id": "a1", "text": "县委书记张三说：好好好。收入3亿元，增长5%。"}],
    "places": [
        {"place_id": "z1", "name": "江西省", "level": "province", "parent_id": None},
        {"place_id": "z2", "name": "赣州市", "level": "prefecture", "parent_id": "z1"},
    ],
    "place_mentions": [
        {"article_id": "a1", "place_id": "z3", "path": "江西省/赣州市/赣县/江口镇/旱塘村", "level": "village"},
        {"article_id": "a1", "place_id": "z4", "path": "江西省/赣州市/赣县", "level": "county"},
        {"article_id": "a1", "place_id": None, "path": "江西省", "level": "village"},
    ],
    "persons": [{**WORDS, "person_id": "p1", "start": 4, "stop": 6, "surface": "张三", "name": "张三", "privacy_class": "office"}],
    "organisations": [{**WORDS, "org_id": "o1", "name": "县委", "surface": "县委", "kind": "party", "level": "county"}],
    "posts": [
        {
            **WORDS, "start": 0, "stop": 4, "person_id": "p1", "title_printed": "县委书记", "rank": "county_chief",
            "rank_method": "printed", "tense": "current", "org_id": "o1", "sending_org_id": None, "host_place_id": host,
        }
        for host in ("z3", "z4", None)
    ],
    "quotations": [
        {**WORDS, "start": 8, "stop": 11, "speaker_person_id": "p1", "speaker_label": None, "verb": "说", "mode": "direct"}
    ],
    "figures": [
        {**WORDS, "figure_id": "f1", "start": 14, "stop": 17},
        {**WORDS, "figure_id": "f2", "start": 20, "stop": 22},
    ],
    "figure_relations": [{"article_id": "a1", "figure_id": "f2", "related_id": "f1", "relation": "growth_of"}],
    "programme_mentions": [
        {"article_id": "a1", "programme_id": "g1", "type": type_, "issuer_level": level, "launch_year": year}
        for type_, level, year in [("slogan", None, 2010), ("slogan", "county", None), ("campaign", "province", None)]
    ],
    "programme_definitions": [
        {**WORDS, "definition_id": "e1", "programme_id": "g1", "start": 0, "stop": 4, "exhaustive": True}
    ],
    "programme_items": [
        {"definition_id": "e1", "item_no": 2, "item": "乙"},
        {"definition_id": "e1", "item_no": 1, "item": "甲"},
    ],
}  # fmt: skip


def line(of_kind: str, **given: Any) -> Coding:
    return Coding("x.jsonl:3", of_kind, {"article_id": "a1", "field": "text", "n": 1, **given})


def test_words_are_found_by_their_number() -> None:
    """n counts the occurrences in the field from 1, also those that overlap."""
    lines = [line("dates", surface="好好", n=n, value=None, granularity="day") for n in (1, 2)]
    in_title = line("dates", field="title", surface="三送", n=2, value=None, granularity="day")
    assert [one.words for one in units_of_lines([*lines, in_title], TABLES)] == [
        ("text", 8, 10), ("text", 9, 11), ("title", 2, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"surface": "好", "n": 4}, {"surface": "坏"}, {"field": "subtitle", "surface": "好"}]
)
def test_words_that_are_not_there_are_a_fault(given: dict[str, Any]) -> None:
    """A line whose words do not stand in the article is named, and what to do."""
    with pytest.raises(
        ManifestError, match=r"x.jsonl:3: `surface` does not stand . times in the \w+ of a1. Correct the line"
    ):
        units_of_lines([line("dates", value=None, granularity="day", **given)], TABLES)


def test_lines_of_articles_that_are_not_built_are_left_out() -> None:
    """A reading may be of more than a package holds."""
    assert units_of_lines([line("dates", article_id="a2", surface="x", value=None, granularity="day")], TABLES) == []


@pytest.mark.parametrize("number", range(3))
def test_a_post_is_compared_by_names(number: int) -> None:
    """Ids become the names that a reader writes: a village with its township, a county alone, nothing for nothing."""
    host = ("江口镇旱塘村", "赣县", None)[number]
    read = line(
        "posts", surface="县委书记", person="张三", title_printed="县委书记", rank="county_chief", rank_method="printed",
        tense="current", org="县委", sending_org=None, host_place=host,
    )  # fmt: skip
    assert units_of_lines([read], TABLES) == [units_of_rows(kinds()["posts"], TABLES)[number]]


def test_a_person_and_a_body_are_told_by_name() -> None:
    """Another mention of the same name is the same unit."""
    read = [line("persons", surface="张三", privacy_class="office")]
    assert units_of_lines(read, TABLES) == units_of_rows(kinds()["persons"], TABLES)
    read = [line("organisations", surface="县委", kind="party", level="county")]
    assert units_of_lines(read, TABLES) == units_of_rows(kinds()["organisations"], TABLES)


def test_a_speaker_is_compared_by_name() -> None:
    """The id of the speaker becomes the name."""
    read = line("quotations", surface="好好好", speaker="张三", speaker_label=None, verb="说", mode="direct")
    assert units_of_lines([read], TABLES) == units_of_rows(kinds()["quotations"], TABLES)


def test_a_relation_of_figures_is_told_by_both() -> None:
    """The words are those of the figure, and its base tells it apart."""
    read = line("figure_relations", surface="5%", related_surface="3亿元", related_n=1, relation="growth_of")
    assert units_of_lines([read], TABLES) == units_of_rows(kinds()["figure_relations"], TABLES)


def test_the_area_of_an_article_is_its_path() -> None:
    """The names from the province down stand for the id of the place."""
    read = line("articles", field="article", path="江西省/赣州市", place_method="title")
    assert units_of_lines([read], TABLES) == units_of_rows(kinds()["articles"], TABLES)


def test_mentions_of_a_name_are_one_unit_an_article() -> None:
    """The most frequent type that is no slogan, the year that one mention prints, and no level where two differ."""
    (unit,) = units_of_rows(kinds()["programme"], TABLES)
    assert unit.codes == {"type": "campaign", "issuer_level": None, "launch_year": 2010}


def test_items_are_compared_in_their_order() -> None:
    """A definition has its items in the order of their numbers, as a reader lists them."""
    (unit,) = units_of_rows(kinds()["definition"], TABLES)
    read = line("definition", surface="县委书记", name="x", items=["甲", "乙"], exhaustive=True)
    assert units_of_lines([read], TABLES)[0].codes == unit.codes == {"items": ("甲", "乙"), "exhaustive": True}


@pytest.mark.parametrize("name", ["帮联驻", "“帮、联、驻”"])
def test_a_programme_is_told_by_its_folded_name(name: str) -> None:
    """Marks within a name make no other programme, here as in the tables."""
    read = line("relation", surface="县委书记", name=name, related=name, relation="alias_of")
    (unit,) = units_of_lines([read], TABLES)
    assert (unit.apart, unit.codes["related"]) == ((programme_id("帮联驻"),), programme_id("帮联驻"))
