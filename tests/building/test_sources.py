"""A page that lies in a file of many gives the same rows as one in a file of its own."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pbdata.building.runner import Summary, build
from pbdata.captures.sources.warc import MISFIT
from pbdata.captures.store.manifest import MANIFEST
from pbdata.captures.store.withdrawing import withdraw
from pbdata.errors import ManifestError
from pbdata.model.ids import capture_id
from pbdata.package.reading import open_package
from pbdata.package.tracing import article_of, trace
from pbdata.validation.judge import validate
from tests import ROOT
from tests.captures.corpora import SOURCES, digest, page_record, warc, wet_file, write_corpus
from tests.captures.remote import remote
from tests.captures.sources.warcs import gzipped

TEXTS = [path.read_bytes() for path in sorted((ROOT / "data/raw").glob("00[34]_*.txt"))]
FOUND_IN = ("path", "url", "retrieved")
Rows = dict[str, list[dict[str, Any]]]


def built(root: Path) -> Summary:
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    return build(root)


def rows_of(root: Path, without: Sequence[str] = ()) -> Rows:
    package = open_package(root)
    return {
        name: [{key: cell for key, cell in row.items() if key not in without} for row in package.frame(name).to_dicts()]
        for name in package.resources
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts, each in a file."""
    root = tmp_path_factory.mktemp("plain")
    write_corpus(root, {f"{number}.txt": text for number, text in enumerate(TEXTS)}, {})
    built(root)
    return root


@pytest.mark.parametrize("name", SOURCES)
def test_the_rows_are_those_of_files(tmp_path: Path, plain: Path, name: str) -> None:
    """All but where the captures were found, in every table; and the package is valid, its captures read at random."""
    write, said = SOURCES[name]
    write_corpus(tmp_path, {}, {name: (write(*TEXTS), said)})
    built(tmp_path)
    # The address of a page says something of its site, and a record when it was retrieved.
    told = (*FOUND_IN, "site_domain", "first_seen", "first_seen_method")
    ours, theirs = (rows_of(root, told) for root in (tmp_path, plain))
    assert ours == theirs
    report = validate(tmp_path)
    assert report.valid and report.not_checkable == validate(plain).not_checkable


def test_the_same_bytes_in_a_file_and_a_source_are_one_capture(tmp_path: Path) -> None:
    """It has a row in `retrievals` for each place, and the path of the first."""
    write_corpus(tmp_path, {"a.txt": TEXTS[0]}, {"x.warc.gz": (wet_file(*TEXTS, TEXTS[0]), {"format": "warc"})})
    summary = built(tmp_path)
    rows = rows_of(tmp_path)
    assert summary.captures == {"processed": 2}
    paths = [row["path"] for row in rows["retrievals"] if row["capture_id"] == capture_id(digest(TEXTS[0]))]
    assert len(paths) == 3 and "data/raw/a.txt" in paths
    assert "data/raw/a.txt" in [row["path"] for row in rows["captures"]]


def test_an_address_and_a_time_come_from_the_record(tmp_path: Path) -> None:
    """As they stand in the WARC file."""
    write_corpus(tmp_path, {}, {"x.warc.gz": (wet_file(TEXTS[0]), {"format": "warc"})})
    built(tmp_path)
    [row] = rows_of(tmp_path)["retrievals"]
    assert (row["path"], row["url"]) == ("data/raw/x.warc.gz#0", "http://example.cn/0.html")
    assert row["retrieved"] == "2025-07-07T08:30:00Z"


def test_a_broken_record_is_a_rejected_row(tmp_path: Path) -> None:
    """Its bytes are those that stand in the file, and validation finds them there; the summary counts what is no page."""
    pages = [f"<html><p>{number}</p>".encode() for number in range(3)]
    whole = warc(*pages)
    cut = gzipped(page_record(pages[0] * 99, 9))[:-20]
    write_corpus(tmp_path, {}, {"x.warc.gz": (whole + cut, {"format": "warc"})})
    summary = built(tmp_path)
    [row] = [row for row in rows_of(tmp_path)["captures"] if row["reason"].startswith("broken")]
    assert (row["path"], row["reason"]) == (f"data/raw/x.warc.gz#{len(whole)}", f"broken: {MISFIT}")
    assert (row["sha256"], row["media_type"]) == (digest(cut), None)
    assert summary.left_out == {"data/raw/x.warc.gz": {"request": 3}}
    assert validate(tmp_path).valid


def test_a_changed_record_is_found_by_validation(tmp_path: Path) -> None:
    """A source that is no longer the one that was built from gives other bytes."""
    write, said = SOURCES["x.jsonl"]
    write_corpus(tmp_path, {}, {"x.jsonl": (write(*TEXTS), said)})
    built(tmp_path)
    place = tmp_path / "data/raw/x.jsonl"
    place.write_bytes(place.read_bytes().replace("党".encode(), "堂".encode()))
    assert "is not the capture that was processed" in validate(tmp_path).errors[0].message
    place.unlink()
    assert any("2 capture files" in one for one in validate(tmp_path).not_checkable)


