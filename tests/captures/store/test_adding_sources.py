"""A file of many captures is copied or listed, counted, and in the manifest by one entry."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pbdata.captures.iterating import Captures
from pbdata.captures.sources.columns import Columns
from pbdata.captures.store.adding import add
from pbdata.captures.store.adding_sources import add_sources
from pbdata.captures.store.manifest import MANIFEST, Source, read_manifest
from pbdata.captures.store.wanted import Wanted
from pbdata.errors import ManifestError, PbdataError
from tests.captures.corpora import csv, digest, jsonl, parquet, warc, wet_file, write_corpus
from tests.captures.remote import remote
from tests.captures.sources.warcs import PAGE, gzipped, record

A, B = "甲页".encode(), "乙页".encode()
GIVEN = Wanted(file=Path(), collection="seed")
NONE = Columns()
TEXT = Columns(text="content")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of one page."""
    write_corpus(tmp_path / "corpus", {"a.txt": A}, {})
    return tmp_path / "corpus"


def state(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def given(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    return str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "write", "columns"),
    [("x.warc.gz", wet_file, NONE), ("x.jsonl", jsonl, TEXT), ("x.csv", csv, TEXT), ("x.parquet", parquet, TEXT)],
)
def test_a_source_is_copied_and_listed(
    root: Path, tmp_path: Path, name: str, write: Callable[..., bytes], columns: Columns
) -> None:
    """Its captures come in the next pass, and the manifest says how many there are."""
    data = write(A, B, A)
    [added] = add_sources(root, [given(tmp_path, name, data)], GIVEN, columns)
    assert (added.source.n_captures, added.distinct, added.broken) == (3, 2, 0)
    manifest = read_manifest(root / MANIFEST)
    assert manifest.sources == (added.source,)
    assert (root / f"data/raw/{name}").read_bytes() == data
    assert [one.data for one in Captures(root, manifest)] == [A, A, B, A]
    assert added.source.sha256 == digest(data)


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path, tmp_path: Path) -> None:
    """How many records of which kinds there are, how many captures, and the first of them."""
    data = warc(PAGE, PAGE) + gzipped(record(body=PAGE * 99))[:-30]
    name, before = given(tmp_path, "x.warc.gz", data), state(root)
    [planned] = add_sources(root, [name], GIVEN, NONE, dry_run=True)
    assert state(root) == before
    assert (planned.source.n_captures, planned.distinct, planned.broken) == (3, 2, 1)
    assert planned.left_out == {"request": 2}
    first = planned.first[0]
    assert first.path.startswith("data/raw/x.warc.gz#")
    assert (first.media_type, first.begins) == ("text/html", "县委组织部开展党员活动日。")
    assert add_sources(root, [name], GIVEN, NONE) == [planned]


def test_a_column_that_is_called_so_is_found(root: Path, tmp_path: Path) -> None:
    """What is given goes before, and is written out with the others."""
    rows = jsonl(A).replace(b'"content"', b'"text"').replace(b'"link"', b'"url"')
    [added] = add_sources(root, [given(tmp_path, "x.jsonl", rows)], GIVEN, NONE)
    assert added.source.columns == Columns(text="text", url="url")
    [added] = add_sources(root, [given(tmp_path, "y.jsonl", rows * 2)], GIVEN, Columns(html="text"))
    assert added.source.columns == Columns(html="text", url="url")


def test_what_is_given_is_said_of_the_source(root: Path, tmp_path: Path) -> None:
    """Rights, and the time where a record has none."""
    wanted = Wanted(file=Path(), retrieved="2025-07", rights_holder="某报", rights_notice="版权所有")
    [added] = add_sources(root, [given(tmp_path, "x.jsonl", jsonl(A))], wanted, TEXT)
    assert added.source == Source(
        "data/raw/x.jsonl", "jsonl", "seed", digest(jsonl(A)), TEXT, retrieved="2025-07", n_captures=1,
        rights_holder="某报", rights_notice="版权所有",
    )  # fmt: skip


def test_a_file_in_the_folder_is_listed_where_it_is(root: Path) -> None:
    """And it cannot be listed again, as a source or as a page."""
    place = root / "data/raw/x.jsonl"
    place.write_bytes(jsonl(A))
    [added] = add_sources(root, [str(place)], GIVEN, TEXT)
    assert added.source.path == "data/raw/x.jsonl"
    for again in (lambda: add_sources(root, [str(place)], GIVEN, TEXT), lambda: add(root, [place], collection="seed")):
        with pytest.raises(PbdataError, match="listed already"):
            again()


