"""All captures of a corpus come in one pass, whatever they lie in."""

from pathlib import Path

import pytest

from pbdata.captures.iterating import Captures, known_captures
from pbdata.captures.store.manifest import MANIFEST, Manifest, read_manifest
from pbdata.model.ids import capture_id
from tests.captures.corpora import COLUMNS, SOURCES, digest, jsonl, warc, write_corpus
from tests.captures.sources.warcs import PAGE

A, B, C = (name.encode() for name in ("甲页", "乙页", "丙页"))


def manifest_of(root: Path) -> Manifest:
    return read_manifest(root / MANIFEST)


def id_of(page: bytes) -> str:
    return capture_id(digest(page))


@pytest.mark.parametrize("name", SOURCES)
def test_files_and_records_come_in_the_order_of_their_places(tmp_path: Path, name: str) -> None:
    """Each with its bytes, its hash and its path; what stands before the file by its name comes before its records."""
    write, said = SOURCES[name]
    write_corpus(tmp_path, {"a.txt": A, "y.txt": C}, {name: (write(A, B), said)})
    found = list(Captures(tmp_path, manifest_of(tmp_path)))
    assert [one.data for one in found] == [A, A, B, C]
    assert [one.sighting.sha256 for one in found] == [digest(one.data) for one in found]
    assert [one.sighting.path.partition("#")[0] for one in found] == [
        "data/raw/a.txt", f"data/raw/{name}", f"data/raw/{name}", "data/raw/y.txt",
    ]  # fmt: skip
    assert {one.sighting.media_type for one in found} == {"text/plain"}


def test_a_pass_is_lazy(tmp_path: Path) -> None:
    """A record is read when it is asked for: what stands behind it may be missing still."""
    write_corpus(tmp_path, {"z.txt": C}, {"x.jsonl": (jsonl(A, B), SOURCES["x.jsonl"][1])})
    captures = iter(Captures(tmp_path, manifest_of(tmp_path)))
    (tmp_path / "data/raw/z.txt").unlink()
    assert [next(captures).data, next(captures).data] == [A, B]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """By source and kind, in each pass anew."""
    write_corpus(tmp_path, {}, {"x.warc.gz": (warc(PAGE, PAGE), {"format": "warc"})})
    captures = Captures(tmp_path, manifest_of(tmp_path))
    for _ in range(2):
        assert len(list(captures)) == 2
        assert captures.left_out == {"data/raw/x.warc.gz": {"request": 2}}


def test_a_withdrawn_record_does_not_come(tmp_path: Path) -> None:
    """Its file is there still; that it was met is kept."""
    write_corpus(tmp_path, {}, {"x.jsonl": (jsonl(A, B), SOURCES["x.jsonl"][1])})
    captures = Captures(tmp_path, manifest_of(tmp_path), {id_of(A)})
    assert [one.data for one in captures] == [B]
    assert [one.path for one in captures.taken_down] == ["data/raw/x.jsonl#0"]


def test_what_an_entry_says_is_said_of_its_records(tmp_path: Path) -> None:
    """The collection, the rights, the media type, and the time where a record has none of its own."""
    said = {
        "format": "jsonl", **COLUMNS, "media_type": "text/markdown", "retrieved": "2025-07",
        "rights": {"holder": "某报", "notice": "版权所有", "uri": "http://rightsstatements.org/vocab/InC/1.0/"},
    }  # fmt: skip
    write_corpus(tmp_path, {}, {"x.jsonl": (jsonl(A), said)})
    [one] = Captures(tmp_path, manifest_of(tmp_path))
    sighting = one.sighting
    assert (sighting.collection, sighting.media_type, sighting.retrieved) == ("seed", "text/markdown", "2025-07")
    assert (sighting.rights_holder, sighting.rights_notice) == ("某报", "版权所有")


@pytest.mark.parametrize("name", SOURCES)
def test_sightings_come_without_bytes(tmp_path: Path, name: str) -> None:
    """The same ones in the same order; of a file what is listed is believed."""
    write, said = SOURCES[name]
    write_corpus(tmp_path, {"a.txt": A}, {name: (write(A, B), said)})
    captures = Captures(tmp_path, manifest_of(tmp_path))
    assert list(captures.sightings()) == [one.sighting for one in captures]


def test_a_named_capture_is_looked_for_in_sources(tmp_path: Path) -> None:
    """Those that are listed are known anyway; of the records only those that somebody names."""
    write_corpus(tmp_path, {"a.txt": A}, {"x.jsonl": (jsonl(B, C), SOURCES["x.jsonl"][1])})
    manifest = manifest_of(tmp_path)
    assert known_captures(tmp_path, manifest, ()) == {id_of(A)}
    assert known_captures(tmp_path, manifest, {id_of(C), id_of(b"nothing")}) == {id_of(A), id_of(C)}
