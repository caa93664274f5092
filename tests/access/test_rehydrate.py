"""From the open edition and captures back to the texts."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import opencc
import pytest

from pbdata.access.rehydrate import REPORT, rehydrate
from pbdata.building.runner import build
from pbdata.errors import AccessError
from pbdata.package.reading import Package, open_package
from pbdata.release.editions import edition_files
from pbdata.validation.judge import validate
from tests import ROOT
from tests.captures.corpora import jsonl, wet_file, write_corpus

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某县党员进村入户解民忧 - 某县新闻网</title></head><body>
<div>首页 &gt; 新闻 &gt; 党建</div><h1>某县党员进村入户解民忧</h1><p>2015-03-02 来源：某县日报 记者 张三</p>
<p>本报讯 三月的一天，某县某镇的党员干部来到山脚下的村子里，挨家挨户问春耕的种子和肥料够不够，问孩子上学远不远。</p>
<p>“往年修路靠等，今年修路靠大家。”村支书李四说，全村一百二十名党员自己先出工，用了四十天把通组的路修到了门口。</p>
<p>路通以后，村里的脐橙一车一车运出山外，合作社的账本上第一次有了三十六万元的进项，村民们都说这是党员带的好头。</p>
<p>责任编辑：王五</p></body></html>"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The corpus of this repository and a page in HTML, built."""
    root = tmp_path_factory.mktemp("full")
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    from pbdata.captures.store.adding import add

    page = root / "page.html"
    page.write_text(HTML, encoding="utf-8")
    add(root, [page], collection="seed")
    page.unlink()
    build(root)
    return open_package(root)


