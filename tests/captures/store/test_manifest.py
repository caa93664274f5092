"""The manifest is read as written, and every fault is named with its line and column."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.captures.sources.columns import Columns
from pbdata.captures.store.manifest import Collection, Manifest, Sighting, Source, read_manifest
from pbdata.errors import ManifestError
from tests import ROOT, cases

FAULTS = cases("captures/manifest_faults.yaml")
EMPTY = sha256(b"").hexdigest()


def manifest_of(folder: Path, sightings: str) -> Path:
    path = folder / "manifest.yaml"
    path.write_text(f"collections:\n  - id: seed\n    title: T\nsightings:\n{sightings}", "utf-8")
    return path


def sighting_of(folder: Path, **keys: Any) -> Sighting:
    """The one sighting of a manifest that gives these keys."""
    row = {"path": "a.txt", "sha256": EMPTY, "media_type": "text/plain", "collection": "seed"}
    text = "".join(f"    {key}: {value}\n" for key, value in (row | keys).items())
    return read_manifest(manifest_of(folder, "  -" + text[3:])).sightings[0]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["label"])
def test_a_fault_is_named_with_its_line_and_column(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each faulty manifest is refused with the place and what to do."""
    if "sighting" in case:
        block = yaml.safe_dump(case["sighting"], sort_keys=False, allow_unicode=True, width=1000)
        path = manifest_of(tmp_path, "  - " + block.replace("\n", "\n    ").rstrip() + "\n")
    else:
        path = tmp_path / "manifest.yaml"
        path.write_text(case["manifest"], "utf-8")
    with pytest.raises(ManifestError) as error:
        read_manifest(path)
    assert str(error.value).startswith(f"{path}:{case['says']}")


def test_collections_and_sightings_come_in_the_order_written(tmp_path: Path) -> None:
    """Everything that a manifest says stands in its records."""
    path = tmp_path / "manifest.yaml"
    path.write_text(
        "collections:\n"
        "  - {id: b, title: B, frame: f, query: q, gathered: 2025-01/2025-03, n_found: 3, n_kept: 2, exclusions: e}\n"
        "  - {id: a, title: A}\n"
        "sightings:\n"
        f"  - {{path: x/y.html, sha256: {EMPTY}, media_type: text/html, collection: b, url: 'http://a.cn/',\n"
        "     retrieved: 2025, rights: {holder: 赣金网, notice: n, uri: 'http://a.org/'}}\n",
        "utf-8",
    )
    assert read_manifest(path) == Manifest(
        (Collection("b", "B", "f", "q", "2025-01/2025-03", 3, 2, "e"), Collection("a", "A")),
        (
            Sighting(
                "data/raw/x/y.html", EMPTY, "text/html", "b", "http://a.cn/", "2025", "赣金网", "n", "http://a.org/"
            ),
        ),
    )


@pytest.mark.parametrize("sightings", ["sightings:\n", "sightings: []\n", ""])
def test_a_manifest_may_be_without_sightings(tmp_path: Path, sightings: str) -> None:
    """A new corpus begins with collections only."""
    path = tmp_path / "manifest.yaml"
    path.write_text("collections:\n  - {id: a, title: A}\n" + sightings, "utf-8")
    assert read_manifest(path).sightings == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-07-07", "2025-07-07"),
        ('"2025-07-07"', "2025-07-07"),
        ("2025", "2025"),
        ("2025-07", "2025-07"),
        ("2025-07-07 08:30:00", "2025-07-07T08:30:00"),
        ("2025-07-07T08:30", "2025-07-07T08:30"),
        ("2025-07-07T08:30:00+08:00", "2025-07-07T08:30:00+08:00"),
        ("null", None),
        ("", None),
    ],
)
def test_a_date_is_text_however_it_is_written(tmp_path: Path, written: str, read: str | None) -> None:
    """YAML's own dates and years become ISO 8601 text at the precision written."""
    assert sighting_of(tmp_path, retrieved=written).retrieved == read


def test_a_byte_order_mark_is_no_part_of_the_manifest(tmp_path: Path) -> None:
    """A manifest that an editor saved with a byte-order mark reads the same."""
    path = manifest_of(tmp_path, "")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_manifest(path).collections == (Collection("seed", "T"),)


def test_a_sighting_knows_its_place(tmp_path: Path) -> None:
    """The place of a sighting is that of its path, so that a later check can name it."""
    assert sighting_of(tmp_path).place == f"{tmp_path / 'manifest.yaml'}:5:11"


def test_a_path_listed_twice_is_refused(tmp_path: Path) -> None:
    """Two sightings cannot share a file."""
    row = f"  - {{path: a.txt, sha256: {EMPTY}, media_type: text/plain, collection: seed}}\n"
    path = manifest_of(tmp_path, row * 2)
    with pytest.raises(ManifestError, match=rf"{path}:6:12: `data/raw/a.txt` is listed already at {path}:5:12"):
        read_manifest(path)


