"""The folder of a site: only a site is replaced, and all of it or nothing."""

from pathlib import Path

import pytest

from pbdata.errors import AccessError
from pbdata.explorer.placing import MARK, check_place, placed


def put(out: Path, text: str) -> None:
    """Put a site of one page into place."""
    with placed(out) as folder:
        (folder / "index.html").write_text(text, "utf-8")


def test_a_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Files of the last site are gone, and nothing is left beside it."""
    out = tmp_path / "new" / "site"
    put(out, "one")
    (out / "gone.html").touch()
    put(out, "two")
    assert sorted(path.name for path in out.iterdir()) == ["index.html", MARK]
    assert (out / "index.html").read_text("utf-8") == "two"
    assert list(out.parent.iterdir()) == [out]


def test_a_site_that_fails_leaves_the_last(tmp_path: Path) -> None:
    """An error on the way leaves the earlier site as it was."""
    out = tmp_path / "site"
    put(out, "one")
    with pytest.raises(ValueError, match="half"), placed(out) as folder:
        (folder / "index.html").write_text("two", "utf-8")
        raise ValueError("half")
    assert (out / "index.html").read_text("utf-8") == "one"
    assert list(tmp_path.iterdir()) == [out]


def test_what_a_killed_process_left_is_mended(tmp_path: Path) -> None:
    """Between the two renames there is no site: the next process puts the last one back, and leaves nothing beside it."""
    out, aside = tmp_path / "site", tmp_path / ".site.pbdata-site"
    put(out, "one")
    (aside / "new").mkdir(parents=True)
    (aside / "new" / "half.html").touch()
    out.rename(aside / "old")
    with pytest.raises(ValueError, match="half"), placed(out):
        raise ValueError("half")
    assert (out / "index.html").read_text("utf-8") == "one"
    assert list(tmp_path.iterdir()) == [out]


def test_two_at_once_are_kept_apart(tmp_path: Path) -> None:
    """The second ends at once and says why."""
    with placed(tmp_path / "site"):
        with pytest.raises(AccessError, match="another pbdata is writing this site"), placed(tmp_path / "site"):
            pass
        put(tmp_path / "site-2", "other")


def test_the_folder_one_is_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be gone under whoever is there; a name from there is taken as any other."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AccessError, match="you are in this folder"):
        check_place(Path())
    put(Path("site"), "one")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    """A folder that somebody made for it is taken."""
    (tmp_path / "site").mkdir()
    put(tmp_path / "site", "one")
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("kind", ["a folder of mine", "a file", "a link"])
def test_anything_else_is_refused(tmp_path: Path, kind: str) -> None:
    """What is no site stays, and the error says what to do."""
    out, other = tmp_path / "out", tmp_path / "other"
    put(other, "one")
    if kind == "a folder of mine":
        out.mkdir()
        (out / "thesis.docx").touch()
    elif kind == "a file":
        out.touch()
    else:
        out.symlink_to(other)
    with pytest.raises(AccessError, match="Name another one with --out"):
        check_place(out)
