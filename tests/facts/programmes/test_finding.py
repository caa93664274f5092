"""Names, definitions and relations of programmes in made-up articles and in the five captures."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts.programmes import find
from pbdata.facts.programmes.identity import programme_id
from pbdata.facts.reading import Reading
from pbdata.model.article import Article
from pbdata.model.facts import Facts, ProgrammeDefinition
from tests import ROOT, cases
from tests.articles import article

CASES = cases("facts/programmes.yaml")
NAMES = cases("facts/programmes_of_the_five.yaml")
ANNOTATION = ROOT / "data" / "annotation" / "facts" / "programmes.jsonl"
CAPTURES = sorted((ROOT / "data" / "raw").glob("*.txt"))


def programmes_of(made: Article) -> Facts:
    reading = Reading(made)
    reading.add(find(reading))
    return reading.facts


def found(case: dict[str, Any]) -> Facts:
    return programmes_of(article(case["text"], case.get("title", "标题"), headings=case.get("headings", ())))


def names(programmes: Facts) -> list[str]:
    order = {
        mention.name: None for mention in sorted(programmes.programme_mentions, key=lambda one: one.field != "title")
    }
    return list(order)


def parts(programmes: Facts, definition: ProgrammeDefinition | None) -> list[str]:
    return [
        item.item
        for item in programmes.programme_items
        if definition and item.definition_id == definition.definition_id
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_names_items_and_relations(case: dict[str, Any]) -> None:
    """What is named, what it consists of and what it belongs to comes out as the case says; nothing is invented."""
    programmes = found(case)
    assert sorted(names(programmes)) == sorted(case["names"])
    defined = {one.programme_id: one for one in reversed(programmes.programme_definitions)}
    for name in case["names"]:
        assert parts(programmes, defined.get(programme_id(name))) == case.get("items", {}).get(name, [])
    if "relations" in case:
        wanted = {(programme_id(one), programme_id(other), relation) for one, other, relation in case["relations"]}
        assert {(one.programme_id, one.related_id, one.relation) for one in programmes.programme_relations} == wanted


TRADITIONAL = """鄉公所推動社區照顧
2021-10-15 來源:本站

清晨的陽光灑在屋簷上,鄉親們打開院門,把掃帚、水桶擺到路旁,一邊幹活一邊拉著家常,臉上都帶著笑意。

縣府推動「三好一公道」運動，即說好話、做好事、存好心、講公道。協會辦理「青年返鄉築夢」計畫，並舉行「里山倡議論壇」。

傍晚時分炊煙升起,孩子們在門前追著跑,老人坐在樹下乘涼,說起從前的日子,心裡滿是感慨。
"""


def test_traditional_pages_are_read_by_the_same_rules() -> None:
    """Marks and characters of Taiwan and Hong Kong are normalized before names are judged."""
    facts = process(TRADITIONAL.encode()).facts
    assert names(facts) == ["三好一公道", "青年返乡筑梦", "里山倡议论坛"]
    assert [item.item for item in facts.programme_items] == ["说好话", "做好事", "存好心", "讲公道"]


@given(
    st.text(
        st.sampled_from("“”‘’《》（）三四两一送帮个工程活动开展、，；。+党建\n等的为主要内容包括即是"), max_size=120
    )
)
def test_slicing_gives_the_surface(text: str) -> None:
    """Any text at all: every record's words stand where it says."""
    made = article(text, "标题")
    programmes = programmes_of(made)
    records = (
        *programmes.programme_mentions, *programmes.programme_definitions,
        *programmes.programme_items, *programmes.programme_relations,
    )  # fmt: skip
    for record in records:
        assert getattr(made, record.field)[record.start : record.stop] == record.surface


@pytest.mark.parametrize("path", CAPTURES, ids=[path.stem for path in CAPTURES])
def test_names_of_the_five_captures(path: Path) -> None:
    """Every name that the five captures print is found, and nothing but these and borderline ones."""
    mentions = process(path.read_bytes()).facts.programme_mentions
    wanted = NAMES[path.name]
    keys = {programme_id(mention.name) for mention in mentions}
    assert {name for name in wanted["names"] if programme_id(name) not in keys} == set()
    allowed = {programme_id(name) for name in (*wanted["names"], *wanted["borderline"])}
    assert {mention.name for mention in mentions if mention.programme_id not in allowed} == set()


def test_the_annotation_of_the_five_captures() -> None:
    """Definitions with their words and items, relations and types are as annotated by hand; levels at least two in three."""
    annotated = [json.loads(line) for line in ANNOTATION.read_text("utf-8").splitlines()]
    levels = []
    for path in CAPTURES:
        result = process(path.read_bytes())
        assert result.article is not None
        facts = result.facts
        items: dict[str, list[str]] = {}
        for item in facts.programme_items:
            items.setdefault(item.definition_id, []).append(item.item)
        definitions = {
            (d.programme_id, d.surface): (items[d.definition_id], d.exhaustive) for d in facts.programme_definitions
        }
        relations = {(r.programme_id, r.related_id, r.relation) for r in facts.programme_relations}
        for row in annotated:
            if row["article_id"] != result.article.article_id:
                continue
            key = programme_id(row["name"])
            if row["record"] == "definition":
                assert definitions[key, row["surface"]] == (row["items"], row["exhaustive"])
            elif row["record"] == "relation":
                assert (key, programme_id(row["related"]), row["relation"]) in relations
            else:
                own = [mention for mention in facts.programme_mentions if mention.programme_id == key]
                assert row["launch_year"] in {mention.launch_year for mention in own} | {None}
                found_levels = {mention.issuer_level for mention in own} - {None}
                assert found_levels <= {row["issuer_level"]}
                levels += [bool(found_levels)] * (row["issuer_level"] is not None)
    assert sum(levels) / len(levels) >= 0.6