def test_the_same_bytes_cannot_have_two_statements_of_rights(tmp_path: Path) -> None:
    """Sightings of one capture agree on what the capture is and whose it is."""
    row = f"  - {{path: %s.txt, sha256: {EMPTY}, media_type: text/plain, collection: seed, rights: {{holder: %s}}}}\n"
    path = manifest_of(tmp_path, row % ("a", "X") + row % ("b", "Y"))
    with pytest.raises(ManifestError, match=rf"{path}:6:12: .* same bytes .* {path}:5:12.* rights: holder differs"):
        read_manifest(path)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    """A folder without a manifest gets a message, not a traceback."""
    with pytest.raises(ManifestError, match="manifest.yaml: there is no such file"):
        read_manifest(tmp_path / "manifest.yaml")


def test_a_folder_is_no_manifest(tmp_path: Path) -> None:
    """What cannot be read as a file is named."""
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path)


def test_a_manifest_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    """Bytes of another encoding are refused, with the line where they begin."""
    path = tmp_path / "manifest.yaml"
    path.write_bytes("# ok\n# 赣金网\n".encode("gb18030"))
    with pytest.raises(ManifestError, match=r"manifest.yaml:2: this line is not UTF-8"):
        read_manifest(path)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    """A manifest nested past what Python can follow is an error like any other."""
    path = tmp_path / "manifest.yaml"
    path.write_text("[" * 100_000, "utf-8")
    with pytest.raises(ManifestError, match="nested too deep"):
        read_manifest(path)


def test_the_manifest_of_this_repository_agrees_with_its_files() -> None:
    """The five captures are there with the bytes that the manifest says."""
    manifest = read_manifest(ROOT / "data/raw/manifest.yaml")
    assert len(manifest.sightings) >= 5
    for sighting in manifest.sightings:
        assert sha256((ROOT / sighting.path).read_bytes()).hexdigest() == sighting.sha256, sighting.path


def test_rights_in_this_repository_are_words_of_the_page() -> None:
    """Holders and notices of the first five captures are copied from the page, not made up."""
    for sighting in read_manifest(ROOT / "data/raw/manifest.yaml").sightings:
        page = (ROOT / sighting.path).read_text("utf-8")
        assert sighting.rights_holder is None or sighting.rights_holder in page
        assert sighting.rights_notice is None or sighting.rights_notice in page


ENTRY = f"{{path: x.csv, sha256: {EMPTY}, format: csv, collection: seed, columns: {{text: a}}}}"


def manifest_with(folder: Path, *entries: str, sightings: str = "") -> Path:
    path = folder / "manifest.yaml"
    listed = "".join(f"  - {entry}\n" for entry in entries)
    path.write_text(f"collections:\n  - id: seed\n    title: T\nsources:\n{listed}sightings:\n{sightings}", "utf-8")
    return path


def test_a_source_says_what_is_said_of_its_captures(tmp_path: Path) -> None:
    """Everything that an entry says stands in its record."""
    entry = (
        f"{{path: x/y.parquet, sha256: {EMPTY}, format: parquet, collection: seed, media_type: text/markdown, retrieved: 2025,\n"
        "     columns: {text: t, url: u, retrieved: r}, n_captures: 7, rights: {holder: h, notice: n, uri: 'http://a.org/'}}"
    )
    remote = "{path: 's3://bucket/x.warc.gz', format: warc, collection: seed}"
    assert read_manifest(manifest_with(tmp_path, entry, remote)).sources == (
        Source(
            "data/raw/x/y.parquet", "parquet", "seed", EMPTY, Columns(text="t", url="u", retrieved="r"), "text/markdown",
            "2025", 7, "h", "n", "http://a.org/",
        ),
        Source("s3://bucket/x.warc.gz", "warc", "seed"),
    )  # fmt: skip


@pytest.mark.parametrize("url", cases("captures/urls.yaml")["allowed"])
def test_a_source_may_lie_on_another_machine(tmp_path: Path, url: str) -> None:
    """At whatever URL leads to one."""
    entry = f"{{path: '{url}', format: warc, collection: seed}}"
    assert [one.path for one in read_manifest(manifest_with(tmp_path, entry)).sources] == [url]


@pytest.mark.parametrize("url", cases("captures/urls.yaml")["refused"])
def test_a_url_of_this_machine_is_no_source(tmp_path: Path, url: str) -> None:
    """What is allowed is told."""
    with pytest.raises(ManifestError, match="https, http, ftp"):
        read_manifest(manifest_with(tmp_path, f"{{path: '{url}', format: warc, collection: seed}}"))


@pytest.mark.parametrize("case", cases("captures/source_faults.yaml"), ids=lambda case: case["label"])
def test_a_fault_of_a_source_is_named_with_its_line_and_column(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each faulty entry is refused with the place and what to do."""
    path = manifest_with(
        tmp_path,
        *(one.replace("EMPTY", EMPTY) for one in case["sources"]),
        sightings=case.get("sightings", "").replace("EMPTY", EMPTY),
    )
    with pytest.raises(ManifestError) as error:
        read_manifest(path)
    assert str(error.value) == f"{path}:{case['says']}".replace("PATH", str(path))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Those of sources among the others, in the order of their places."""
    path = manifest_with(
        tmp_path, ENTRY.replace("csv,", "cvs,"), ENTRY.replace("seed", "sead"), sightings="  - {path: a}\n"
    )
    with pytest.raises(ManifestError) as error:
        read_manifest(path)
    assert [line.split(":")[1] for line in str(error.value).split("\n")] == ["5", "6", "8", "8", "8"]
