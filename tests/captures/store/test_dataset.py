"""What people write about the dataset is checked before it becomes metadata."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.captures.store.dataset import read_dataset
from pbdata.errors import ManifestError
from tests import ROOT, cases

FAULTS = cases("captures/dataset_faults.yaml")
GOOD: dict[str, Any] = {
    "name": "my-data",
    "id": "urn:uuid:00000000-0000-0000-0000-000000000000",
    "title": {"en": "Title", "zh": "题名"},
    "description": {"en": "Pages of local news, gathered to try the forms of pbdata.", "zh": "说明。"},
    "version": "1.0.0-rc.1+build.5",
    "released": "2026-11-21",
    "homepage": "https://example.org/",
    "people": [
        {"name": "张三", "roles": ["creator", "editor"]},
        {
            "name": "Ann Lee",
            "given": "Ann",
            "family": "Lee",
            "email": "a@example.org",
            "orcid": "https://orcid.org/0000-0002-1825-009X",
            "affiliation": "A University",
            "roles": ["contributor"],
        },
    ],
    "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/by", "title": "BY"}],
    "sources": [{"title": "赣金网", "path": "http://example.org/"}, {"title": "黔东南信息港"}],
    "keywords": ["党建", "news"],
    "rights": "The publishers'.",
}


def written(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "dataset.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def test_a_good_dataset_is_read_as_written(tmp_path: Path) -> None:
    """Every key that may stand in the file comes back with its value."""
    assert read_dataset(written(tmp_path, GOOD)) == GOOD


def test_an_optional_key_may_be_missing_or_null(tmp_path: Path) -> None:
    """A key that is left out, or null, is not in the result."""
    without = {key: value for key, value in GOOD.items() if key != "homepage"}
    assert read_dataset(written(tmp_path, without)) == without
    assert read_dataset(written(tmp_path, GOOD | {"homepage": None})) == without


def test_a_release_day_without_quotes_is_text(tmp_path: Path) -> None:
    """YAML's own date becomes its ISO 8601 text."""
    path = written(tmp_path, GOOD)
    path.write_text(path.read_text("utf-8").replace("'2026-11-21'", "2026-11-21"), "utf-8")
    assert read_dataset(path)["released"] == "2026-11-21"


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["label"])
def test_a_fault_is_named_with_its_place(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each fault is refused with file, line, column, and what to do."""
    content = GOOD | case.get("set", {})
    content.pop(case.get("drop", ""), None)
    path = written(tmp_path, content)
    with pytest.raises(ManifestError) as error:
        read_dataset(path)
    place, _, message = str(error.value).removeprefix(f"{path}:").partition(": ")
    line, column = (int(part) for part in place.split(":"))
    assert 1 <= line <= path.read_text("utf-8").count("\n")
    assert column >= 1
    assert message.startswith(case["says"])


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """A file is not corrected one fault at a time."""
    content = GOOD | {"version": "one", "name": "My Data", "people": [{"nam": "张三", "roles": []}]}
    with pytest.raises(ManifestError) as error:
        read_dataset(written(tmp_path, content))
    said = [line.split(": ", 1)[1] for line in str(error.value).split("\n")]
    assert sorted(said) == [
        "`nam` is no key of a person. Did you mean `name`?",
        "`name` cannot be `My Data`. Use lower-case letters, digits and hyphens.",
        "`roles` is an empty list. Write at least one.",
        '`version` cannot be `one`. Write MAJOR.MINOR.PATCH, such as "0.1.0".',
        "a person has no `name`. Write it.",
    ]


def test_a_chinese_title_and_sources_are_not_required(tmp_path: Path) -> None:
    """Whoever has one language and no named sources has a dataset too."""
    content = {key: value for key, value in GOOD.items() if key != "sources"} | {"title": {"en": "Title"}}
    assert read_dataset(written(tmp_path, content)) == content


def test_the_line_of_a_fault_is_the_line_of_its_value(tmp_path: Path) -> None:
    """The place of a wrong value is where it stands in the file."""
    path = written(tmp_path, GOOD | {"version": "one"})
    lines = path.read_text("utf-8").split("\n")
    with pytest.raises(ManifestError, match=rf"{path}:{lines.index('version: one') + 1}:10: "):
        read_dataset(path)


def test_the_dataset_of_this_repository_is_good() -> None:
    """data/dataset.yaml passes its own check."""
    assert read_dataset(ROOT / "data/dataset.yaml")["version"]
