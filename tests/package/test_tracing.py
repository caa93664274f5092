"""Every stretch of the published text leads back to its words on the page."""

import shutil
from pathlib import Path

import pytest

from pbdata.building.runner import build
from pbdata.errors import PackageError
from pbdata.model.page import Edit
from pbdata.package.reading import Package, open_package
from pbdata.package.tracing import align, page_text, trace
from tests import ROOT


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of this repository's captures, and of one of them once more in another encoding."""
    root = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    from pbdata.captures.store.adding import add

    page = sorted((ROOT / "data/raw").glob("003_*"))[0].read_text("utf-8")
    (root / "gbk.txt").write_bytes(page.encode("gb18030"))
    add(root, [root / "gbk.txt"], collection="seed")
    build(root)
    return open_package(root)


def articles(package: Package) -> list[str]:
    return [str(article) for article in package.frame("articles")["article_id"]]


def text(package: Package, article_id: str) -> str:
    rows = package.frame("texts").rows_by_key("article_id", named=True, unique=True)
    return str(rows[article_id]["text"])


def test_pieces_are_what_replay_makes_of_lines_and_edits() -> None:
    """Kept lines with their terminators are copied, except where an edit stands."""
    page = "ab\nno\ncd\r\nef\n"
    edits = [Edit(1, 2, "BB", "x"), Edit(8, 10, None, "join"), Edit(12, 13, None, "trim-end")]
    pieces = [piece[:5] + ((piece.edit.rule if piece.edit else None),) for piece in align(page, [0, 2, 3], edits)]
    assert pieces == [
        (0, 1, 0, 1, 0, None),
        (1, 3, 1, 2, 0, "x"),
        (3, 4, 2, 3, 0, None),
        (4, 6, 6, 8, 2, None),
        (6, 6, 8, 10, 2, "join"),
        (6, 8, 10, 12, 3, None),
        (8, 8, 12, 13, 3, "trim-end"),
    ]


def test_an_edit_may_reach_into_the_next_kept_line() -> None:
    """What an edit took from the line after its own is not copied again."""
    pieces = align("ab\n cd", [0, 1], [Edit(2, 4, None, "join")])
    assert [(piece.start, piece.stop, piece.line_no) for piece in pieces] == [(0, 2, 0), (2, 4, 0), (4, 6, 1)]


def test_each_paragraph_is_traced(package: Package) -> None:
    """Without a stretch there is a trace for each paragraph, with its text."""
    rows = package.frame("paragraphs").rows_by_key("article_id", named=True)
    for article_id in articles(package):
        whole = text(package, article_id)
        expected = [(row["start"], row["stop"], whole[row["start"] : row["stop"]]) for row in rows[article_id]]
        assert [(one.start, one.stop, one.text) for one in trace(package, article_id)] == expected


def test_a_trace_gives_its_text_back(package: Package) -> None:
    """The printed words with the edits applied are the text of the paragraph, in every article."""
    for article_id in articles(package):
        for one in trace(package, article_id):
            rebuilt = ""
            for origin in one.origins:
                at = origin.start
                for edit in origin.edits:
                    rebuilt += origin.printed[at - origin.start : edit.start - origin.start] + (edit.replacement or "")
                    at = edit.stop
                rebuilt += origin.printed[at - origin.start :]
            assert rebuilt == one.text


def test_the_printed_words_stand_in_their_line_of_the_page(package: Package) -> None:
    """Offsets of an origin slice the page text, within the line that it names."""
    captures = package.frame("captures").rows_by_key("capture_id", named=True, unique=True)
    for row in package.frame("articles").to_dicts():
        page = page_text(package, captures[row["capture_id"]])
        lines = {
            line["line_no"]: line
            for line in package.frame("lines").to_dicts()
            if line["capture_id"] == row["capture_id"]
        }
        for one in trace(package, row["article_id"]):
            for origin in one.origins:
                assert page[origin.start : origin.stop] == origin.printed
                assert lines[origin.line_no]["kept"]
                assert lines[origin.line_no]["start"] <= origin.start <= lines[origin.line_no]["stop"]


def test_a_joined_paragraph_comes_from_two_lines(package: Package) -> None:
    """A paragraph that the page breaks in two names both of its lines."""
    assert max(len(one.origins) for article_id in articles(package) for one in trace(package, article_id)) >= 2


def test_a_page_in_another_encoding_is_traced_in_its_stored_text(package: Package) -> None:
    """Where the page text is not the capture's own bytes, the stored text is read."""
    row = next(row for row in package.frame("captures").to_dicts() if row["path"] == "data/raw/gbk.txt")
    assert row["page_path"]
    article = next(one for one in package.frame("articles").to_dicts() if one["capture_id"] == row["capture_id"])
    one = trace(package, article["article_id"])[0]
    assert page_text(package, row)[one.origins[0].start :].startswith(one.origins[0].printed)


def test_a_stretch_is_traced_to_the_character(package: Package) -> None:
    """A stretch inside a paragraph gives only the words that it covers."""
    article_id = articles(package)[0]
    (one,) = trace(package, article_id, 4, 9)
    assert one.text == text(package, article_id)[4:9]
    assert one.origins[0].stop - one.origins[0].start == len(one.text)


def test_a_start_alone_goes_to_the_end(package: Package) -> None:
    """Without a stop the stretch ends with the text."""
    article_id = articles(package)[0]
    length = len(text(package, article_id))
    (one,) = trace(package, article_id, length - 3)
    assert (one.start, one.stop) == (length - 3, length)


@pytest.mark.parametrize(("start", "stop"), [(0, 10**9), (5, 5), (6, 5), (-1, 5)])
def test_a_stretch_outside_the_text_is_refused(package: Package, start: int, stop: int) -> None:
    """Offsets that slice nothing are an error that names the text's length."""
    with pytest.raises(PackageError, match=f"has no text from {start} to {stop}. Give offsets from 0 to"):
        trace(package, articles(package)[0], start, stop)


def test_an_unknown_article_is_refused_with_near_ids(package: Package) -> None:
    """A slip of one character names the article that may have been meant."""
    article_id = articles(package)[0]
    with pytest.raises(
        PackageError, match=f"there is no `{article_id[:-1]}x` in articles. Near it are: .*{article_id}"
    ):
        trace(package, article_id[:-1] + "x")


def test_an_id_like_no_other_is_refused(package: Package) -> None:
    """Where nothing is near, the message says where ids stand."""
    with pytest.raises(PackageError, match="The article_id of each stands in the table articles."):
        trace(package, "!")


def test_edits_that_do_not_give_the_text_are_refused(package: Package, tmp_path: Path) -> None:
    """A trace through a damaged table would be wrong, and is not given."""
    root = shutil.copytree(package.root, tmp_path / "damaged")
    table = root / "data/tables/texts.csv"
    table.write_text(table.read_text("utf-8").replace("党", "黨"), "utf-8")
    damaged = open_package(root)
    with pytest.raises(PackageError, match=r"do not give the text of .* Run `pbdata validate`"):
        trace(damaged, articles(damaged)[0])


def test_a_page_text_that_is_gone_is_named(package: Package, tmp_path: Path) -> None:
    """Without the page there is nothing to trace to."""
    root = shutil.copytree(package.root, tmp_path / "without-pages")
    shutil.rmtree(root / "data/raw")
    opened = open_package(root)
    with pytest.raises(PackageError, match="is missing"):
        trace(opened, articles(opened)[0])
