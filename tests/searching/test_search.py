"""A search of a package: what is told, of which articles, and what cannot be asked."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import pbdata
from pbdata.package.reading import Package, open_package
from pbdata.release.editions import edition_files
from pbdata.searching import indexes
from pbdata.searching.queries import SearchError
from tests import ROOT, cases
from tests.searching.made import made, of_texts

PANXIAN, JIAN, XINYI = "a1c0e34607db3383c", "a44eb9b8f9d2ca483", "ae9cb860bd69bb803"


@pytest.fixture(autouse=True, params=["read through", "indexed"])
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test holds for both ways in which a package is searched."""
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    if request.param == "indexed":
        monkeypatch.setattr(indexes, "SMALL", 0)


@pytest.fixture(scope="module")
def package() -> Package:
    """The package of this repository."""
    return open_package(ROOT)


@pytest.fixture(scope="module")
def opened(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its open edition."""
    root = tmp_path_factory.mktemp("open")
    for name, data in edition_files(package, "open").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def articles(package: Package, query: str, **options: Any) -> set[str]:
    """The articles that a search finds."""
    return {hit.article_id for hit in pbdata.search(package, query, **options)}


def test_a_hit_is_a_slice_of_the_canonical_text(package: Package) -> None:
    """Its offsets count code points of the text, and its surroundings stand there too."""
    texts = dict(package.frame("texts").select("article_id", "text").iter_rows())
    hits = list(pbdata.search(package, "黨員幹部", within=["texts"]))
    assert len(hits) == sum(text.count("党员干部") for text in texts.values()) > 0
    for hit in hits:
        assert hit.start is not None
        text = texts[hit.article_id]
        assert text[hit.start : hit.stop] == hit.found == "党员干部"
        assert hit.before + hit.found + hit.after in text
        assert hit.trace == f"pbdata trace {hit.article_id} {hit.start} {hit.stop}"


def test_what_is_printed_is_found_where_the_text_holds_nothing(tmp_path: Path) -> None:
    """A place is told once: in the canonical text if it stands there."""
    texts = [{"article_id": "a1", "text": "三，送", "text_printed": "三,送"}]
    package = made(tmp_path, {"articles": [{"article_id": "a1", "title": "题"}], "texts": texts})
    assert [(hit.column, hit.start) for hit in pbdata.search(package, "三")] == [("text", 0)]
    assert [(hit.column, hit.start, hit.trace) for hit in pbdata.search(package, ",")] == [
        ("text_printed", 1, "pbdata trace a1")
    ]


def test_facts_are_told_where_nothing_is_printed_and_when_asked_for(package: Package) -> None:
    """An article that writes 盘县 alone is found by 六盘水, in the path of the place; by 盘县 its facts are told on request."""
    found = list(pbdata.search(package, "六盘水市/盘县"))
    assert {(hit.part, hit.table, hit.column) for hit in found} == {("facts", "place_mentions", "path")}
    assert found[0].key["mention_id"].startswith("m")
    assert {hit.part for hit in pbdata.search(package, "盘县")} == {"titles", "texts"}
    assert {hit.table for hit in pbdata.search(package, "盘县", within=["facts"])} >= {
        "place_mentions",
        "organisations",
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"place": "贵州省"}, {PANXIAN, "a83c51921a0778cbc"}),
        ({"place": "盘县"}, {PANXIAN}),
        ({"place": "盤縣"}, {PANXIAN}),
        ({"place": "盘州市"}, {PANXIAN}),
        ({"place": "六盘水市/盘县"}, {PANXIAN}),
        ({"place": "520222"}, {PANXIAN}),
        ({"place": "z0b387a4580ee1e9a"}, {PANXIAN}),
        ({"source": "井冈山报社"}, {JIAN}),
        ({"source": "jgsdaily.com"}, {JIAN}),
        ({"programme": "一树两强"}, {JIAN}),
        ({"person": "王帆"}, {PANXIAN}),
        ({"person": "王帆", "source": "井冈山报社"}, set()),
        ({"earliest": "2012-06-06", "latest": "2012-06-06"}, {XINYI}),
        ({"earliest": "2017"}, {JIAN}),
    ],
)
def test_articles_are_chosen(package: Package, options: dict[str, Any], expected: set[str]) -> None:
    """By place with what it contains, by source, programme, person of public office, and time; all that is asked for holds."""
    found = articles(package, "党", **options)
    # One article that prints no day tells of a half year.
    assert found - ({PANXIAN} if options.get("earliest", "").startswith("2012") else set()) == expected


def test_a_day_that_is_not_printed_lies_in_the_time_told(package: Package) -> None:
    """The article tells of July to December 2012."""
    assert PANXIAN in articles(package, "党", earliest="2012-12", latest="2013-01")
    assert PANXIAN not in articles(package, "党", earliest="2013")


@pytest.mark.parametrize("case", cases("searching/refused.yaml"), ids=lambda case: case["label"])
def test_a_question_that_cannot_be_asked_is_refused(package: Package, case: dict[str, Any]) -> None:
    """The answer says what to do."""
    options = {name: value for name, value in case.items() if name not in ("label", "query", "said")}
    with pytest.raises(SearchError) as refused:
        list(pbdata.search(package, case["query"], **options))
    assert case["said"] in str(refused.value)


def test_places_of_one_name_are_all_searched_and_told(tmp_path: Path) -> None:
    """The reader learns how to ask for one."""
    paths = ["江苏省/南京市/鼓楼区", "福建省/福州市/鼓楼区", "江苏省/南京市/玄武区"]
    rows = [{"article_id": f"a{number}", "title": "党建"} for number in range(3)]
    mentions = [
        {"mention_id": f"m{number}", "article_id": f"a{number}", "surface": "区", "path": path}
        for number, path in enumerate(paths)
    ]
    package = made(tmp_path, {"articles": rows, "place_mentions": mentions})
    found = pbdata.search(package, "党", place="鼓楼区")
    assert {hit.article_id for hit in found} == {"a0", "a1"}
    assert any("2 places are searched: " in note for note in found.notes)
    assert articles(package, "党", place="南京市") == {"a0", "a2"}
    assert articles(package, "党", place="福州市/鼓楼区") == {"a1"}


def test_the_open_edition_is_searched_as_far_as_it_goes(opened: Path) -> None:
    """It has no texts, and says so; it tells no word that it withholds."""
    found = pbdata.search(opened, "三送")
    assert {hit.part for hit in found} == {"facts"}
    assert any("holds no texts" in note for note in found.notes)
    with pytest.raises(SearchError, match="holds no texts"):
        pbdata.search(opened, "三送", within=["texts"])


def test_a_package_without_articles_is_refused(tmp_path: Path) -> None:
    """There is nothing that a hit could belong to."""
    package = made(tmp_path, {"figures": [{"figure_id": "f1", "surface": "三送"}]})
    with pytest.raises(SearchError, match="no table of articles"):
        pbdata.search(package, "三")


def test_an_article_that_was_taken_out_never_comes_back(tmp_path: Path) -> None:
    """Neither from an index that was made before, nor from rows of facts that were left."""
    said = {"id": "urn:uuid:1", "name": "p", "version": "1.0.0"}
    assert articles(of_texts(tmp_path / "one", ["党建", "党员"], **said), "党") == {"a0", "a1"}
    shutil.rmtree(tmp_path / "one")
    assert articles(of_texts(tmp_path / "one", ["党建"], **said), "党") == {"a0"}
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert "党员".encode() not in kept


def test_hits_are_told_in_the_order_of_days(tmp_path: Path) -> None:
    """An article without a day comes last."""
    days = {"a1": None, "a2": "2016-01-02", "a3": "2012-05-06"}
    rows = [{"article_id": key, "title": "党", "published_date": day} for key, day in days.items()]
    assert [hit.article_id for hit in pbdata.search(made(tmp_path, {"articles": rows}), "党")] == ["a3", "a2", "a1"]


@pytest.mark.parametrize("form", ["folder", "descriptor", "zip"])
def test_a_package_is_searched_in_each_form(form: str, tmp_path: Path) -> None:
    """A folder, its descriptor, and a zip."""
    place = of_texts(tmp_path / "p", ["三送"]).root
    forms = {"folder": place, "descriptor": place / "datapackage.json"}
    if form == "zip":
        forms["zip"] = Path(shutil.make_archive(str(tmp_path / "p"), "zip", tmp_path, "p"))
    assert [hit.start for hit in pbdata.search(forms[form], "送")] == [1]
