"""A release from beginning to end."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pbdata.building.runner import build, stale_files
from pbdata.errors import ReleaseError
from pbdata.release import releasing
from pbdata.release.again import _by_its_own_toolkit as by_its_own_toolkit
from pbdata.release.again import again
from pbdata.release.git import unclean
from pbdata.release.register import registered
from pbdata.release.releasing import prepare, release
from tests.release.repository import commit, make_repository

DAY = "2026-12-31"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository after its first release, whose editions are taken to be fit."""
    root = make_repository(tmp_path_factory.mktemp("released") / "corpus")
    prepare(root, DAY, version="1.0.0")
    build(root)
    commit(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releasing, "faults", lambda _files: [])
        release(root)
    commit(root)
    return root


@pytest.fixture
def repository(released: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, to change."""
    yield Path(shutil.copytree(released, tmp_path / "corpus"))


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every edition is taken to be fit; ``test_packing`` holds what the judges find."""
    monkeypatch.setattr(releasing, "faults", lambda _files: [])


def without_last_sighting(root: Path) -> None:
    """Take the last sighting out of the manifest, and its file away."""
    path = root / "data/raw/manifest.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.rindex("  - path:")], encoding="utf-8")
    name = yaml.safe_load(text)["sightings"][-1]["path"]
    (root / "data/raw" / name).unlink()


def files_of(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file() and ".git/" not in str(p)}


def git_said(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True).stdout


def test_the_archives_are_registered(released: Path) -> None:
    """The register names each edition's archive, which lies in ``dist``."""
    (one,) = registered(released).releases
    assert (one.version, one.released, sorted(one.editions)) == ("1.0.0", DAY, ["full", "open"])
    for archived in one.editions.values():
        assert (released / "dist" / archived.archive).stat().st_size == archived.bytes


@pytest.mark.slow
@pytest.mark.usefixtures("trusted")
def test_the_same_release_from_another_folder_has_the_same_bytes(released: Path, tmp_path: Path) -> None:
    """A second repository, built later and elsewhere, gives the same archives."""
    root = make_repository(tmp_path / "elsewhere")
    prepare(root, DAY, version="1.0.0")
    build(root)
    commit(root)
    assert release(root).release.editions == registered(released).releases[0].editions


def test_a_version_is_released_once(repository: Path) -> None:
    """A version that is in the register cannot be released again."""
    with pytest.raises(ReleaseError, match=r"1\.0\.0 is in releases\.yaml already"):
        release(repository)


def test_a_tree_that_is_not_clean_is_refused(repository: Path) -> None:
    """A file that is not committed is named."""
    (repository / "stray.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"more than there is(.|\n)*stray\.txt"):
        release(repository)


def test_a_folder_without_git_is_refused(tmp_path: Path, repository: Path) -> None:
    """A release is packed from a repository only."""
    shutil.rmtree(repository / ".git")
    with pytest.raises(ReleaseError, match="git repository"):
        release(repository)


@pytest.mark.parametrize("edition", ["full", "open"])
def test_an_edition_that_is_not_fit_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch, edition: str) -> None:
    """Whatever the judges find in one of the editions is told, and nothing is written."""
    shutil.rmtree(repository / "dist")
    (repository / "releases.yaml").unlink()
    commit(repository)

    def judged(files: dict[str, bytes]) -> list[str]:
        return ["a fault"] if ("data/tables/texts.csv" in files) == (edition == "full") else []

    monkeypatch.setattr(releasing, "faults", judged)
    monkeypatch.setattr(releasing, "stale_files", lambda *_: [])
    with pytest.raises(ReleaseError, match=f"the {edition} edition is not fit to be released:\n  a fault"):
        release(repository)
    assert not (repository / "dist").exists() and not (repository / "releases.yaml").exists()


def test_a_stale_build_is_refused(repository: Path) -> None:
    """A package that is not what a build gives is refused, and the file is named."""
    path = repository / "data/tables/articles.csv"
    path.write_text(path.read_text("utf-8").replace("2017", "2018", 1), encoding="utf-8")
    dataset = repository / "data/dataset.yaml"
    dataset.write_text(dataset.read_text("utf-8").replace('"1.0.0"', '"1.0.1"'), encoding="utf-8")
    commit(repository)
    assert "data/tables/articles.csv" in stale_files(repository)
    with pytest.raises(ReleaseError, match=r"not what a build gives(.|\n)*articles\.csv"):
        release(repository)


@pytest.mark.slow
@pytest.mark.usefixtures("trusted")
def test_the_step_follows_from_the_data(repository: Path) -> None:
    """A capture that is gone asks for a MINOR step; the changelog counts the rows and leads to their keys."""
    without_last_sighting(repository)
    build(repository)
    prepared = prepare(repository, DAY)
    assert (prepared.version, prepared.step) == ("1.1.0", "minor")
    changelog = (repository / "CHANGELOG.md").read_text("utf-8")
    assert f"## [1.1.0] - {DAY}" in changelog
    assert "- `captures`: 5 rows before, 4 now: 1 removed." in changelog
    changes = json.loads((repository / "docs/changes/1.1.0.json").read_text("utf-8"))
    (captures,) = (rows for rows in changes["rows"] if rows["table"] == "captures")
    assert len(captures["removed"]) == 1
    build(repository)
    commit(repository)
    assert release(repository).release.version == "1.1.0"


@pytest.mark.slow
def test_a_smaller_step_is_refused(repository: Path) -> None:
    """Rows that are gone cannot be a PATCH, neither prepared nor, with the version written by hand, released."""
    without_last_sighting(repository)
    build(repository)
    with pytest.raises(ReleaseError, match="too small a step"):
        prepare(repository, DAY, version="1.0.1")
    prepare(repository, DAY)
    for name in ("data/dataset.yaml", "CHANGELOG.md", "CITATION.cff", ".zenodo.json"):
        path = repository / name
        path.write_text(path.read_text("utf-8").replace("1.1.0", "1.0.1"), encoding="utf-8")
    build(repository)
    commit(repository)
    with pytest.raises(ReleaseError, match="too small a step"):
        release(repository)


@pytest.mark.slow
@pytest.mark.usefixtures("trusted")
def test_a_dry_run_writes_nothing(repository: Path) -> None:
    """Preparing and releasing on trial leave every file as it was."""
    without_last_sighting(repository)
    build(repository)
    before = files_of(repository)
    assert prepare(repository, DAY, dry_run=True).files
    assert files_of(repository) == before
    prepare(repository, DAY)
    build(repository)
    commit(repository)
    before = files_of(repository)
    assert release(repository, dry_run=True).n_files.keys() == {"full", "open"}
    assert files_of(repository) == before


def test_what_people_wrote_stays(repository: Path) -> None:
    """Only the version and the day of ``data/dataset.yaml`` change; comments stay."""
    before = (repository / "data/dataset.yaml").read_text("utf-8").splitlines()
    prepare(repository, "2027-01-31", version="1.0.1")
    after = (repository / "data/dataset.yaml").read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [('version: "1.0.0"', 'version: "1.0.1"'), (f'released: "{DAY}"', 'released: "2027-01-31"')]


def test_the_last_release_must_be_found(repository: Path) -> None:
    """Without the last archive, and with one that was changed, the error says what to do."""
    archive = repository / "dist/pbdata-party-building-news-1.0.0-full.zip"
    data = archive.read_bytes()
    archive.write_bytes(data[:1000] + b" " + data[1001:])
    with pytest.raises(ReleaseError, match="not the archive that"):
        prepare(repository, DAY)
    archive.unlink()
    with pytest.raises(ReleaseError, match="--against"):
        prepare(repository, DAY)


@pytest.mark.usefixtures("trusted")
def test_an_earlier_version_is_made_again(repository: Path) -> None:
    """A clone without archives gets them byte for byte from the commit that was packed, whatever was changed since, and can go on."""
    before = files_of(repository / "dist")
    shutil.rmtree(repository / "dist")
    without_last_sighting(repository)
    build(repository)
    with pytest.raises(ReleaseError, match="pbdata release --again 1.0.0"):
        prepare(repository, DAY)
    done = again(repository, "1.0.0")
    assert (done.identical, files_of(repository / "dist")) == ({"full": True, "open": True}, before)
    assert prepare(repository, DAY, dry_run=True).version == "1.1.0"
    assert git_said(repository, "worktree", "list").count("\n") == 1


def test_the_release_before_is_named_from_anywhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The toolkit of a commit runs in another folder, and finds the release before all the same."""
    asked: list[str] = []
    done = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr("pbdata.release.again.subprocess.run", lambda command, **_: asked.extend(command) or done)
    monkeypatch.chdir(repository.parent)
    by_its_own_toolkit(Path(repository.name), repository)
    assert asked[-2:] == ["--against", str(next(repository.glob("dist/*-full.zip")))]


def test_what_another_zlib_packed_is_the_same_release(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are those that were released; that the zip has other bytes is told."""
    monkeypatch.setattr("pbdata.release.archiving._LEVEL", 1)
    assert again(repository, "1.0.0").identical == {"full": False, "open": False}
    assert prepare(repository, "2027-01-31", version="1.0.1", dry_run=True).version == "1.0.1"


def test_another_toolkit_that_makes_other_files_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives that are not what was released are not put into ``dist``; the version that made them is named."""
    before = files_of(repository / "dist")
    monkeypatch.setattr("pbdata.release.again.archive_files", lambda *_: {"datapackage.json": b"{}"})
    with pytest.raises(ReleaseError, match=r"is not what was released as 1\.0\.0(.|\n)*pip install \"pbdata=="):
        again(repository, "1.0.0")
    assert files_of(repository / "dist") == before


def test_a_version_that_cannot_be_made_again_is_told(repository: Path) -> None:
    """One that was never released, and one whose commit a shallow clone does not have."""
    with pytest.raises(ReleaseError, match=r"9\.9\.9 is not in releases\.yaml. It has: 1\.0\.0"):
        again(repository, "9.9.9")
    register = repository / "releases.yaml"
    register.write_text(re.sub("commit: .*", f'commit: "{"0" * 40}"', register.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(ReleaseError, match="git fetch --unshallow --tags"):
        again(repository, "1.0.0")


def test_all_that_is_wanting_is_told_at_once(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither preparing nor releasing begins before each need is met, and one error names them all."""
    (repository / "CHANGELOG.md").unlink()
    (repository / "RIGHTS.md").unlink()
    dataset = repository / "data/dataset.yaml"
    text = re.sub(r"^  en: >-\n(    .*\n)+", "  en: Short.\n", dataset.read_text("utf-8"), flags=re.MULTILINE)
    dataset.write_text(text, encoding="utf-8")
    monkeypatch.setattr("pbdata.release.readiness._EXTRA", ("no_such_module",))
    for call in (lambda: prepare(repository, DAY), lambda: release(repository)):
        with pytest.raises(ReleaseError) as raised:
            call()
        for words in (
            'pip install "pbdata[release]"',
            "CHANGELOG.md",
            "RIGHTS.md",
            "50 to 5000 characters",
        ):
            assert words in str(raised.value)
    assert "not committed: " in str(raised.value)


def test_a_register_of_another_dataset_is_refused(repository: Path) -> None:
    """Whoever makes a new dataset out of an old one does not go on in its register."""
    dataset = repository / "data/dataset.yaml"
    text = dataset.read_text("utf-8")
    dataset.write_text(re.sub("^id: .*", "id: urn:another", text, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"releases\.yaml: it is of .*urn:another.*remove the register"):
        prepare(repository, DAY)


def test_what_pbdata_leaves_beside_a_corpus_is_not_unclean(repository: Path) -> None:
    """A corpus needs no .gitignore for ``.pbdata`` and ``dist``."""
    (repository / ".gitignore").unlink()
    commit(repository)
    (repository / ".pbdata").mkdir(exist_ok=True)
    (repository / ".pbdata/lock").touch()
    (repository / "dist/more.zip").touch()
    assert unclean(repository) == []
