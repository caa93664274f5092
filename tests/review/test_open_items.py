"""Which items are still open."""

from pathlib import Path

from pbdata.review.desk import Desk
from pbdata.review.open_items import open_items
from pbdata.review.queue import Item, make
from tests.review.corpus import FIRST, SETTINGS, shelf


def open_of(root: Path, item: Item, decision: dict[str, object]) -> list[Item]:
    """The items that are open of one, after a decision."""
    held = shelf(root)
    Desk(held, SETTINGS).decide(FIRST, "", decision)
    opened = held.open(FIRST)
    return open_items([item], opened, opened.processed(opened.corrections))


def test_an_empty_field_that_was_accepted_is_settled(tmp_path: Path) -> None:
    """That nothing stands there was looked at, though no cell changed."""
    silent = make("no_title", FIRST, ("page", 0, 0), table="articles", column="subtitle")
    assert open_of(tmp_path, silent, {"kind": "field", "field": "subtitle", "value": None}) == []


def test_a_decision_on_another_field_settles_nothing(tmp_path: Path) -> None:
    """It is about that field."""
    silent = make("no_title", FIRST, ("page", 0, 0), table="articles", column="subtitle")
    assert open_of(tmp_path, silent, {"kind": "field", "field": "section", "value": None}) == [silent]


def test_a_run_is_settled_when_all_its_lines_are(tmp_path: Path) -> None:
    """One line of two leaves the run open."""
    run = make("line", FIRST, ("lines", 1, 3), label="nav", other="ad")
    assert open_of(tmp_path, run, {"kind": "lines", "first": 1, "last": 1, "label": "nav"}) == [run]
    desk = Desk(shelf(tmp_path), SETTINGS)
    desk.decide(FIRST, desk.capture(FIRST)["version"], {"kind": "lines", "first": 2, "last": 2, "label": "nav"})
    opened = shelf(tmp_path).open(FIRST)
    assert open_items([run], opened, opened.processed(opened.corrections)) == []


def test_a_page_that_was_judged_is_settled(tmp_path: Path) -> None:
    """A rejected page that is rightly so is no item any more."""
    rejected = make("rejected", FIRST, ("page", 0, 0), reason="no article")
    assert open_of(tmp_path, rejected, {"kind": "page", "status": "processed"}) == []
