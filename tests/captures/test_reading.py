"""Any capture is read by its path."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pbdata.captures.iterating import Captures
from pbdata.captures.reading import CaptureReader, read_capture
from pbdata.captures.store.manifest import MANIFEST, read_manifest
from pbdata.errors import PackageError, PbdataError
from pbdata.package.reading import MissingFileError, contained
from tests import cases
from tests.captures.corpora import SOURCES, jsonl, write_corpus

A, B = "甲页".encode(), "乙页".encode()


@pytest.mark.parametrize("name", SOURCES)
def test_every_capture_of_a_pass_is_read_by_its_path(tmp_path: Path, name: str) -> None:
    """The same bytes come at random as in the order of the file."""
    write, said = SOURCES[name]
    write_corpus(tmp_path, {"a.txt": A}, {name: (write(A, B), said)})
    found = list(Captures(tmp_path, read_manifest(tmp_path / MANIFEST)))
    assert len(found) == 3
    for sighting, data in reversed(found):
        assert read_capture(tmp_path, sighting.path) == data


def test_a_file_may_have_the_name_of_a_record(tmp_path: Path) -> None:
    """A file that is there is a capture itself, whatever its name."""
    write_corpus(tmp_path, {"a.txt#5": A, "x.jsonl#0": B}, {"x.jsonl": (jsonl(A), SOURCES["x.jsonl"][1])})
    reader = CaptureReader(tmp_path)
    assert (reader.read("data/raw/a.txt#5"), reader.read("data/raw/x.jsonl#0")) == (A, B)


@pytest.mark.parametrize("case", cases("captures/no_records.yaml"), ids=lambda case: f"{case['file']} {case['at']}")
def test_where_no_record_begins_nothing_is_read(tmp_path: Path, case: dict[str, Any]) -> None:
    """Behind the end, in the middle of a line or a row, in a header, at a blank line: an address is exact."""
    name, content = case["file"], case["content"].encode()
    write_corpus(tmp_path, {}, {name: (content, SOURCES[name][1])})
    for offset in case["records"]:
        assert read_capture(tmp_path, f"data/raw/{name}#{offset}")
    for offset in case["at"]:
        with pytest.raises(PbdataError, match=rf"#{offset}: there is no capture here, but nothing"):
            read_capture(tmp_path, f"data/raw/{name}#{offset}")


def test_a_record_of_a_file_that_is_not_listed_is_missing(tmp_path: Path) -> None:
    """Without a manifest there are no sources."""
    with pytest.raises(FileNotFoundError):
        read_capture(tmp_path, "data/raw/x.jsonl#0")


def test_a_reader_that_trusts_nobody_stays_within_its_bounds(tmp_path: Path) -> None:
    """Neither a link out of the folder nor a URL is followed, though the manifest lists it."""
    write_corpus(tmp_path / "in", {}, {"x.jsonl": (jsonl(A), SOURCES["x.jsonl"][1])})
    (tmp_path / "out.jsonl").write_bytes(jsonl(B))
    manifest = tmp_path / "in" / MANIFEST
    reader = CaptureReader(tmp_path / "in", partial(contained, tmp_path / "in"))
    assert reader.read("data/raw/x.jsonl#0") == A
    (tmp_path / "in/data/raw/x.jsonl").unlink()
    (tmp_path / "in/data/raw/x.jsonl").symlink_to(tmp_path / "out.jsonl")
    with pytest.raises(PackageError, match="leads out of the package"):
        reader.read("data/raw/x.jsonl#0")
    manifest.write_text(manifest.read_text("utf-8").replace("path: x.jsonl", "path: file:///etc/passwd"), "utf-8")
    with pytest.raises(PackageError, match="nothing is fetched"):
        CaptureReader(tmp_path / "in", partial(contained, tmp_path / "in")).read("file:///etc/passwd#0")


def test_a_missing_file_is_told_as_ever(tmp_path: Path) -> None:
    """Who checks a package counts it as absent."""
    with pytest.raises(MissingFileError):
        CaptureReader(tmp_path, partial(contained, tmp_path)).read("data/raw/crawl.warc.gz#5")
