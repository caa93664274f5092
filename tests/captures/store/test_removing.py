"""What was added by mistake goes without a trace; what was withdrawn leaves its id."""

from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.opening import open_file
from pbdata.captures.store.adding import add
from pbdata.captures.store.adding_sources import add_sources
from pbdata.captures.store.manifest import read_manifest
from pbdata.captures.store.removing import Removed, remove
from pbdata.captures.store.takedown import Takedown, read_takedowns
from pbdata.captures.store.wanted import Wanted
from pbdata.captures.store.withdrawing import withdraw
from pbdata.errors import ManifestError, PbdataError
from tests.captures.corpora import jsonl
from tests.captures.remote import remote

HEAD = "collections:\n  - {id: seed, title: T}\n\nsightings:\n"
DAY = "2026-12-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of three sightings: two captures, one of them seen twice."""
    root = tmp_path / "corpus"
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    for name, text in (("a.txt", "a"), ("b.txt", "b"), ("c.txt", "a")):
        (tmp_path / name).write_text(text, "utf-8")
        add(root, [tmp_path / name], collection="seed")
    return root


def capture(text: str) -> str:
    return f"c{sha256(text.encode()).hexdigest()[:16]}"


def state(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


@pytest.mark.parametrize("name", ["b.txt", "data/raw/b.txt", capture("b")])
def test_a_file_goes_by_its_name_or_its_capture(root: Path, name: str) -> None:
    """The row and the file are gone, and nothing else changed."""
    assert remove(root, [name]) == [Removed("data/raw/b.txt", capture("b"), True)]
    assert [one.path for one in read_manifest(root / "data/raw/manifest.yaml").sightings] == [
        "data/raw/a.txt",
        "data/raw/c.txt",
    ]
    assert not (root / "data/raw/b.txt").exists()


def test_adding_and_removing_leaves_the_manifest_as_it_was(root: Path, tmp_path: Path) -> None:
    """The last add is undone to the byte."""
    before = state(root)
    (tmp_path / "d.txt").write_text("d", "utf-8")
    add(root, [tmp_path / "d.txt"], collection="seed")
    remove(root, ["d.txt"])
    assert {path: data.rstrip() for path, data in state(root).items()} == {p: d.rstrip() for p, d in before.items()}


def test_one_of_two_sightings_of_a_capture_may_go(root: Path) -> None:
    """The other stays, and so does the capture."""
    assert remove(root, ["a.txt"]) == [Removed("data/raw/a.txt", capture("a"), False)]
    assert (root / "data/raw/c.txt").exists()


def test_a_dry_run_removes_nothing(root: Path) -> None:
    """It says what the call would do."""
    before = state(root)
    assert [one.path for one in remove(root, [capture("a")], dry_run=True)] == ["data/raw/a.txt", "data/raw/c.txt"]
    assert state(root) == before


def test_an_unknown_name_removes_nothing(root: Path) -> None:
    """One slip stops the whole call, and the near name is told."""
    before = state(root)
    with pytest.raises(PbdataError, match="d.txt: the manifest has no such sighting or source. Did you mean `.*txt`"):
        remove(root, ["a.txt", "d.txt"])
    assert state(root) == before


def test_a_withdrawn_capture_that_is_removed_is_said_to_be(root: Path) -> None:
    """The takedown stays right, in whichever way it is written."""
    path = root / "data/corrections/takedown.yaml"
    withdraw(root, [capture("b")], DAY)
    path.write_text(path.read_text("utf-8") + f"  - capture_id: {capture('a')}\n    day: 2026 # asked for\n", "utf-8")
    remove(root, [capture("a"), capture("b")])
    assert read_takedowns(path, ()) == {
        capture("b"): Takedown(capture("b"), DAY, (), removed=True),
        capture("a"): Takedown(capture("a"), "2026", (), removed=True),
    }
    assert "# asked for" in path.read_text("utf-8")


def test_a_takedown_is_appended(root: Path) -> None:
    """The file is made where there is none, and what stands in it stays."""
    path = root / "data/corrections/takedown.yaml"
    assert withdraw(root, [capture("a")], DAY, spans=[(0, 1)]) == [Takedown(capture("a"), DAY, ((0, 1),))]
    before = path.read_text("utf-8")
    withdraw(root, [capture("b")], DAY)
    assert path.read_text("utf-8") == f'{before}  - {{capture_id: {capture("b")}, day: "{DAY}"}}\n'


@pytest.mark.parametrize("known", [False, True])
def test_a_takedown_of_an_unknown_capture_writes_nothing(root: Path, known: bool) -> None:
    """A slip in the id is told, as is a second takedown of one capture."""
    withdraw(root, [capture("b")], DAY)
    before = state(root)
    with pytest.raises(ManifestError, match="stands twice" if known else "so nothing would be taken down"):
        withdraw(root, [capture("b") if known else "c0000000000000000"], DAY)
    assert state(root) == before


def with_source(root: Path, *texts: bytes) -> None:
    """Add a source of texts."""
    (root.parent / "x.jsonl").write_bytes(jsonl(*texts))
    wanted = Wanted(file=Path(), collection="seed")
    add_sources(root, [str(root.parent / "x.jsonl")], wanted, Columns(text="content"))


@pytest.mark.parametrize("name", ["x.jsonl", "data/raw/x.jsonl"])
def test_a_source_goes_with_its_file(root: Path, name: str) -> None:
    """Its entry and its file are gone, and nothing else changed."""
    before = state(root)
    with_source(root, b"x")
    assert remove(root, [name]) == [Removed("data/raw/x.jsonl", None, True)]
    left = state(root)
    assert read_manifest(root / "data/raw/manifest.yaml").sources == ()
    assert left.keys() == before.keys()


def test_a_record_stays_in_its_file(root: Path) -> None:
    """The message says what can be done."""
    with_source(root, b"x")
    before = state(root)
    with pytest.raises(PbdataError, match="pbdata withdraw"):
        remove(root, ["x.jsonl#0"])
    assert state(root) == before


def test_a_capture_in_a_source_is_not_the_last_sighting_of_a_file(root: Path) -> None:
    """The same bytes in a source are a sighting, too."""
    with_source(root, b"b")
    assert remove(root, ["b.txt"]) == [Removed("data/raw/b.txt", capture("b"), False)]
    assert remove(root, ["a.txt", "x.jsonl", "c.txt"])[-1] == Removed("data/raw/x.jsonl", None, True)


def test_a_withdrawn_record_that_goes_with_its_source_is_marked(root: Path) -> None:
    """The takedown says that it was removed; of a capture that is elsewhere too it does not."""
    with_source(root, b"x", b"b")
    withdraw(root, [capture("x"), capture("b")], DAY)
    remove(root, ["x.jsonl"])
    takedowns = read_takedowns(root / "data/corrections/takedown.yaml", {capture("a"), capture("b")})
    assert takedowns == {
        capture("x"): Takedown(capture("x"), DAY, (), True),
        capture("b"): Takedown(capture("b"), DAY, ()),
    }


def test_a_source_at_a_url_goes_by_its_url(root: Path) -> None:
    """Its entry alone: what lies elsewhere stays."""
    wanted = Wanted(file=Path(), collection="seed")
    with remote("removing/x.jsonl", jsonl(b"x")) as url:
        add_sources(root, [url], wanted, Columns(text="content"), in_place=True)
        assert remove(root, [url]) == [Removed(url, None, True)]
        with open_file(url) as file:
            assert file.read() == jsonl(b"x")