def test_a_record_is_traced(tmp_path: Path, plain: Path) -> None:
    """By its own address, to the same words as from a file."""
    write, said = SOURCES["x.jsonl"]
    write_corpus(tmp_path, {}, {"x.jsonl": (write(*TEXTS), said)})
    built(tmp_path)
    package = open_package(tmp_path)
    article_id = article_of(package, "data/raw/x.jsonl#0")
    assert article_id == article_of(open_package(plain), str(plain / "data/raw/0.txt"))
    assert trace(package, article_id) == trace(open_package(plain), article_id)


def test_a_withdrawn_record_stays_out_though_its_file_is_there(tmp_path: Path) -> None:
    """It has its row as withdrawn and no other, and a warning says that its words are in the file."""
    write, said = SOURCES["x.csv"]
    write_corpus(tmp_path, {}, {"x.csv": (write(*TEXTS), said)})
    (tmp_path / "data/corrections").mkdir()
    (tmp_path / ".pbdata").mkdir()
    withdraw(tmp_path, [capture_id(digest(TEXTS[0]))], "2026-12-01")
    summary = built(tmp_path)
    rows = rows_of(tmp_path)
    assert summary.captures == {"processed": 1, "withdrawn": 1}
    assert [row["status"] for row in rows["captures"]].count("withdrawn") == 1
    assert len(rows["retrievals"]) == len(rows["articles"]) == 1
    assert any("its words are in the file still" in warning for warning in summary.warnings)


def test_a_takedown_of_a_record_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    """What was meant would stay in."""
    write, said = SOURCES["x.csv"]
    write_corpus(tmp_path, {}, {"x.csv": (write(*TEXTS), said)})
    (tmp_path / "data/corrections").mkdir()
    (tmp_path / "data/corrections/takedown.yaml").write_text(
        'takedowns:\n  - {capture_id: c0123456789abcdef, day: "2026-12-01"}\n', "utf-8"
    )
    with pytest.raises(ManifestError, match="nothing would be taken down"):
        built(tmp_path)


def test_a_source_that_changed_stops_the_build(tmp_path: Path) -> None:
    """The file is named with both hashes, as one of a sighting is."""
    write, said = SOURCES["x.csv"]
    write_corpus(tmp_path, {}, {"x.csv": (write(*TEXTS), said)})
    (tmp_path / "data/raw/x.csv").write_bytes(write(TEXTS[0]))
    with pytest.raises(ManifestError, match=r"x\.csv has sha256 .*, not .*Captures never change"):
        built(tmp_path)
    (tmp_path / "data/raw/x.csv").unlink()
    with pytest.raises(ManifestError, match="Put it back, or take this source out"):
        built(tmp_path)


def test_a_summary_can_be_written_as_json(tmp_path: Path) -> None:
    """What was left out is counted there by source and kind."""
    from dataclasses import asdict

    write_corpus(tmp_path, {}, {"x.warc.gz": (warc(b"<html>"), {"format": "warc"})})
    told = json.loads(json.dumps(asdict(built(tmp_path))))
    assert told["left_out"] == {"data/raw/x.warc.gz": {"request": 1}}


def test_progress_counts_captures(tmp_path: Path) -> None:
    """Those of sources among the others, each once."""
    write, said = SOURCES["x.csv"]
    write_corpus(tmp_path, {"a.txt": TEXTS[0]}, {"x.csv": (write(*TEXTS), said)})
    shutil.copyfile(ROOT / "data/dataset.yaml", tmp_path / "data/dataset.yaml")
    steps: list[tuple[int, int]] = []
    build(tmp_path, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_the_page_of_a_capture_at_a_url_is_in_the_package(tmp_path: Path) -> None:
    """It is traced and validated without fetching; the capture itself is absent."""
    write_corpus(tmp_path, {}, {})
    manifest = tmp_path / MANIFEST
    with remote("building/x.warc.gz", wet_file(*TEXTS)) as url:
        entry = f"sources:\n  - {{path: '{url}', format: warc, collection: seed}}\nsightings:\n"
        manifest.write_text(manifest.read_text("utf-8").replace("sources: []\nsightings: []\n", entry), "utf-8")
        built(tmp_path)
    row = rows_of(tmp_path)["captures"][0]
    assert row["path"].startswith(f"{url}#") and row["page_path"]
    report = validate(tmp_path)
    assert report.valid and any("2 capture files" in one for one in report.not_checkable)
    assert trace(open_package(tmp_path), row["capture_id"].replace("c", "a", 1))
