"""What a build warns of is what a curator can do something about."""

from pathlib import Path

import pytest

from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from pbdata.errors import ManifestError
from pbdata.package.reading import open_package
from pbdata.starting.files import Answers, begin

TEXT = (
    "石桥镇党员干部下村办实事\n\n近日，石桥镇组织党员干部下村办实事，修路三公里，群众纷纷叫好。镇党委书记说，今年还要再修五公里，让群众出门不再难走。\n"
    "目前，全镇已有三十名党员干部参加，走访群众一百二十户，收集意见五十余条，已经办结四十余条，其余各条正在办理之中。\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dataset of one page, a mirror of it in another encoding, and in its text a character that cannot be seen."""
    root = tmp_path / "new"
    begin(root, Answers(name="new", title="New", day="2026-12-01", person="张三"))
    (tmp_path / "a.txt").write_text(TEXT.replace("石桥", "石\u200b桥"), "utf-8")
    (tmp_path / "b.txt").write_bytes(TEXT.encode("gb18030"))
    add(root, [tmp_path / "a.txt", tmp_path / "b.txt"], collection="first")
    return root


def test_an_article_told_twice_and_odd_characters_are_told(root: Path) -> None:
    """The copy is named with its first; of characters that the page prints nobody is asked to do what is forbidden."""
    warnings = build(root).warnings
    assert warnings[0].startswith("data/raw/b.txt: its article has the same text as that of data/raw/a.txt.")
    assert any(
        "a character that cannot be seen, as the page prints it. Nothing is to be done" in one for one in warnings
    )
    assert not any("Remove it" in one for one in warnings)
    package = open_package(root)
    (reprint,) = package.frame("reprints").to_dicts()
    assert reprint["relation"] == "identical"
    assert set(package.frame("articles")["reprint_cluster"]) == {reprint["reprint_of"]}


def test_of_many_copies_ten_are_named(tmp_path: Path) -> None:
    """A corpus in which thousands are reprinted is not listed on the terminal: the others are counted."""
    root = tmp_path / "new"
    begin(root, Answers(name="new", title="New", day="2026-12-01", person="张三"))
    files = [tmp_path / f"{n:02}.txt" for n in range(13)]
    for n, file in enumerate(files):
        file.write_text(TEXT + "\n" * n, "utf-8")
    add(root, files, collection="first")
    warnings = build(root).warnings
    assert sum("has the same text as that of data/raw/00.txt" in one for one in warnings) == 10
    assert any(one.startswith("2 more articles have the text of another") for one in warnings)


def test_an_unknown_file_of_corrections_is_an_error(root: Path) -> None:
    """What nothing reads would not be heard."""
    (root / "data/corrections").mkdir()
    (root / "data/corrections/takedowns.yaml").write_text("takedowns: []\n", "utf-8")
    with pytest.raises(ManifestError, match="takedowns.yaml: nothing reads this file. Did you mean `takedown.yaml`"):
        build(root)