def test_a_name_that_is_taken_gets_a_number(root: Path, tmp_path: Path) -> None:
    """Before both of its endings, so that the name still says what it is."""
    [first] = add_sources(root, [given(tmp_path, "x.warc.gz", wet_file(A))], GIVEN, NONE)
    [second] = add_sources(root, [given(tmp_path, "x.warc.gz", wet_file(B))], GIVEN, NONE)
    assert (first.source.path, second.source.path) == ("data/raw/x.warc.gz", "data/raw/x-2.warc.gz")


@pytest.mark.parametrize(
    ("name", "data", "columns", "says"),
    [
        ("x.jsonl", jsonl(A), Columns(text="txt"), "no column `txt`. The file has `content`, `link`"),
        ("x.csv", csv(A), NONE, "say which column holds the page: --column text=NAME"),
        ("x.parquet", b"PAR1", TEXT, "this is no Parquet"),
        ("x.warc", b"hello", NONE, "this is no WARC file"),
        ("x.dat", b"hello", NONE, "its name does not say which format it is"),
        ("x.warc.gz", gzipped(record() * 3), NONE, "compressed as a whole"),
    ],
)
def test_what_cannot_be_read_is_refused(
    root: Path, tmp_path: Path, name: str, data: bytes, columns: Columns, says: str
) -> None:
    """Nothing is added, of several files none."""
    before = state(root)
    good = given(tmp_path, "good.warc.gz", wet_file(A))
    with pytest.raises(PbdataError, match=says.replace(".", r"\.")):
        add_sources(root, [good, given(tmp_path, name, data)], GIVEN, columns if name != "x.warc" else NONE)
    assert state(root) == before


def test_the_same_file_is_no_second_source(root: Path, tmp_path: Path) -> None:
    """Each of its captures would be there twice; under another name, or twice in one call."""
    name, other = (given(tmp_path, name, jsonl(A)) for name in ("x.jsonl", "y.jsonl"))
    before = state(root)
    with pytest.raises(ManifestError, match=r"y\.jsonl: the same bytes are a source already, data/raw/x\.jsonl"):
        add_sources(root, [name, other], GIVEN, TEXT)
    assert state(root) == before
    add_sources(root, [name], GIVEN, TEXT)
    with pytest.raises(ManifestError, match="the same bytes are a source already"):
        add_sources(root, [other], GIVEN, TEXT)


def test_an_unknown_collection_is_refused(root: Path, tmp_path: Path) -> None:
    """With the file that is meant."""
    name = given(tmp_path, "x.jsonl", jsonl(A))
    with pytest.raises(ManifestError, match=r"x\.jsonl: there is no collection `sead`\. Did you mean `seed`"):
        add_sources(root, [name], Wanted(file=Path(), collection="sead"), TEXT)


def test_one_address_cannot_be_that_of_all_pages(root: Path, tmp_path: Path) -> None:
    """A source has a column for it."""
    with pytest.raises(PbdataError, match="--column url=NAME"):
        add_sources(root, [given(tmp_path, "x.jsonl", jsonl(A))], Wanted(file=Path(), url="http://e.cn/"), TEXT)


def test_a_file_is_not_listed_in_place(root: Path, tmp_path: Path) -> None:
    """The corpus would lose it with the folder in which it lies."""
    with pytest.raises(PbdataError, match="Leave --in-place out"):
        add_sources(root, [given(tmp_path, "x.jsonl", jsonl(A))], GIVEN, TEXT, in_place=True)


def test_progress_counts_bytes(root: Path, tmp_path: Path) -> None:
    """Up to the size of the file."""
    steps: list[tuple[int, int]] = []
    data = jsonl(A, B)
    add_sources(root, [given(tmp_path, "x.jsonl", data)], GIVEN, TEXT, progress=lambda *step: steps.append(step))
    assert steps == [(0, len(data)), (len(jsonl(A)), len(data))]


def test_a_source_at_a_url_is_listed_or_copied(root: Path, tmp_path: Path) -> None:
    """In place it has no hash and no copy, and its captures have the URL in their paths."""
    data = jsonl(A, B)
    with remote("part/x.jsonl", data) as url:
        [listed] = add_sources(root, [url], GIVEN, TEXT, in_place=True)
        assert (listed.source.path, listed.source.sha256) == (url, None)
        [copied] = add_sources(root, [url], GIVEN, TEXT)
        assert (root / copied.source.path).read_bytes() == data
        found = list(Captures(root, read_manifest(root / MANIFEST)))
    assert [one.sighting.path for one in found if one.data == B] == [
        f"data/raw/x.jsonl#{len(jsonl(A))}",
        f"{url}#{len(jsonl(A))}",
    ]
