"""What the archives hold."""

import csv
import json
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pbdata.package.reading import open_package
from pbdata.release.packing import archive_files, faults
from pbdata.release.stored import Stored
from tests.release.repository import ROOT

RUN = 10
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_ID = re.compile(r'<a id="([^"]+)">')
_DOCUMENT = re.compile(r"\bdocs/[\w./-]+\.md")
_NAMES = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def archives() -> dict[str, Stored]:
    """The files of each edition of the committed package, which no test changes."""
    return {edition: archive_files(ROOT, edition) for edition in ("open", "full")}


@pytest.fixture(scope="module", params=["open", "full"])
def archive(
    request: pytest.FixtureRequest, archives: dict[str, Stored], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The files of an edition in a folder."""
    folder = tmp_path_factory.mktemp(request.param)
    for path, data in archives[request.param].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def _anchor(heading: str) -> str:
    """The anchor that a Markdown host gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.slow
def test_every_edition_is_fit_to_be_released(archives: dict[str, Stored]) -> None:
    """pbdata, frictionless and the judges of every standard find nothing wrong."""
    for files in archives.values():
        assert faults(files) == []


def test_what_is_wrong_is_found(archives: dict[str, Stored]) -> None:
    """A changed table, a licence of another name and a hash that differs keep an archive from being released."""
    files = archives["open"]
    table = {"data/tables/articles.csv": files["data/tables/articles.csv"].replace(b"2017", b"2018", 1)}
    licence = {"CITATION.cff": files["CITATION.cff"].replace(b"CC-BY-4.0", b"MIT")}
    crate = json.loads(files["ro-crate-metadata.json"])
    changed = next(one for one in crate["@graph"] if one["@type"] == "File")
    changed["sha256"] = "0" * 64
    found = faults(files | table | licence | {"ro-crate-metadata.json": json.dumps(crate).encode()})
    assert any("`data/tables/articles.csv` is not what the descriptor describes" in one for one in found)
    for sentence in (
        "frictionless: hash-count",
        "CITATION.cff: its licence is 'mit'",
        f"ro-crate-metadata.json: it gives {changed['@id']} the SHA-256 {'0' * 64}",
    ):
        assert any(one.startswith(sentence) for one in found), sentence


def test_only_the_full_edition_holds_texts_and_pages(archives: dict[str, Stored]) -> None:
    """The open edition has no capture, no page text and no table of texts."""
    assert any(path.startswith("data/raw/") for path in archives["full"])
    assert "data/tables/texts.csv" in archives["full"]
    assert not any(path.startswith(("data/raw/", "data/pages/")) for path in archives["open"])
    assert "data/tables/texts.csv" not in archives["open"]


def test_no_run_of_the_source_can_be_read_out_of_the_open_edition(archives: dict[str, Stored]) -> None:
    """No ten characters in a row of a text stand in the open edition, but in titles and public names."""
    package = open_package(ROOT)
    allowed = "\n".join(filter(None, _public_names(package)))
    published = runs_of(b"\n".join(archives["open"].values()).decode())
    for text in package.frame("texts")["text"]:
        leaked = {run for run in runs_of(text) & published if run not in allowed and len(_NAMES.findall(run)) > 1}
        assert leaked == set()


def runs_of(text: str) -> set[str]:
    """Every run of so many characters of a text."""
    return {text[i : i + RUN] for i in range(len(text) - RUN + 1)}


def _public_names(package: object) -> list[str]:
    """Titles, and the names of places, programmes, organisations and office-holders, as the open edition gives them."""
    names: list[str] = []
    tables = {
        "articles": ("title", "title_printed", "subtitle", "subtitle_printed", "source", "site_name"),
        "places": ("name",),
        "place_mentions": ("path",),
        "programmes": ("name",),
        "organisations": ("name",),
        "persons": ("name",),
    }
    for table, columns in tables.items():
        frame = package.frame(table)  # type: ignore[attr-defined]
        names += [value for column in columns for value in frame[column].to_list()]
    return names


def test_every_pointer_leads_to_a_file_of_the_archive(archives: dict[str, Stored]) -> None:
    """Each link of a document, with its heading, each guideline of ``reliability`` and each document that is named is there."""
    for files in archives.values():
        texts = {path: data.decode() for path, data in files.items() if path.endswith(".md")}
        headings = {path: {*map(_anchor, _HEADING.findall(text)), *_ID.findall(text)} for path, text in texts.items()}
        for path, text in texts.items():
            for link in _LINK.findall(_CODE.sub("", text)):
                if "://" not in link:
                    place, _, heading = link.partition("#")
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
                    assert target in files, (path, link)
                    assert not heading or heading in headings[target], (path, link)
        rows = csv.DictReader(files["data/tables/reliability.csv"].decode().splitlines())
        named = {row["guideline"] for row in rows} | set(_DOCUMENT.findall(texts["codebook.md"]))
        assert named and named <= files.keys()


def test_an_archive_speaks_of_its_own_dataset(archives: dict[str, Stored]) -> None:
    """Title and licence are those of the data; nothing says MIT of them, and RIGHTS.md is that of the repository."""
    dataset = yaml.safe_load((ROOT / "data/dataset.yaml").read_text("utf-8"))
    for files in archives.values():
        assert files["README.md"].decode().startswith(f"# {dataset['title']['en']}\n")
        assert files["README.zh-CN.md"].decode().startswith(f"# {dataset['title']['zh']}\n")
        assert "CC-BY-4.0" in files["LICENSE"].decode() and "MIT" not in files["LICENSE"].decode()
        assert "do not pass it on" not in files["README.md"].decode()
        assert files["RIGHTS.md"] == (ROOT / "RIGHTS.md").read_bytes()
    assert json.loads(archives["full"][".zenodo.json"])["access_right"] == "restricted"


@pytest.mark.slow
def test_the_dataset_card_is_a_readme_that_hugging_face_loads(archive: Path, tmp_path: Path) -> None:
    """With the card as README.md each table is a configuration; nothing is fetched."""
    datasets = pytest.importorskip("datasets")
    folder = Path(shutil.copytree(archive, tmp_path / "loaded"))
    (folder / "dataset-card.md").replace(folder / "README.md")
    loaded = datasets.load_dataset(str(folder), "articles", cache_dir=str(tmp_path / "cache"), split="train")
    assert loaded.num_rows == 5 and "title" in loaded.column_names


def examples(folder: Path, language: str) -> list[str]:
    text = (folder / "README.md").read_text("utf-8")
    assert re.findall(r"^```\w+\n.*?^```", text, re.MULTILINE | re.DOTALL) == re.findall(
        r"^```\w+\n.*?^```", (folder / "README.zh-CN.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_python_examples_of_the_readme_run(archive: Path) -> None:
    """Each Python example of the archive's README runs in the unpacked archive and prints the articles."""
    for example in examples(archive, "python"):
        run = subprocess.run([sys.executable, "-c", example], cwd=archive, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        assert "一树两强" in run.stdout or "5" in run.stdout


def test_the_sql_example_of_the_readme_runs(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The DuckDB example gives the five articles."""
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(archive)
    (example,) = examples(archive, "sql")
    assert len(duckdb.sql(example).fetchall()) == 5


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed; CI installs it")
def test_the_r_example_of_the_readme_runs(archive: Path) -> None:
    """The example in base R reads the five articles."""
    (example,) = examples(archive, "r")
    script = f'{example}\nstopifnot(nrow(result) == 5, nchar(result$title[1], "chars") > 3)\n'
    run = subprocess.run(["Rscript", "--vanilla", "-e", script], cwd=archive, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
