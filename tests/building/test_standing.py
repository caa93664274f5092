"""A build in which nothing changed leaves the package alone, and one in which anything did makes it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pbdata.building import runner
from pbdata.building.limits import NONE
from pbdata.building.runner import Summary, build
from pbdata.building.standing import STANDING, read_note, state_of, write_note
from pbdata.captures.store.adding import add
from pbdata.captures.store.manifest import Source
from pbdata.model.capture import Settings
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
BARE = Settings(detectors=())
ASKED = (BARE, False, False, NONE)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one capture in another encoding, with its package."""
    root = tmp_path_factory.mktemp("template")
    (root / "data/raw").mkdir(parents=True)
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    page = next(iter((ROOT / "data/raw").glob("003_*.txt"))).read_text("utf-8")
    (root / "page.txt").write_bytes(page.encode("gb18030", "replace"))
    add(root, [root / "page.txt"], collection="seed")
    build(root, settings=BARE)
    return root


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    """A copy of it, which knows that its package stands."""
    root = shutil.copytree(template, tmp_path / "corpus")
    said = read_note(template, state_of(template, ASKED))
    write_note(root, str(state_of(root, ASKED)), said or {})
    return root


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    """What is in the files of a package, and which files they are."""
    found = [root / "datapackage.json", *(root / "data/tables").iterdir(), *(root / "data/pages").iterdir()]
    return {path.name: (path.read_bytes(), path.stat().st_ino) for path in found}


def test_nothing_changed_nothing_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are those that stood, no table is looked at, and the summary says all that it said before."""
    before = files(root)
    first = build(root, settings=BARE, reuse=False)
    assert not first.unchanged
    assert {name: data for name, (data, _) in files(root).items()} == {name: data for name, (data, _) in before.items()}
    before = files(root)
    monkeypatch.setattr(runner, "_make", None)
    again = build(root, settings=BARE)
    assert again.unchanged and again == first
    assert files(root) == before


def test_warnings_of_files_are_found_anew(root: Path) -> None:
    """A file that nobody listed is told of, though the package stays."""
    (root / "data/raw/new.txt").write_text("新", "utf-8")
    again = build(root, settings=BARE)
    assert again.unchanged
    assert any(one.startswith("data/raw/new.txt: this file is not in the manifest") for one in again.warnings)


def append(path: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def a_page(root: Path) -> None:
    (page,) = (root / "data/pages").iterdir()
    page.write_text("x", "utf-8")


def a_link(root: Path) -> None:
    (root / "data/tables/texts.csv").rename(root / "texts.csv")
    (root / "data/tables/texts.csv").symlink_to(root / "texts.csv")


CHANGES: dict[str, Callable[[Path], object]] = {
    "what is said of the dataset": append("data/dataset.yaml"),
    "the manifest": append("data/raw/manifest.yaml"),
    "a table": append("data/tables/texts.csv"),
    "a descriptor": append("datapackage.yaml"),
    "a page text": a_page,
    "a table is gone": lambda root: (root / "data/tables/losses.csv").unlink(),
    "a table is a link": a_link,
    "a file that nobody built": lambda root: (root / "data/tables/notes.txt").write_text("x", "utf-8"),
    "tables as Parquet": append("data/parquet/texts.parquet"),
    "a word of a curator": append("data/corrections/takedown.yaml"),
    "a damaged note": lambda root: (root / STANDING).write_text("{", "utf-8"),
    "a note of something else": lambda root: (root / STANDING).write_text('{"state": 1, "package": []}', "utf-8"),
    "no note": lambda root: (root / STANDING).unlink(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_makes_a_build(root: Path, change: str) -> None:
    """Of what it is built from, of what stands, or of the note; and the package is then what it should be."""
    assert read_note(root, state_of(root, ASKED)) is not None
    CHANGES[change](root)
    assert read_note(root, state_of(root, ASKED)) is None


@pytest.mark.parametrize("asked", [(Settings(), *ASKED[1:]), (BARE, True, *ASKED[2:])])
def test_what_is_asked_for_counts(root: Path, asked: object) -> None:
    """Other detectors, or Parquet."""
    assert read_note(root, state_of(root, asked)) is None


def test_other_code_makes_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note is of the code that wrote it."""
    monkeypatch.setattr("pbdata.building.standing.fingerprint", lambda: "another")
    assert read_note(root, state_of(root, ASKED)) is None


def test_a_note_from_elsewhere_counts_for_nothing(root: Path) -> None:
    """A corpus that was moved or copied is built."""
    root.rename(root.parent / "moved")
    moved = root.parent / "moved"
    assert read_note(moved, state_of(moved, ASKED)) is None


def test_a_capture_that_changed_stops_the_build(root: Path) -> None:
    """Captures are hashed each time."""
    (page,) = (root / "data/raw").glob("*.txt")
    page.write_bytes(page.read_bytes() + b"\n")
    with pytest.raises(Exception, match="Captures never change"):
        build(root, settings=BARE)


def test_what_lies_on_another_machine_is_read_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing says whether a source there is as it was."""
    read_inputs = runner.read_inputs

    def with_source(place: Path):  # type: ignore[no-untyped-def]
        inputs = read_inputs(place)
        source = Source("https://example.cn/a.warc", "warc", "seed")
        return inputs._replace(manifest=replace(inputs.manifest, sources=(source,)))

    monkeypatch.setattr(runner, "read_inputs", with_source)
    monkeypatch.setattr(runner, "_build", lambda *_: Summary(captures={}, articles=0, lines_kept=0, lines_removed=0, rows={}, rejected=(), warnings=("built",), left_out={}))  # fmt: skip
    assert "built" in build(root, settings=BARE).warnings


def test_what_was_edited_while_it_was_read_is_not_noted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows which of the two states the package is of."""
    (root / STANDING).unlink()
    make = runner._make

    def edited(*given):  # type: ignore[no-untyped-def]
        append("data/dataset.yaml")(root)
        return make(*given)

    monkeypatch.setattr(runner, "_make", edited)
    build(root, settings=BARE)
    assert not (root / STANDING).exists()


def test_a_file_that_cannot_be_read_is_no_state(root: Path) -> None:
    """The build says then what is wrong."""
    (root / "data/notes").symlink_to("notes")
    assert state_of(root, None) is None


def test_a_linked_folder_is_never_believed(root: Path, tmp_path: Path) -> None:
    """What lies behind a link is not looked at, so that nothing is said of the state."""
    (tmp_path / "elsewhere").mkdir()
    (root / "data/corrections").symlink_to(tmp_path / "elsewhere")
    assert state_of(root, ASKED) is None
    assert not build(root, settings=BARE).unchanged
    assert not build(root, settings=BARE).unchanged


def test_a_note_of_no_state_is_never_believed(root: Path) -> None:
    """A note from elsewhere may say that it is of no state."""
    write_note(root, None, {})  # type: ignore[arg-type]
    assert read_note(root, None) is None
