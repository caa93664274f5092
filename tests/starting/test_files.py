"""A dataset begins with one call: every file that people write, valid at once, and nothing overwritten."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from pbdata.captures.store.dataset import read_dataset
from pbdata.captures.store.manifest import read_manifest
from pbdata.errors import PbdataError
from pbdata.release.packing import archive_files
from pbdata.starting.files import OF_A_RELEASE, Answers, begin, missing_for_release

ANSWERS: dict[str, Any] = {"name": "my-data", "title": 'News: "A" & b', "day": "2026-12-01", "person": "张三"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder in which a dataset was begun."""
    begin(tmp_path / "new", Answers(**ANSWERS))
    return tmp_path / "new"


def test_the_forms_are_filled_in(root: Path) -> None:
    """What was answered stands in the files; the rest is as proposed."""
    dataset = read_dataset(root / "data/dataset.yaml")
    assert (dataset["name"], dataset["title"], dataset["version"]) == ("my-data", {"en": 'News: "A" & b'}, "0.1.0")
    assert dataset["people"] == [{"name": "张三", "roles": ["creator"]}]
    assert [one.collection_id for one in read_manifest(root / "data/raw/manifest.yaml").collections] == ["first"]


def test_every_key_is_explained_in_its_file(root: Path) -> None:
    """A key that was not given stands there as a comment, so that nobody has to know it."""
    text = (root / "data/dataset.yaml").read_text("utf-8")
    assert "# homepage:" in text and "# sources:" in text
    assert max(map(len, text.split("\n"))) <= 120


def test_an_empty_dataset_is_built_and_then_takes_pages(root: Path, tmp_path: Path) -> None:
    """The build is valid without a page, and with one; nothing is warned of."""
    assert build(root).warnings == ()
    (tmp_path / "page.txt").write_text("党建\n", "utf-8")
    add(root, [tmp_path / "page.txt"], collection="first")
    assert build(root).captures == {"rejected": 1}
    assert {"RIGHTS.md", "LICENSE"} <= set(archive_files(root, "full"))


def test_the_files_are_in_their_languages(root: Path) -> None:
    """No template has a word left to be filled in, and the workflow is YAML."""
    made = [path for path in root.rglob("*") if path.is_file()]
    assert len(made) == 10
    for path in made:
        text = path.read_text("utf-8")
        assert not any(f"{{{word}}}" in text for word in ("title", "maker", "spdx", "contact", "version", "collection"))
    assert "jobs" in yaml.safe_load((root / ".github/workflows/build.yml").read_text("utf-8"))


def test_nothing_is_overwritten(root: Path) -> None:
    """In a dataset that is there, only what is missing is written, by what the dataset says."""
    (root / "LICENSE").unlink()
    (root / "README.md").write_text("mine", "utf-8")
    begun = begin(root, Answers(**ANSWERS | {"title": "Another"}))
    assert begun.written == ("LICENSE",)
    assert (root / "README.md").read_text("utf-8") == "mine"
    assert "News" in (root / "LICENSE").read_text("utf-8")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It names the files that the call would write."""
    assert len(begin(tmp_path / "new", Answers(**ANSWERS), dry_run=True).written) == 10
    assert not (tmp_path / "new").exists()


def test_all_answers_that_do_not_fit_are_told_at_once(tmp_path: Path) -> None:
    """They are checked by the forms before anything is written."""
    with pytest.raises(PbdataError) as error:
        begin(tmp_path, Answers(**ANSWERS | {"name": "My Data", "description": "Pages.", "collection": "1"}))
    assert "`name` cannot be `My Data`" in str(error.value)
    assert "`description` in `en` has 6 characters" in str(error.value)
    assert "the collection: `id` cannot be `1`" in str(error.value)
    with pytest.raises(PbdataError, match="`CC-BY` is no licence that is known here. Did you mean `CC-BY-4.0`"):
        begin(tmp_path, Answers(**ANSWERS | {"licence": "CC-BY"}))
    assert list(tmp_path.iterdir()) == []


def test_what_a_release_asks_for_is_told_by_the_build(root: Path) -> None:
    """In a repository, from which releases are packed, a missing file is a warning of each build."""
    assert missing_for_release(root) == []
    for name in OF_A_RELEASE:
        (root / name).unlink()
    (root / ".git").mkdir()
    assert [warning.split(":")[0] for warning in build(root).warnings] == [*OF_A_RELEASE]
