"""A capture is opened by any name that means it alone."""

from pathlib import Path

import pytest

from pbdata.captures.sources.columns import Columns
from pbdata.captures.store.adding import add
from pbdata.captures.store.adding_sources import add_sources
from pbdata.captures.store.manifest import MANIFEST, read_manifest
from pbdata.captures.store.wanted import Wanted
from pbdata.captures.store.withdrawing import withdraw
from pbdata.corrections.deciding import decide
from pbdata.corrections.opening import open_capture
from pbdata.corrections.proposing import decide_page
from pbdata.errors import PbdataError
from pbdata.model.correction import Told
from pbdata.model.ids import capture_id
from tests.corrections.conftest import ID


@pytest.mark.parametrize("name", [ID, ID[:8], "page.txt", "data/raw/page.txt"])
def test_a_capture_has_several_names(root: Path, name: str) -> None:
    """Its id, the beginning of it, its path."""
    opened = open_capture(root, name)
    assert (opened.capture_id, opened.captured.sighting.path) == (ID, "data/raw/page.txt")
    assert opened.processed(opened.corrections).status == "processed"


def test_a_name_that_means_none_or_several_is_told(root: Path) -> None:
    """With the nearest, or with those that it may mean."""
    with pytest.raises(PbdataError, match=r"pages.txt: there is no such capture. Did you mean `page.txt`?"):
        open_capture(root, "pages.txt")
    with pytest.raises(PbdataError, match="c: there is no such capture"):
        open_capture(root, "c")
    pages = [root / f"{number}.txt" for number in range(16)]
    for number, page in enumerate(pages):
        page.write_text(str(number), "utf-8")
    add(root, pages, collection="seed")
    digits = [capture_id(one.sha256)[1] for one in read_manifest(root / MANIFEST).sightings]
    several = next(digit for digit in digits if digits.count(digit) > 1)
    with pytest.raises(PbdataError, match=f"c{several}: {digits.count(several)} captures are called so: c"):
        open_capture(root, f"c{several}")


def test_a_record_of_a_source_is_opened(root: Path) -> None:
    """By its address, or by its id."""
    source = root / "rows.jsonl"
    source.write_text('{"text": "一行字"}\n', "utf-8")
    add_sources(root, [str(source)], Wanted(source, collection="seed"), Columns())
    opened = open_capture(root, "data/raw/rows.jsonl#0")
    assert open_capture(root, opened.capture_id).captured.data == "一行字".encode()


def test_what_is_withheld_stays_so(root: Path) -> None:
    """Of a stretch nothing is seen, and a withdrawn capture is not opened."""
    withdraw(root, [ID], "2026-01-31", spans=[(13, 16)])
    page = open_capture(root, ID).processed(()).page_text
    assert page is not None
    assert "云岭县开展" not in page
    (root / "data/corrections/takedown.yaml").unlink()
    withdraw(root, [ID], "2026-01-31")
    with pytest.raises(PbdataError, match="is withdrawn"):
        open_capture(root, ID)


def test_a_capture_is_processed_as_its_corpus_is_built(root: Path) -> None:
    """With a topic of which nothing is, the page is rejected, and what is decided expects that."""
    rules = "name: trees\ntitle: 树 / Trees\nthreshold: 4\nin_title: 3\nat_most: 3\nfull_length: 400\n"
    group = "for:\n- {name: wood, title: 木 / Wood, points: 2, terms: [松树]}\n"
    (root / "data/topics").mkdir()
    (root / "data/topics/trees.yaml").write_text(rules + group, "utf-8")
    with (root / "data/dataset.yaml").open("a", encoding="utf-8") as dataset:
        dataset.write("topic: trees\n")
    capture = open_capture(root, ID)
    assert (capture.processed(()).reason or "").startswith("off topic: ")
    told = Told("made up", None, "2026-01-31")
    outcome = decide(root, capture, lambda one: decide_page(one, told, "processed"))
    assert outcome.after.article is not None
    assert outcome.after.unfit == ()
