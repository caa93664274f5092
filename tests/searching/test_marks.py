"""By what articles are chosen."""

from pathlib import Path

from pbdata.searching.marks import Marker, keys_for
from tests.searching.made import made

TABLES = {
    "articles": [{"article_id": "a1", "title": "题"}],
    "places": [
        {"place_id": "z1", "code": "520000", "name": "贵州省", "level": "province", "parent_id": None},
        {"place_id": "z2", "code": "520222", "name": "盘县", "level": "county", "parent_id": "z1"},
        {"place_id": "z3", "code": "520281", "name": "盘州市", "level": "county", "parent_id": "z1"},
        {"place_id": "z4", "code": "520299", "name": "分县", "level": "county", "parent_id": "z1"},
    ],
    "place_changes": [
        {"from_id": "z2", "to_id": "z3", "kind": "upgrade"},
        {"from_id": "z4", "to_id": "z3", "kind": "merge"},
    ],
    "programmes": [{"programme_id": "g1", "name": "三送"}],
    "programme_mentions": [
        {
            "mention_id": "q1",
            "article_id": "a1",
            "programme_id": "g1",
            "name": "三送",
            "variant": "送政策、送温暖、送服务",
        }
    ],
}


def test_a_place_bears_the_marks_of_what_contains_it_and_of_its_other_names(tmp_path: Path) -> None:
    """A merger makes no place the same as another."""
    marks = {key for _, key in Marker(made(tmp_path, TABLES)).of_place("z2", None)}
    assert marks == {"z1", "z2", "z3", "520000", "520222", "520281", "贵州省", "贵州省/盘县", "贵州省/盘州市"}


def test_a_place_without_id_is_known_by_its_path(tmp_path: Path) -> None:
    """Of villages no list has."""
    marks = {key for _, key in Marker(made(tmp_path, TABLES)).of_place(None, "某省/某乡")}
    assert marks == {"某省", "某省/某乡"}


def test_places_that_contain_each_other_end(tmp_path: Path) -> None:
    """A circle of parents is followed once."""
    places = [dict(row, parent_id="z2") for row in TABLES["places"]]
    assert Marker(made(tmp_path, {**TABLES, "places": places})).of_place("z2", None)


def test_a_programme_is_known_by_each_of_its_names(tmp_path: Path) -> None:
    """Whichever of them the article prints."""
    mark = Marker(made(tmp_path, TABLES)).of_table("programme_mentions")
    assert set(mark({"programme_id": "g1"})) == {
        ("programme", "g1"),
        ("programme", "三送"),
        ("programme", "送政策、送温暖、送服务"),
    }


def test_only_persons_of_public_office_bear_a_mark(tmp_path: Path) -> None:
    """Nobody else can be asked for."""
    mark = Marker(made(tmp_path, TABLES)).of_table("persons")
    for privacy, known in (
        ("office", True),
        ("public_figure", True),
        ("private", False),
        ("minor", False),
        (None, False),
    ):
        assert bool(mark({"person_id": "p1", "name": "王某", "privacy_class": privacy})) == known


def test_a_place_is_asked_for_by_the_end_of_its_path() -> None:
    """Whole names only, in either script."""
    keys = ["z2", "贵州省/盘县", "江苏省/南京市/鼓楼区", "福建省/福州市/鼓楼区"]
    assert keys_for("place", "盤縣", keys) == ["贵州省/盘县"]
    assert keys_for("place", "鼓楼区", keys) == keys[2:]
    assert keys_for("place", "福州市/鼓楼区", keys) == keys[3:]
    assert keys_for("place", "楼区", keys) == []
    assert keys_for("source", "盘县", keys) == []
