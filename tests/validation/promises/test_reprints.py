"""Promise 9: what is said of reprints is what the texts say."""

import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from pbdata.package.reading import open_package
from pbdata.release.editions import edition_files
from pbdata.starting.files import Answers, begin
from pbdata.validation.judge import validate
from tests import cases
from tests.validation.breaking import change_row, load_cases, summary


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a text, its half and another text."""
    root = tmp_path_factory.mktemp("reprints") / "package"
    begin(root, Answers(name="new", title="New", day="2026-12-01", person="张三"))
    texts = cases("corpus/reprints.yaml")["texts"]
    for name, day, parts in (("w", 1, ("visit", "road")), ("h", 2, ("visit",)), ("o", 3, ("school",))):
        file = root.parent / f"{name}.txt"
        file.write_text(
            f"石桥新闻{name}\n来源：石桥网 2014年5月{day}日\n\n" + "\n".join(texts[part] for part in parts), "utf-8"
        )
        add(root, [file], collection="first")
    build(root)
    return root


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(built, tmp_path / "package"))


def ids(root: Path) -> dict[str, str]:
    """The articles by the letter of their files."""
    frame = (
        open_package(root).join("articles", "captures").select(pl.col("path").str.extract(r"(\w)\.txt$"), "article_id")
    )
    return dict(frame.rows())


@pytest.mark.parametrize("case", load_cases("reprints"))
def test_what_texts_and_articles_contradict_is_found(package: Path, case: dict[str, Any]) -> None:
    """Shares and relation are those of the two texts, and a row and the story in `articles` say the same."""
    named = ids(package)
    for change in case["change"]:
        rows = open_package(package).frame(change["table"])["article_id"].to_list()
        cells = {column: named.get(cell, cell) for column, cell in change["cells"].items()}
        change_row(package, change["table"], rows.index(named[change["row"]]) + 1, cells)
    assert summary(validate(package)) == case["errors"]


def test_the_open_edition_holds_reprints_without_texts(package: Path, tmp_path: Path) -> None:
    """It has every row and column; that its texts are not there to compare is told."""
    for path, data in edition_files(open_package(package), "open").items():
        (tmp_path / "open" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / path).write_bytes(data)
    report = validate(tmp_path / "open")
    assert report.valid
    assert "promise 9: what `reprints` says of texts, because not all of these are here" in report.not_checkable
    full = open_package(package).frame("reprints")
    assert full.height == 1
    assert open_package(tmp_path / "open").frame("reprints").equals(full)
