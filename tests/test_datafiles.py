"""The data beside the code: read once, and each file says what it is."""

import marshal
from importlib.resources import files
from pathlib import Path

import pytest

from pbdata.datafiles import read_data

PACKAGE = Path(str(files("pbdata")))
DATA = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.yaml"))


@pytest.mark.parametrize("path", DATA)
def test_a_data_file_is_read_and_can_be_kept(path: str) -> None:
    """Each YAML file of the code holds something: text, numbers, lists and mappings. A day is written as text, in quotation marks."""
    package = next(folder for folder in (PACKAGE / path).parents if (folder / "__init__.py").exists())
    name = (PACKAGE / path).relative_to(package).as_posix()
    content = read_data(".".join(package.relative_to(PACKAGE.parent).parts), name)
    assert content
    assert marshal.loads(marshal.dumps(content)) == content


@pytest.mark.parametrize("path", [path for path in DATA if path.startswith(("facts/", "metadata/", "chinese/"))])
def test_a_word_list_says_where_it_comes_from(path: str) -> None:
    """A file of words opens with a comment."""
    assert (PACKAGE / path).read_text("utf-8").startswith("# ")


def test_a_file_is_read_once() -> None:
    """Two callers share what was read."""
    assert read_data("pbdata.chinese", "festivals.yaml") is read_data("pbdata.chinese", "festivals.yaml")
