"""The gazetteer as of a day. Cases: cases/gazetteer.yaml."""

import gzip
from typing import Any

import pytest

from pbdata.captures.store.manifest import read_manifest
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.name_lists import load_townships, load_villages
from pbdata.facts.places.resolution import candidates, highest
from tests import ROOT, cases

CASES = cases("facts/gazetteer.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']} ({case['name']} {case['day']})")
def test_a_name_is_a_division_of_its_day(case: dict[str, Any]) -> None:
    """A name leads to the division of the day, under the names of that day."""
    gazetteer, kind = load_gazetteer(), case.get("kind", "full")
    forms = gazetteer.full if kind == "full" else gazetteer.short
    if case["path"] is None:
        assert case["name"] not in forms
        return
    found = highest([one for one, _ in candidates(case["name"], kind, case["day"])])
    paths = {"/".join(one.name for one in gazetteer.chain(found, case["day"])) for found in found}
    assert paths == {case["path"]}


def test_one_change_leads_from_a_county_to_the_city_that_it_became() -> None:
    """盘县 became 盘州市 by one change, in April 2017."""
    gazetteer = load_gazetteer()
    (county,) = gazetteer.full["盘县"]
    assert [(change.after.name, change.date, change.kind) for change in gazetteer.changes[county.place_id]] == [
        ("盘州市", "2017-04", "upgrade")
    ]


def test_ids_are_distinct_and_do_not_depend_on_days() -> None:
    """Each division has an id of its own, made from its code and name."""
    gazetteer = load_gazetteer()
    every = [one for found in gazetteer.by_code.values() for one in found]
    assert len(gazetteer.by_id) == len(every) > 6000


def test_every_division_stands_below_another_or_is_a_province() -> None:
    """A chain begins with a province, and levels go down in it."""
    gazetteer = load_gazetteer()
    for one in gazetteer.by_id.values():
        chain = gazetteer.chain(one, one.valid_to or "2026")
        assert chain[0].level == "province"
        assert len({x.level for x in chain}) == len(chain)


def test_a_township_is_found_under_its_short_name() -> None:
    """四格彝族乡 stands under 四格乡 too; it is one that no list has and that was added by hand."""
    assert [(one.county, one.name, one.last) for one in load_townships().named("四格乡")] == [
        ("520222", "四格彝族乡", "2013")
    ]
    assert load_villages().count("团结") > 600


def test_the_lists_are_not_older_than_a_year_beside_the_newest_capture() -> None:
    """Whoever adds captures learns when the lists have to be read anew: run scripts/gazetteer.py with newer packages."""
    newest = max(
        str(one.retrieved) for one in read_manifest(ROOT / "data/raw/manifest.yaml").sightings if one.retrieved
    )
    year, month = load_gazetteer().newest.split("-")
    assert newest[:7] <= f"{int(year) + 1}-{month}"


def test_no_name_has_lost_a_character() -> None:
    """What one list prints as ? another prints whole, or curated.yaml does (麦㙦镇, 桴㯊乡)."""
    table = ROOT / "src" / "pbdata" / "facts" / "places" / "gazetteer" / "townships.csv.gz"
    names = [line.partition(",")[0] for line in gzip.decompress(table.read_bytes()).decode().splitlines()]
    assert [name for name in names if any(c in "?\ufffd" or "\ue000" <= c <= "\uf8ff" for c in name)] == []
    assert [(one.county, one.first, one.last) for one in load_townships().named("麦㙦镇")] == [
        ("360824", "2019-10", "")
    ]
