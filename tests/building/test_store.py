"""What a build keeps for the next is taken again where nothing changed, and nowhere else."""

from pathlib import Path

import polars as pl
import pytest

import pbdata
from pbdata.building import shards
from pbdata.building.runner import build
from pbdata.building.standing import STANDING
from pbdata.building.store import SHARDS, Kept, Store
from pbdata.captures.store.adding import add
from pbdata.captures.store.removing import remove
from pbdata.corpus.process import process_capture
from pbdata.errors import BuildError
from pbdata.package.reading import open_package
from pbdata.validation.report.findings import Problem
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
FRAME = pl.DataFrame({"capture_id": ["c1", "c2"], "n": [1, None]})
PROBLEM = Problem("texts", 3, "text", "control", "a control character")
PAGE = "石桥县召开党建会议{n}\n\n本报讯 石桥县昨天召开党建工作会议，要求各级党组织抓好落实，群众纷纷叫好，今年还要再修路{n}公里。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of nine pages."""
    root = tmp_path / "corpus"
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    (root / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    add_pages(root, range(1, 10))
    return root


@pytest.fixture
def processed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the captures that are processed, as far as a build has come."""
    paths, process = list[str](), shards.process_captured

    def told(captured, *given):  # type: ignore[no-untyped-def]
        paths.append(captured.sighting.path)
        return process(captured, *given)

    monkeypatch.setattr(shards, "process_captured", told)
    return paths


def add_pages(root: Path, numbers: range) -> None:
    pages = [root.parent / f"{n}.txt" for n in numbers]
    for n, page in zip(numbers, pages, strict=True):
        page.write_text(PAGE.format(n=n), "utf-8")
    add(root, pages, collection="seed")


def tables(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "data/tables").iterdir())}


def fresh(root: Path) -> dict[str, bytes]:
    """The tables of a build that takes nothing from an earlier one."""
    build(root, reuse=False)
    return tables(root)


def test_a_shard_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    """Frames with their types, origins and warnings."""
    kept = Kept({"ab": "1"}, {"lines": FRAME}, (PROBLEM,))
    Store(tmp_path).keep("01", kept)
    (found,) = Store(tmp_path).load("01")
    assert (found.origins, found.warnings) == (kept.origins, kept.warnings)
    assert found.frames["lines"].equals(FRAME)
    assert found.frames["lines"].schema == FRAME.schema


def test_captures_are_found_when_shards_are_divided_otherwise(tmp_path: Path) -> None:
    """In the larger shard of which this is a half, or in its own halves."""
    store = Store(tmp_path)
    store.keep("01", Kept({"ab": "1"}, {}, ()))
    assert [one.origins for one in store.load("010")] == [{"ab": "1"}]
    assert [one.origins for one in store.load("0")] == [{"ab": "1"}]
    assert store.load("11") == []


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    """One flipped bit anywhere is seen, or changes nothing that matters, and never stops a build."""
    store = Store(tmp_path)
    store.keep("", Kept({"ab": "1"}, {"lines": FRAME}, ()))
    (place,) = (tmp_path / SHARDS).rglob("*.zip")
    sound = place.read_bytes()
    for at in [*range(0, len(sound), 41), *range(len(sound) - 200, len(sound))]:
        for bit in (1, 4, 64):
            place.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
            for found in store.load(""):
                assert found.origins == {"ab": "1"}
                assert all(frame.equals(FRAME) for frame in found.frames.values())


@pytest.mark.parametrize("link", [".pbdata/shards", ".pbdata"])
def test_nothing_is_kept_through_links(tmp_path: Path, link: str) -> None:
    """A corpus from elsewhere may hold a link, and what is behind it is not touched."""
    (tmp_path / "victim/folder").mkdir(parents=True)
    (tmp_path / "corpus/.pbdata").mkdir(parents=True)
    if link == ".pbdata":
        (tmp_path / "corpus/.pbdata").rmdir()
    (tmp_path / "corpus" / link).symlink_to(tmp_path / "victim")
    with pytest.raises(BuildError, match="nothing is kept through links"):
        Store(tmp_path / "corpus").clear(frozenset())
    assert (tmp_path / "victim/folder").is_dir()


def test_what_came_from_elsewhere_is_not_taken(tmp_path: Path) -> None:
    """The shards of a corpus that was moved or copied are made anew."""
    Store(tmp_path / "a").keep("", Kept({"ab": "1"}, {}, ()))
    (tmp_path / "a").rename(tmp_path / "b")
    assert Store(tmp_path / "b").load("") == []


def test_nothing_is_kept_under_the_name_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code may be changed while a build runs."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code/__init__.py").write_text("")
    monkeypatch.setattr(pbdata, "__file__", str(tmp_path / "code/__init__.py"))
    store = Store(tmp_path)
    (tmp_path / "code/rules.yaml").write_text("new: []")
    store.keep("", Kept({"ab": "1"}, {}, ()))
    assert store.load("") == []


def test_a_capture_on_which_pbdata_fails_is_tried_again(
    root: Path, processed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure may be of the moment, so that it is not kept."""
    monkeypatch.setattr("pbdata.corpus.failures.process_capture", failing_on("4.txt"))
    assert [path for path, _ in build(root).faults] == ["data/raw/4.txt"]
    monkeypatch.undo()
    processed.clear()
    assert build(root).captures == {"processed": 9}


def failing_on(name: str):  # type: ignore[no-untyped-def]
    def process(capture, *given):  # type: ignore[no-untyped-def]
        if capture.path.endswith(name):
            raise RecursionError
        return process_capture(capture, *given)

    return process


def test_what_is_no_longer_needed_goes(tmp_path: Path) -> None:
    """Shards of other names, and all of other versions of the code."""
    store = Store(tmp_path)
    for name in ("0", "1", "10"):
        store.keep(name, Kept({}, {}, ()))
    (tmp_path / SHARDS / "another").mkdir()
    store.clear(frozenset({"0", "1"}))
    assert sorted(path.name for path in (tmp_path / SHARDS).rglob("*.zip")) == ["0.zip", "1.zip"]
    assert not (tmp_path / SHARDS / "another").exists()


def test_nothing_changed_nothing_processed(root: Path, processed: list[str]) -> None:
    """The second build gives the same tables without looking at a page, even where it does not know that it is the same."""
    build(root)
    before = tables(root)
    assert len(processed) == 9
    (root / STANDING).unlink()
    build(root)
    assert len(processed) == 9
    assert tables(root) == before


@pytest.mark.slow
@pytest.mark.parametrize("size", [100, 2])
def test_pages_that_are_new_are_processed_alone(
    root: Path, processed: list[str], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether shards are as they were or are divided anew."""
    monkeypatch.setattr(shards, "_CAPTURES", size)
    build(root)
    processed.clear()
    add_pages(root, range(10, 21))
    build(root)
    assert sorted(processed) == sorted(f"data/raw/{n}.txt" for n in range(10, 21))
    assert tables(root) == fresh(root)


def test_a_page_that_is_gone_takes_its_rows_along(root: Path, processed: list[str]) -> None:
    """The others are not processed again."""
    build(root)
    processed.clear()
    gone = open_package(root).frame("captures").filter(path="data/raw/3.txt")["capture_id"][0]
    remove(root, [gone])
    build(root)
    assert processed == []
    assert gone not in (root / "data/tables/captures.csv").read_text("utf-8")
    assert tables(root) == fresh(root)


def test_what_the_manifest_says_counts(root: Path, processed: list[str]) -> None:
    """A capture whose address is told anew is processed again, and no other."""
    build(root)
    processed.clear()
    manifest = root / "data/raw/manifest.yaml"
    before, after = manifest.read_text("utf-8").split('path: "3.txt"')
    after = after.replace("url: null", "url: http://example.cn/3", 1)
    manifest.write_text(f'{before}path: "3.txt"{after}', "utf-8")
    build(root)
    assert processed == ["data/raw/3.txt"]
    assert tables(root) == fresh(root)


def test_stored_page_texts_come_again(root: Path) -> None:
    """A page in another encoding has its text in the package, also where it was not processed again."""
    page = root.parent / "gb.txt"
    page.write_bytes(PAGE.format(n=77).encode("gb18030"))
    add(root, [page], collection="seed")
    build(root)
    stored = {path.name: path.read_bytes() for path in (root / "data/pages").iterdir()}
    (root / STANDING).unlink()
    build(root)
    assert {path.name: path.read_bytes() for path in (root / "data/pages").iterdir()} == stored != {}
