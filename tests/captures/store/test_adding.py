"""Adding captures appends to the manifest and overwrites nothing; it adds all that was asked for, or nothing."""

import errno
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.captures.store import adding, copying
from pbdata.captures.store.adding import add
from pbdata.captures.store.manifest import Sighting, read_manifest
from pbdata.errors import BuildError, ManifestError, PbdataError
from pbdata.locking import lock
from tests import ROOT

HEAD = "# Who, what, when.\ncollections:\n  - id: seed # the first\n    title: T\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus with one collection and no sighting."""
    root = tmp_path / "corpus"
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/manifest.yaml").write_text(HEAD + "sightings: []\n", "utf-8")
    return root


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file elsewhere, to be added."""
    return written(tmp_path / "page.txt", "红色基因".encode())


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def sightings(root: Path) -> tuple[Sighting, ...]:
    return read_manifest(root / "data/raw/manifest.yaml").sightings


def files(root: Path) -> dict[str, bytes]:
    """Every file below a corpus but the lock."""
    found = (path for path in root.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_a_file_becomes_a_copy_and_a_sighting(root: Path, page: Path) -> None:
    """The bytes lie in data/raw and the manifest says all that was given of them."""
    add(
        root,
        [page],
        collection="seed",
        url="https://example.org/1.html",
        retrieved="2025-07",
        rights_holder='赣金网 "A": # b',
        rights_notice="版权所有",
        rights_uri="http://example.org/InC",
    )
    digest = sha256(page.read_bytes()).hexdigest()
    assert (root / "data/raw/page.txt").read_bytes() == page.read_bytes()
    assert sightings(root) == (
        Sighting(
            "data/raw/page.txt",
            digest,
            "text/plain",
            "seed",
            "https://example.org/1.html",
            "2025-07",
            '赣金网 "A": # b',
            "版权所有",
            "http://example.org/InC",
        ),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sightings: []\n", "sightings:\n"),
        ("sightings:\n", "sightings:\n"),
        ("sightings:", "sightings:\n"),
        ("", "\nsightings:\n"),
    ],
)
def test_the_first_sighting_starts_the_list(root: Path, page: Path, before: str, after: str) -> None:
    """However an empty list is written, the text above stays and the list begins."""
    manifest = root / "data/raw/manifest.yaml"
    manifest.write_text(HEAD + before, "utf-8")
    add(root, [page], collection="seed")
    assert manifest.read_text("utf-8").startswith(HEAD + after)
    assert len(sightings(root)) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "  ", "    "])
@pytest.mark.parametrize("end", ["", "\n", "\n  # a last remark\n"])
def test_what_stands_in_the_manifest_stays(root: Path, page: Path, newline: str, indent: str, end: str) -> None:
    """Comments, order, indentation and line ends stay, byte for byte; new text only follows."""
    manifest = root / "data/raw/manifest.yaml"
    row = f'{indent}- path: "0.txt" # old{{n}}{indent}  sha256: "{"0" * 64}"{{n}}{indent}  media_type: text/plain{{n}}'
    text = (HEAD + "sightings:\n" + row.format(n="\n") + f"{indent}  collection: seed{end}").replace("\n", newline)
    before = b"\xef\xbb\xbf" + text.encode()
    manifest.write_bytes(before)
    add(root, [page], collection="seed")
    after = manifest.read_bytes()
    assert after.startswith(before)
    assert (b"\r\n" in after) == (newline == "\r\n")
    assert after.count(b"\n") == after.count(newline.encode())
    assert [sighting.path for sighting in sightings(root)] == ["data/raw/0.txt", "data/raw/page.txt"]


def test_a_manifest_whose_last_key_is_another_is_not_touched(root: Path, page: Path) -> None:
    """Where no sighting can be appended, nothing is added and the message says what to change."""
    manifest = root / "data/raw/manifest.yaml"
    digest = "0" * 64
    row = f"- {{path: 0.txt, sha256: '{digest}', media_type: text/plain, collection: seed}}"
    manifest.write_text(f"sightings:\n  {row}\n{HEAD}", "utf-8")
    before = files(root)
    with pytest.raises(
        ManifestError, match=r"manifest.yaml:1:1: no sighting can be appended. Make `sightings:` the last"
    ):
        add(root, [page], collection="seed")
    assert files(root) == before


def test_the_same_name_gets_a_number(root: Path, tmp_path: Path) -> None:
    """A file is never overwritten, whatever the case of its name."""
    pages = [written(tmp_path / folder / "page.txt", folder.encode()) for folder in "abc"]
    pages.append(written(tmp_path / "d" / "PAGE.txt", b"d"))
    add(root, pages, collection="seed")
    names = ["page.txt", "page-2.txt", "page-3.txt", "PAGE-4.txt"]
    assert [(root / "data/raw" / name).read_bytes() for name in names] == [b"a", b"b", b"c", b"d"]


def test_a_name_that_the_manifest_lists_is_taken(root: Path, page: Path) -> None:
    """A listed file that is missing from the disk keeps its name."""
    add(root, [page], collection="seed")
    (root / "data/raw/page.txt").unlink()
    add(root, [page], collection="seed")
    assert [sighting.path for sighting in sightings(root)] == ["data/raw/page.txt", "data/raw/page-2.txt"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a b:c?.txt", "a-b-c-.txt"),
        (".hidden.txt", "hidden.txt"),
        ("-rf", "rf"),
        ("...", "capture"),
        ("党建.html", "党建.html"),
        ("CON.txt", "capture-CON.txt"),
        ("manifest.yaml", "capture-manifest.yaml"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("x" * 200 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_a_name_becomes_safe_on_every_system(root: Path, tmp_path: Path, name: str, safe: str) -> None:
    """Names that some system cannot hold are changed as little as possible."""
    added = add(root, [written(tmp_path / "in" / name, b"x")], collection="seed")
    assert added[0].sighting.path == f"data/raw/{safe}"


def test_the_same_bytes_are_a_second_sighting(root: Path, page: Path) -> None:
    """Both sightings are listed, the second says so and shares type and rights of the first."""
    add(root, [page], collection="seed", rights_holder="赣金网")
    again = add(root, [page], collection="seed", url="https://example.org/mirror")
    assert again[0].same_as == "data/raw/page.txt"
    first, second = sightings(root)
    assert (first.sha256, first.rights_holder) == (second.sha256, second.rights_holder)
    assert second.path == "data/raw/page-2.txt"


def test_the_same_bytes_twice_in_one_call_are_two_sightings(root: Path, page: Path) -> None:
    """A file named twice is one capture, seen twice."""
    added = add(root, [page, page], collection="seed")
    assert [row.same_as for row in added] == [None, "data/raw/page.txt"]
    assert len(sightings(root)) == 2


def test_other_rights_for_the_same_bytes_are_refused(root: Path, page: Path) -> None:
    """A capture cannot get two statements of rights."""
    add(root, [page], collection="seed", rights_holder="赣金网")
    before = files(root)
    with pytest.raises(ManifestError, match="rights: holder differs"):
        add(root, [page], collection="seed", rights_holder="B")
    assert files(root) == before


def test_a_file_in_data_raw_is_listed_where_it_lies(root: Path) -> None:
    """A file that was copied there by hand is not copied again."""
    page = written(root / "data/raw/2014/page.txt", b"x")
    add(root, [page], collection="seed")
    assert [sighting.path for sighting in sightings(root)] == ["data/raw/2014/page.txt"]
    assert set(files(root / "data/raw")) == {"manifest.yaml", "2014/page.txt"}


def test_a_file_in_data_raw_that_is_listed_is_refused(root: Path) -> None:
    """Listing all of data/raw again by mistake changes nothing."""
    page = written(root / "data/raw/page.txt", b"x")
    add(root, [page], collection="seed")
    before = files(root)
    with pytest.raises(PbdataError, match=r"listed already at .*manifest.yaml:\d+:\d+"):
        add(root, [page], collection="seed")
    assert files(root) == before


def test_the_manifest_is_no_capture(root: Path) -> None:
    """data/raw/* on the command line does not make a capture of the manifest."""
    with pytest.raises(PbdataError, match="this is the manifest"):
        add(root, [root / "data/raw/manifest.yaml"], collection="seed")


@pytest.mark.parametrize(("data", "word"), [(b"", "empty"), (b"\x00\x01", "binary")])
def test_what_will_be_rejected_is_added_with_a_warning(root: Path, tmp_path: Path, data: bytes, word: str) -> None:
    """Nothing is lost: an empty or binary file is a capture too."""
    added = add(root, [written(tmp_path / "x.txt", data)], collection="seed")
    assert word in (added[0].warning or "")
    assert (root / "data/raw/x.txt").read_bytes() == data


def test_text_gets_no_warning(root: Path, page: Path) -> None:
    """A text file is added without a remark."""
    assert add(root, [page], collection="seed")[0].warning is None


@pytest.mark.parametrize("missing", ["gone.txt", "."])
def test_one_bad_file_means_that_none_is_added(root: Path, page: Path, tmp_path: Path, missing: str) -> None:
    """A missing file, or a folder, stops the whole call before anything is written."""
    before = files(root)
    with pytest.raises(PbdataError, match="Nothing was added"):
        add(root, [page, tmp_path / missing], collection="seed")
    assert files(root) == before


def test_an_unknown_collection_is_refused_with_the_near_one(root: Path, page: Path) -> None:
    """A slip in the collection's id does not reach the manifest."""
    before = files(root)
    with pytest.raises(ManifestError, match="there is no collection `sed`. Did you mean `seed`"):
        add(root, [page], collection="sed")
    assert files(root) == before


@pytest.mark.parametrize(("key", "value"), [("retrieved", "7.7.2025"), ("url", "example.org"), ("rights_uri", "InC")])
def test_a_value_that_the_manifest_cannot_hold_is_refused(root: Path, page: Path, key: str, value: str) -> None:
    """What would make the manifest faulty is refused before anything is written."""
    before = files(root)
    with pytest.raises(PbdataError, match=f"cannot .*`{value}`"):
        add(root, [page], collection="seed", **{key: value})  # type: ignore[arg-type]
    assert files(root) == before


def test_one_url_cannot_belong_to_two_files(root: Path, page: Path) -> None:
    """An address names one page."""
    with pytest.raises(PbdataError, match="one URL was given for 2 files"):
        add(root, [page, page], collection="seed", url="https://example.org/")


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path, page: Path) -> None:
    """What a dry run returns is what the call then does."""
    before = files(root)
    planned = add(root, [page], collection="seed", dry_run=True)
    assert files(root) == before
    assert add(root, [page], collection="seed") == planned


def test_a_folder_without_a_manifest_is_left_as_it_is(tmp_path: Path, page: Path) -> None:
    """Adding in the wrong folder leaves no trace there."""
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    with pytest.raises(ManifestError, match="manifest.yaml: there is no such file"):
        add(empty, [page], collection="seed")
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("when", [1, 2, 3, 4])
def test_a_full_disk_leaves_everything_as_it_was(
    root: Path, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    """Wherever the disk fills up, the copies go and the manifest stays."""
    before = files(root)
    calls = 0

    def full(path: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == when:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copying, "sync", full)
    other = written(tmp_path / "other.txt", b"other")
    with pytest.raises(PbdataError, match="No space left on device. Nothing was added"):
        add(root, [page, other], collection="seed")
    assert files(root) == before


def test_a_real_limit_on_the_size_of_files_leaves_everything_as_it_was(root: Path, tmp_path: Path) -> None:
    """Where the system itself refuses to write on, the half-written copy goes and the manifest stays."""
    page = written(tmp_path / "large.txt", b"x" * 100_000)
    before = files(root)
    code = (
        "import resource, sys, pathlib\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "from pbdata.captures.store.adding import add\n"
        "add(pathlib.Path(sys.argv[1]), [pathlib.Path(sys.argv[2])], collection='seed')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root), str(page)], capture_output=True, text=True)
    assert "PbdataError" in done.stderr and "large.txt: File too large. Nothing was added" in done.stderr
    assert files(root) == before


def test_a_file_that_changes_while_it_is_added_is_refused(
    root: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes that are copied are those whose hash is listed."""
    before = files(root)
    contents = iter([b"one", b"two"])
    monkeypatch.setattr(adding, "_read", lambda source: next(contents))
    with pytest.raises(PbdataError, match="it changed while it was added"):
        add(root, [page], collection="seed")
    assert files(root) == before


def test_two_cannot_add_at_once(root: Path, page: Path) -> None:
    """While another process writes, nothing is added."""
    before = files(root)
    with lock(root), pytest.raises(BuildError, match="another pbdata is building or adding here"):
        add(root, [page], collection="seed")
    assert files(root) == before


def test_adding_to_the_manifest_of_this_repository_keeps_its_text(tmp_path: Path, page: Path) -> None:
    """The real manifest, with its comments, can be appended to."""
    root = tmp_path / "copy"
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    manifest = root / "data/raw/manifest.yaml"
    before = manifest.read_bytes()
    add(root, [page], collection="seed")
    assert manifest.read_bytes().startswith(before)
    assert sightings(root)[-1].path == "data/raw/page.txt"
