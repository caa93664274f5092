"""Folders, names with a star and lists stand for the files that are to be added."""

from pathlib import Path

import pytest

from pbdata.captures.store.wanted import Wanted, read_list, wanted
from pbdata.errors import PbdataError

GIVEN = Wanted(Path(), "seed", rights_holder="某报")


def harvest(folder: Path) -> Path:
    """A folder as a browser and a crawler leave it."""
    for name in ("b.html", "b_files/x.html", "a.txt", "2014/c.shtml", ".hidden.html", "style.css", "p.png"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG\x00\x00" if name == "p.png" else b"<p>a</p>" if "html" in name else b"a {}")
    return folder


def test_a_folder_stands_for_the_pages_in_it(tmp_path: Path) -> None:
    """Pictures and styles are left out and named; hidden files and what belongs to a saved page are not looked at."""
    found = wanted([harvest(tmp_path)], GIVEN)
    assert [row.file.relative_to(tmp_path).as_posix() for row in found.found] == ["2014/c.shtml", "a.txt", "b.html"]
    assert [path.name for path in found.left_out] == ["p.png", "style.css"]
    assert {row.rights_holder for row in found.found} == {"某报"}


def test_a_name_with_a_star_stands_for_the_files_that_it_fits(tmp_path: Path) -> None:
    """A shell that does not know the star leaves it to the program."""
    harvest(tmp_path)
    assert [row.file.name for row in wanted([tmp_path / "*.html"], GIVEN).found] == [".hidden.html", "b.html"]
    assert [row.file.name for row in wanted([tmp_path / "**/*.shtml"], GIVEN).found] == ["c.shtml"]
    with pytest.raises(PbdataError, match="no file has such a name"):
        wanted([tmp_path / "*.htm"], GIVEN)


def test_a_folder_without_a_page_is_refused(tmp_path: Path) -> None:
    """Nothing to add is not what was meant."""
    with pytest.raises(PbdataError, match="there is no page in this folder"):
        wanted([tmp_path], GIVEN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("l.csv", "\ufefffile,url,retrieved\na.html,http://e.cn/1,2025\nb.html,,\n"),
        (
            "l.jsonl",
            '{"file": "a.html", "url": "http://e.cn/1", "retrieved": "2025"}\n\n{"file": "b.html", "url": null}\n',
        ),
    ],
)
def test_a_list_says_of_each_file_what_is_known(tmp_path: Path, name: str, text: str) -> None:
    """CSV and JSON Lines say the same; what a row leaves open is what was given for all."""
    (tmp_path / name).write_text(text, "utf-8")
    first, second = read_list(tmp_path / name, GIVEN)
    assert (first.file, first.url, first.retrieved) == (tmp_path / "a.html", "http://e.cn/1", "2025")
    assert first.place == f"{tmp_path / name}:{1 if name == 'l.jsonl' else 2}"
    assert (second.url, second.collection, second.rights_holder) == (None, "seed", "某报")


def test_all_faults_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    """A slip in a column and a row without a file are named with their lines."""
    (tmp_path / "l.csv").write_text("file,ulr\na.html,http://e.cn/1\n,x\n", "utf-8")
    with pytest.raises(PbdataError) as error:
        read_list(tmp_path / "l.csv", GIVEN)
    assert str(error.value).replace(f"{tmp_path}/", "").split("\n") == [
        "l.csv:2: `ulr` is no column of a list. Did you mean `url`?",
        "l.csv:3: `ulr` is no column of a list. Did you mean `url`?",
        "l.csv:3: the row has no `file`. Write the name of the file, counted from the folder of the list.",
        "Nothing was added.",
    ]
