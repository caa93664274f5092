"""The gazetteer as a tree."""

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions, divisions
from tests.explorer.conftest import Make


def test_a_path_goes_down(committed: SiteData) -> None:
    """The path of a county begins with its province."""
    tree = divisions(committed)
    (county,) = [at for at, row in tree.rows.items() if row["name"] == "盘县"]
    assert [tree.name(at) for at in tree.path(county)] == ["贵州省", "六盘水市", "盘县"]
    assert county in tree.below[tree.path(county)[1]]


def test_a_circle_ends() -> None:
    """Places that lie in one another are left where the circle closes."""
    tree = Divisions({"a": {"name": "甲", "parent_id": "b"}, "b": {"name": "乙", "parent_id": "a"}}, {})
    assert tree.path("a") == ("b", "a")


def test_an_unknown_place_is_nowhere(foreign: Make) -> None:
    """A place that is not listed has no path, no name and no address; nor has any where no places are."""
    tree = divisions(SiteData(foreign({"t": [["a"], ["1"]]})))
    assert (tree.path("z"), tree.name("z"), tree.linked("z"), tree.path(None)) == ((), None, None, ())