@pytest.fixture(scope="module")
def opened(full: Package, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Its open edition."""
    root = tmp_path_factory.mktemp("open")
    for path, data in edition_files(full, "open").items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return open_package(root)


def held(full: Package, folder: Path, change: Callable[[str], str] | None = None) -> Path:
    """A folder with all captures under other names, changed or not."""
    folder.mkdir()
    for number, path in enumerate(sorted((full.root / "data/raw").glob("[!m]*"))):
        data = path.read_bytes()
        (folder / f"x{number}{path.suffix}").write_bytes(change(data.decode()).encode() if change else data)
    return folder


def texts(package: Package) -> dict[str, str]:
    frame = package.frame("texts")
    return dict(zip(frame["article_id"], frame["text"], strict=True))


def test_captures_in_sources_give_everything_back(full: Package, opened: Package, tmp_path: Path) -> None:
    """A WARC file and rows are looked through as folders are; a file whose name only says that it is one does no harm."""
    raw = [path.read_bytes() for path in sorted((full.root / "data/raw").glob("[!m]*"))]
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "x.warc.gz").write_bytes(wet_file(*raw[:3]))
    (folder / "x.jsonl").write_bytes(jsonl(*raw[3:]).replace(b'"content"', b'"text"'))
    (folder / "y.warc").write_bytes(b"no WARC")
    (folder / "z.csv").write_bytes(b"a,b\n1,2\n")
    done = rehydrate(opened, folder, tmp_path / "out")
    assert {one.status for one in done.articles} == {"exact"}
    assert texts(open_package(tmp_path / "out")) == texts(full)
    assert validate(tmp_path / "out").valid


def test_what_was_built_from_a_source_is_restored(tmp_path: Path) -> None:
    """The record of a source is put into a file of its name, where validation finds it."""
    [raw] = (ROOT / "data/raw").glob("003_*")
    root = tmp_path / "corpus"
    write_corpus(root, {}, {"x.warc.gz": (wet_file(raw.read_bytes()), {"format": "warc"})})
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    build(root)
    for path, data in edition_files(open_package(root), "open").items():
        (tmp_path / "open" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / path).write_bytes(data)
    done = rehydrate(open_package(tmp_path / "open"), root / "data/raw", tmp_path / "out")
    assert done.whole
    assert (tmp_path / "out/data/raw/x.warc.gz#0").read_bytes() == raw.read_bytes()
    report = validate(tmp_path / "out")
    assert report.valid and not any("capture files" in one for one in report.not_checkable)


def test_the_very_captures_give_everything_back(full: Package, opened: Package, tmp_path: Path) -> None:
    """Texts, printed texts and withheld columns are those of the full edition, and the package keeps its promises."""
    done = rehydrate(opened, held(full, tmp_path / "captures"), tmp_path / "out")
    made = open_package(tmp_path / "out")
    assert done.whole and done.captures == {"exact": 6} and done.texts["exact"] == 6
    assert made.descriptor["pbdata:edition"] == "rehydrated"
    for resource in full.descriptor["resources"]:
        name, schema = resource["name"], resource["schema"]
        here, key = made.frame(name), schema["primaryKey"]
        there = full.frame(name).join(here.select(key), on=key, how="semi", maintain_order="left")
        withheld = [field["name"] for field in schema["fields"] if field.get("pbdata:edition") == "full"]
        withheld = [column for column in withheld if column != "rights_notice"]
        assert here.select(key + withheld).equals(there.select(key + withheld)), name
    assert made.frame("texts").equals(full.frame("texts"))
    assert done.columns["captures"] == {"page_path": (6, 0), "page_sha256": (6, 0), "rights_notice": (0, 6)}
    report = validate(tmp_path / "out")
    assert report.errors == ()
    assert not [line for line in report.lines() if "page text" in line or "capture files" in line]


CHANGES: dict[str, Callable[[str], str]] = {
    "other line ends": lambda page: page.replace("\r\n", "\n").replace("\n", "\r\n"),
    "empty lines": lambda page: page.replace("\n", "\n\n"),
    "indents": lambda page: re.sub(r"(?m)^[ \u3000]*(?=\S)", "\u3000\u3000", page),
    "other spaces": lambda page: page.replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_white_space_gives_the_texts_back(full: Package, opened: Package, tmp_path: Path, change: str) -> None:
    """Every text is found to the letter in captures of other bytes; what was printed is not told."""
    done = rehydrate(opened, held(full, tmp_path / "captures", CHANGES[change]), tmp_path / "out")
    made = open_package(tmp_path / "out")
    assert texts(made) == texts(full)
    assert done.whole and all(one.identical for one in done.articles)
    changed = [one for one in done.articles if one.status == "found"]
    printed = made.frame("texts").filter(made.frame("texts")["text_printed"].is_null())["article_id"]
    assert sorted(printed) == [one.article_id for one in changed] != []
    assert validate(tmp_path / "out").errors == ()


def test_a_traditional_mirror_gives_the_texts_back(full: Package, opened: Package, tmp_path: Path) -> None:
    """At least nine of ten stretches come back from the pages in traditional characters; whole texts are the released ones."""
    done = rehydrate(opened, held(full, tmp_path / "captures", opencc.OpenCC("s2t").convert), tmp_path / "out")
    assert sum(one.n_restored for one in done.articles) >= 0.9 * sum(one.n_stretches for one in done.articles)
    made, there = texts(open_package(tmp_path / "out")), texts(full)
    assert all(made[one.article_id] == there[one.article_id] for one in done.articles if one.identical)
    assert sum(one.identical for one in done.articles) >= 5
    assert validate(tmp_path / "out").errors == ()


def test_all_white_space_lost(full: Package, opened: Package, tmp_path: Path) -> None:
    """Even a capture in one run gives back most stretches; those that had spaces inside are marked as shifted."""
    done = rehydrate(opened, held(full, tmp_path / "captures", lambda page: "".join(page.split())), tmp_path / "out")
    made, there = texts(open_package(tmp_path / "out")), texts(full)
    assert sum(one.n_restored for one in done.articles) >= 0.9 * sum(one.n_stretches for one in done.articles)
    for one in done.articles:
        if one.status in ("found", "partial"):
            right = list(there[one.article_id])
            for start, stop in one.gaps + one.shifted:
                right[start:stop] = made[one.article_id][start:stop]
            assert made[one.article_id] == "".join(right)


def test_a_tampered_text_is_restored_but_for_the_stretch(full: Package, opened: Package, tmp_path: Path) -> None:
    """The changed stretch is a gap of its length, told with its place; nothing of the change gets in."""

    def change(page: str) -> str:
        return page.replace("党员", "猫咪", 1) if "党员" in page else page

    done = rehydrate(opened, held(full, tmp_path / "captures", change), tmp_path / "out")
    assert not done.whole
    made, there = texts(open_package(tmp_path / "out")), texts(full)
    partial = [one for one in done.articles if one.status == "partial"]
    assert partial
    for one in partial:
        assert len(one.gaps) == one.n_stretches - one.n_restored > 0
        unknown = {k for start, stop in one.gaps for k in range(start, stop)}
        assert all(
            k in unknown or a == b
            for k, (a, b) in enumerate(zip(made[one.article_id], there[one.article_id], strict=True))
        )
        assert all(made[one.article_id][k] in "□\n " for k in unknown)
    assert not any("猫咪" in text for text in made.values())
    assert validate(tmp_path / "out").errors == ()


def test_what_is_not_held_is_told(full: Package, opened: Package, tmp_path: Path) -> None:
    """With one capture, one text is there; the others are missing, with the reason, and the report says so too."""
    captures = held(full, tmp_path / "captures")
    for path in sorted(captures.iterdir())[1:]:
        path.unlink()
    (captures / "note.bin").write_bytes(b"\0\1\2")
    done = rehydrate(opened, captures, tmp_path / "out")
    assert done.captures == {"absent": 5, "exact": 1}
    assert done.texts == {"exact": 1, "found": 0, "partial": 0, "missing": 5}
    assert {one.why for one in done.articles if one.status == "missing"} == {"its capture is not among the files"}
    told = json.loads((tmp_path / "out" / REPORT).read_text("utf-8"))
    assert (told["texts"], len(told["articles"])) == (done.texts, 6)
    made = open_package(tmp_path / "out")
    (described,) = [
        f
        for r in made.descriptor["resources"]
        if r["name"] == "edits"
        for f in r["schema"]["fields"]
        if f["name"] == "replacement"
    ]
    assert REPORT in described["description"]
    assert validate(tmp_path / "out").errors == ()


def test_no_capture_at_all(opened: Package, tmp_path: Path) -> None:
    """An empty folder restores nothing, says so, and the result is still a valid package."""
    (tmp_path / "captures").mkdir()
    done = rehydrate(opened, tmp_path / "captures", tmp_path / "out")
    assert done.texts["missing"] == 6
    assert "texts" not in open_package(tmp_path / "out").resources
    assert validate(tmp_path / "out").errors == ()


def test_a_hash_that_does_not_fit_is_not_believed(full: Package, opened: Package, tmp_path: Path) -> None:
    """Where the package's hashes say otherwise than the very capture, only what they prove is restored."""
    root = shutil.copytree(opened.root, tmp_path / "open")
    table = root / "data/tables/span_hashes.csv"
    head, first, *rest = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join([head, first[:-5] + "0000\n", *rest]), "utf-8")
    done = rehydrate(open_package(root), held(full, tmp_path / "captures"), tmp_path / "out")
    (one,) = [one for one in done.articles if one.status != "exact"]
    assert (one.status, one.why, len(one.gaps)) == (
        "partial",
        "its capture gives another text with this version of pbdata",
        1,
    )


