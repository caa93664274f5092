"""What is taken down stays out of every later build."""

import shutil
from pathlib import Path

import pytest

from pbdata.building.runner import build, stale_files
from pbdata.captures.withholding import BLOCK
from pbdata.errors import ManifestError
from pbdata.package.reading import open_package
from tests import ROOT

# The capture from Panxian, and a name that it prints.
CAPTURE = "c1c0e34607db3383c"
NAME = "肖克吉"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the corpus of this repository."""
    (tmp_path / "data").mkdir()
    shutil.copyfile(ROOT / "data/dataset.yaml", tmp_path / "data/dataset.yaml")
    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    return tmp_path


def take_down(root: Path, line: str) -> None:
    path = root / "data/corrections/takedown.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"takedowns:\n  - {line}\n", encoding="utf-8")


def published(root: Path) -> str:
    """All tables and page texts of the package, as one text."""
    folders = (root / "data/tables", root / "data/pages")
    return "".join(
        path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
    )


def test_a_withdrawn_capture_keeps_its_row_and_nothing_else(root: Path) -> None:
    """Its row says that it was withdrawn; no other cell, no other table and no page text tells of it."""
    take_down(root, f"{{capture_id: {CAPTURE}, day: 2026-12-01}}")
    summary = build(root)
    frame = open_package(root).frame("captures")
    (row,) = frame.filter(frame["capture_id"] == CAPTURE).to_dicts()
    assert {column: value for column, value in row.items() if value is not None} == {
        "capture_id": CAPTURE,
        "status": "withdrawn",
    }
    assert published(root).count(CAPTURE) == 1
    assert f"a{CAPTURE[1:]}" not in published(root)
    assert any("withdrawn, and its file is still there" in warning for warning in summary.warnings)


def test_a_withdrawn_capture_may_be_removed(root: Path) -> None:
    """Once the file and its sighting are gone, and the takedown says so, the build is the same, without the warning."""
    take_down(root, f"{{capture_id: {CAPTURE}, day: 2026-12-01}}")
    build(root)
    before = published(root)
    manifest = root / "data/raw/manifest.yaml"
    text = manifest.read_text("utf-8")
    start = text.index('  - path: "004_')
    manifest.write_text(text[:start], encoding="utf-8")
    next((root / "data/raw").glob("004_*")).unlink()
    with pytest.raises(ManifestError, match=f"no sighting .* has the capture {CAPTURE}.* write `removed: true`"):
        build(root)
    take_down(root, f"{{capture_id: {CAPTURE}, day: 2026-12-01, removed: true}}")
    assert build(root).warnings == ()
    assert published(root) == before
    assert stale_files(root) == []


def test_a_person_is_taken_out_by_places_alone(root: Path) -> None:
    """The words at the places become blocks on the page and in the text; every other offset stays what it was."""
    page = next((root / "data/raw").glob("004_*")).read_bytes().decode("utf-8")
    start = page.index(NAME)
    build(root)
    assert NAME in published(root)
    take_down(root, f"{{capture_id: {CAPTURE}, day: 2026-12-01, spans: [[{start}, {start + len(NAME)}]]}}")
    build(root)
    assert NAME not in published(root)
    text = open_package(root).frame("texts").filter(article_id=f"a{CAPTURE[1:]}")["text"].item()
    assert f"老党员{BLOCK * len(NAME)}从县委书记" in text


def test_a_place_outside_the_page_is_refused(root: Path) -> None:
    """A span that the page does not reach is an error: what was meant would stay in."""
    take_down(root, f"{{capture_id: {CAPTURE}, day: 2026-12-01, spans: [[1, 999999]]}}")
    with pytest.raises(ManifestError, match="ends before 999999"):
        build(root)