@pytest.mark.parametrize("what", ["full", "captures", "target"])
def test_a_wrong_call_is_refused(full: Package, opened: Package, tmp_path: Path, what: str) -> None:
    """A full edition, a folder that is not there and a target that is there are errors with advice."""
    (tmp_path / "there").mkdir()
    package = full if what == "full" else opened
    captures = tmp_path / ("gone" if what == "captures" else "there")
    target = tmp_path / ("there" if what == "target" else "out")
    with pytest.raises(AccessError, match=r"Name (one|the one|a new folder)"):
        rehydrate(package, captures, target)
    assert not (tmp_path / "out").exists()


def test_a_path_that_leads_out_is_not_followed(full: Package, opened: Package, tmp_path: Path) -> None:
    """A package that names a capture outside its folder gets no copy there."""
    root = shutil.copytree(opened.root, tmp_path / "open")
    for name in ("captures", "retrievals"):
        table = root / f"data/tables/{name}.csv"
        table.write_text(table.read_text("utf-8").replace("data/raw/000", "data/raw/../../../000"), "utf-8")
    done = rehydrate(open_package(root), held(full, tmp_path / "captures"), tmp_path / "deep" / "er" / "out")
    assert "was not copied" in done.notes[0]
    assert list(tmp_path.rglob("000*")) == []


def test_the_open_edition_of_a_page_in_html_is_valid(opened: Package) -> None:
    """The hash of a page text without its file is what an edition without texts has; it is not checked, and no error."""
    report = validate(opened.root)
    assert report.errors == ()
    assert any("no page text to rely on" in line for line in report.not_checkable)
