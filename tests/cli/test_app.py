"""The command line: what it prints, where it prints it, and how it exits."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
import yaml
from typer.main import get_command

from pbdata import __version__, cli
from pbdata.building.runner import Summary, build
from pbdata.captures.store.manifest import read_manifest
from pbdata.cli.build import _summary_lines
from pbdata.package.reading import open_package
from pbdata.release.archiving import write_archive
from pbdata.release.editions import edition_files
from pbdata.release.identity import archive_name, dataset_of
from pbdata.release.register import Register, Release, write_register
from tests import ROOT
from tests.access.published import ships

SEEDS = sorted((ROOT / "data/raw").glob("00*.txt"))
COMMANDS = sorted(get_command(cli.app).commands)  # type: ignore[attr-defined]
VERSION = yaml.safe_load((ROOT / "data/dataset.yaml").read_text("utf-8"))["version"]
NAME = yaml.safe_load((ROOT / "data/dataset.yaml").read_text("utf-8"))["name"]
HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"


class Ran(NamedTuple):
    """How a call ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pbdata", *(str(argument) for argument in arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of this repository with a package built in another folder."""
    root = tmp_path_factory.mktemp("template")
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    build(root)
    return root


@pytest.fixture
def corpus(template: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return shutil.copytree(template, tmp_path / "corpus")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A corpus of one collection without captures or package."""
    root = tmp_path / "empty"
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example_that_the_parser_takes(run: Run, command: str) -> None:
    """Every command shows a call of itself, and that call is a right one."""
    ran = run(command, "--help")
    example = re.search(r"Example: pbdata (.+)\Z", " ".join(ran.out.split()))
    assert (ran.code, bool(example)) == (0, True)
    assert example is not None
    words = shlex.split(example[1])
    assert words[0] == command
    parsed = get_command(cli.app).commands[command].make_context(command, words[1:])  # type: ignore[attr-defined]
    assert parsed.params


def test_no_arguments_show_the_help(run: Run) -> None:
    """Called alone, pbdata lists its commands."""
    ran = run()
    assert all(re.search(rf"^  {command}\b", ran.out + ran.err, re.MULTILINE) for command in COMMANDS)


def test_the_version_is_printed(run: Run) -> None:
    """The version is that of the code."""
    assert run("--version") == Ran(0, f"pbdata {__version__}\n", "")


# What takes long to load, and what of it each command needs.
HEAVY = frozenset(
    [
        "ahocorasick_rs",
        "citeproc",
        "duckdb",
        "filelock",
        "frictionless",
        "jinja2",
        "jsonschema",
        "numpy",
        "opencc",
        "polars",
        "pooch",
        "pydantic",
        "re2",
        "resiliparse",
        "rich",
        "yaml",
    ]
)
NEEDED: dict[str, set[str]] = {
    "--help": set(),
    "cite --style gbt7714": {"citeproc", "yaml"},
    "cite --style bibtex": {"yaml"},
    "trace ARTICLE 0 4": {"polars", "yaml"},
    "search 三送": {"opencc", "polars", "yaml"},
    "inspect PAGE": {"ahocorasick_rs", "numpy", "opencc", "re2", "yaml"},
}


@pytest.mark.parametrize("call", NEEDED)
def test_a_command_loads_what_it_needs_and_no_more(corpus: Path, call: str) -> None:
    """What takes long to load is loaded by the command that needs it."""
    article = open_package(corpus).frame("articles")["article_id"][0]
    page = next((corpus / "data/raw").rglob("*.txt"))
    words = [{"ARTICLE": article, "PAGE": str(page)}.get(word, word) for word in call.split()]
    code = (
        f"import sys; sys.argv[1:] = {words}; from pbdata.cli import main\n"
        f"try: main()\nexcept SystemExit as ended: print(ended.code, *sorted({set(HEAVY)} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=corpus, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["0", *sorted(NEEDED[call])]


@pytest.mark.parametrize(
    "arguments",
    [
        ("bulid",),
        ("build", "--paquet"),
        ("inspect",),
        ("inspect", "gone.txt"),
        ("inspect", "."),
        ("validate", "gone"),
        ("cite", "--package", "gone"),
        ("cite", "--style", "mla", "--package", str(ROOT)),
        ("cite", "--article", "a0", "--package", str(ROOT)),
        ("download",),
        ("download", "1.0.0", "--edition", "half"),
        ("download", "1.0.0", "--from", "gone"),
        ("export", "ods", "x", "--package", str(ROOT)),
        ("export", "sqlite"),
        ("export", "sqlite", "x", "--package", "9.9.9"),
        ("rehydrate", "--open", "gone", "--captures", ".", "--to", "x"),
        ("rehydrate", "--open", str(ROOT), "--captures", ".", "--to", "x"),
        ("trace", "a0", "--package", "gone"),
        ("search",),
        ("search", ""),
        ("search", "党", "--package", "gone"),
        ("search", "党", "--in", "lines", "--package", str(ROOT)),
        ("search", "三送(", "--regex", "--package", str(ROOT)),
        ("search", "党", "--from", "soon", "--package", str(ROOT)),
        ("search", "党", "--place", "无此地", "--package", str(ROOT)),
        ("trace", "a0", "five", "--package", "gone"),
        ("trace", "a0", "0", "0", "--package", str(ROOT)),
        ("show", "articles", "--limit", "0", "--package", str(ROOT)),
        ("show", "articles", "--limit", "-1", "--package", str(ROOT)),
        ("build", "--root", "gone"),
        ("add", "x.txt"),
        ("add", "x.txt", "--collection", "seed", "--root", "gone"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_with_2_and_says_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """The reason stands on standard error in a few lines without a traceback; standard output stays empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / ".." / "no-cache"))
    ships(monkeypatch, Register(None, ()))
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert 0 < len(ran.err.splitlines()) <= 4
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_pbdata_is_told_without_a_traceback(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw names its place and asks for a report; its exit code is not that of a wrong call."""
    monkeypatch.setattr("pbdata.citation.dataset.cite", lambda *_, **__: [][0])
    ran = run("cite", "--package", corpus)
    assert ran.code == 4
    assert re.fullmatch(r"test_app.py:\d+: IndexError: .+ This is a fault of pbdata .+: please report it\.\n", ran.err)


def test_an_error_of_the_system_is_told_without_a_traceback(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that the system raises names its file."""

    def refusing(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", "some/file")

    monkeypatch.setattr("pbdata.citation.dataset.cite", refusing)
    ran = run("cite", "--package", corpus)
    assert (ran.code, ran.err.startswith("some/file: Permission denied. ")) == (2, True)


@pytest.mark.slow
def test_build_prints_what_it_made_and_where_to_look(run: Run, corpus: Path) -> None:
    """The summary tells captures, articles, lines, rows, warnings, verdicts and the next steps."""
    ran = run("build", "--root", corpus, "--frictionless")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^captures +5 \(5 processed\)$", ran.out, re.MULTILINE)
    assert re.search(r"^articles +5$", ran.out, re.MULTILINE)
    assert re.search(r"^lines +\d+ kept, \d+ removed$", ran.out, re.MULTILINE)
    assert re.search(r"^rows +collections 1, captures 5, retrievals 5, lines \d+, ", ran.out, re.MULTILINE)
    assert re.search(r"^warnings +", ran.out, re.MULTILINE)
    assert "validated by pbdata: valid\nvalidated by frictionless: valid\nWhere to look next:\n" in ran.out


def test_build_as_json_is_the_summary(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program reads the same counts, and frictionless's errors when it was asked."""
    monkeypatch.setattr("pbdata.validation.referee.frictionless_errors", lambda root: ["texts: a fault"])
    record = json.loads(run("build", "--root", corpus, "--json", "--frictionless").out)
    assert record["captures"] == {"processed": 5}
    assert record["rows"]["articles"] == record["articles"] == 5
    assert record["frictionless"] == ["texts: a fault"]
    assert "frictionless" not in json.loads(run("build", "--root", corpus, "--json").out)


def test_build_names_what_it_rejected_and_exits_with_0(run: Run, empty: Path, tmp_path: Path) -> None:
    """A rejected page is good: it is listed with its reason."""
    (tmp_path / "page.txt").write_bytes(b"")
    assert run("add", tmp_path / "page.txt", "--collection", "seed", "--root", empty).code == 0
    ran = run("build", "--root", empty)
    assert ran.code == 0
    assert re.search(r"^rejected +data/raw/page.txt: empty", ran.out, re.MULTILINE)


def test_build_of_a_sample_goes_into_a_folder_of_its_own(run: Run, corpus: Path, tmp_path: Path) -> None:
    """It says of how many captures it is one, and the package of the corpus stays as it is."""
    before = (corpus / "datapackage.json").read_bytes()
    ran = run("build", "--root", corpus, "--limit", 1, "--out", tmp_path / "sample")
    assert (ran.code, ran.err) == (0, "")
    assert "captures  1 (1 processed)\na sample of 5 captures; the package in place stays as it is\n" in ran.out
    assert str(tmp_path / "sample/datapackage.yaml") in ran.out
    assert (corpus / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("--limit", "1"),
        ("--sample", "1%"),
        ("--out", "new"),
        ("--limit", "1", "--sample", "1%", "--out", "new"),
        ("--sample", "most", "--out", "new"),
        ("--record-seconds", "0"),
    ],
)
def test_build_refuses_half_a_sample(run: Run, corpus: Path, words: tuple[str, ...]) -> None:
    """A sample and its folder go together, and one is chosen in one way."""
    ran = run("build", "--root", corpus, *words)
    assert (ran.code, ran.out) == (2, "")
    assert not Path("new").exists()


def test_build_exits_with_1_where_frictionless_disagrees(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the independent judge finds is printed, and counts."""
    monkeypatch.setattr("pbdata.validation.referee.frictionless_errors", lambda root: ["texts: a fault"])
    ran = run("build", "--root", corpus, "--frictionless")
    assert ran.code == 1
    assert "validated by frictionless: 1 found wrong\n  texts: a fault\n" in ran.out


def test_a_faulty_manifest_is_told_with_its_place(run: Run, empty: Path) -> None:
    """Errors have the form file:line:column: what is wrong. What to do."""
    (empty / "data/raw/manifest.yaml").write_text(HEAD.replace("title", "titel"), "utf-8")
    ran = run("build", "--root", empty)
    assert ran.code == 2
    assert ran.err == (
        f"{empty}/data/raw/manifest.yaml:2:5: a collection has no `title`. Write it.\n"
        f"{empty}/data/raw/manifest.yaml:2:16: `titel` is no key of a collection. Did you mean `title`?\n"
    )


def test_an_interrupted_switch_is_finished_by_the_next_command_that_writes(run: Run, corpus: Path) -> None:
    """A command that reads leaves the switch as it is; one that writes finishes it and says so."""
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom pbdata.building.runner import build\nrename, left = os.rename, [3]\n"
        "def limited(*a):\n    left[0] -= 1\n    return rename(*a) if left[0] else os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.rename = limited\nbuild(Path(sys.argv[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(corpus)]).returncode == -signal.SIGKILL
    assert (corpus / ".pbdata/journal.json").exists()
    assert "run `pbdata build`" in run("validate", corpus).err
    assert (corpus / ".pbdata/journal.json").exists()
    (corpus / "new.txt").write_text("x", "utf-8")
    ran = run("add", corpus / "new.txt", "--collection", "seed", "--root", corpus)
    assert "An interrupted switch was finished: the new package is in place.\n" in ran.err
    assert run("validate", corpus).err == ""


def test_add_says_what_it_added(run: Run, empty: Path, tmp_path: Path) -> None:
    """Each file is told with its place and type, the same bytes as such, and a warning on standard error."""
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "b.html").write_text("", "utf-8")
    ran = run(
        "add", tmp_path / "a.txt", tmp_path / "a.txt", tmp_path / "b.html", "--collection", "seed", "--root", empty
    )
    assert ran.out.splitlines() == [
        "added data/raw/a.txt (text/plain)",
        "added data/raw/a-2.txt (text/plain); the same bytes as data/raw/a.txt: one capture, one more sighting",
        "added data/raw/b.html (text/html)",
        "Next: pbdata build",
    ]
    assert ran.err == f"{tmp_path}/b.html: the build will list it as rejected: empty: the capture holds no text.\n"
    assert len(read_manifest(empty / "data/raw/manifest.yaml").sightings) == 3


def test_add_passes_on_everything_that_is_known(run: Run, empty: Path, tmp_path: Path) -> None:
    """URL, date and rights reach the manifest, and JSON tells them."""
    (tmp_path / "a.txt").write_text("x", "utf-8")
    known = {
        "url": "https://a.cn/1",
        "retrieved": "2025",
        "rights_holder": "A",
        "rights_notice": "N",
        "rights_uri": "http://a.cn/r",
    }
    options = [word for key, value in known.items() for word in (f"--{key.replace('_', '-')}", value)]
    ran = run("add", tmp_path / "a.txt", "--collection", "seed", "--root", empty, *options, "--json")
    record = json.loads(ran.out)
    assert known.items() <= record["sighting"].items()
    sighting = read_manifest(empty / "data/raw/manifest.yaml").sightings[0]
    assert {key: getattr(sighting, key) for key in known} == known


def test_a_dry_run_adds_nothing(run: Run, empty: Path, tmp_path: Path) -> None:
    """What would be added is told, and the folder stays as it is."""
    (tmp_path / "a.txt").write_text("x", "utf-8")
    before = sorted(empty.rglob("*"))
    ran = run("add", tmp_path / "a.txt", "--collection", "seed", "--root", empty, "--dry-run")
    assert ran == Ran(0, "would add data/raw/a.txt (text/plain)\n", "")
    assert sorted(empty.rglob("*")) == before


def test_inspect_prints_one_object_a_line_in_the_order_given(run: Run) -> None:
    """Each line of --json is a capture, and the paths are as they were given."""
    paths = [str(path) for path in reversed(SEEDS)]
    ran = run("inspect", *paths, "--json")
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [record["capture"]["path"] for record in records] == paths
    assert list(records[0]) == [
        "capture",
        "lines",
        "edits",
        "inline",
        "article",
        "text",
        "paragraphs",
        "facts",
        "topic",
    ]


def test_inspect_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes of standard input give what the file gives, without a path."""
    here = json.loads(run("inspect", SEEDS[0], "--json").out)
    with SEEDS[0].open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        piped = json.loads(run("inspect", "-", "--json").out)
    assert piped["capture"].pop("path") is None
    assert here["capture"].pop("path") == str(SEEDS[0])
    assert piped == here


def test_inspect_shows_a_page_to_people(run: Run) -> None:
    """Without --json, a page's own words about itself, its lines and its beginning can be read."""
    ran = run("inspect", SEEDS[0])
    lines = ran.out.splitlines()
    assert lines[0] == f"{SEEDS[0]}  processed"
    for name, value in (
        ("title", "红色基因代代传 向心合力日日增"),
        ("subtitle", "赣州创新和加强党的建设工作走笔"),
        ("published", "2014-09-29"),
        ("source", "中国赣州网-赣南日报"),
        ("site", "赣金网"),
        ("authors", "记者 杨怿华, 记者 吴迪"),
        ("editor", "张春明"),
        ("script", "hans"),
    ):
        assert f"  {name:<10}{value}" in lines
    assert any(re.match(r"  lines +blank \d+, body \d+", line) for line in lines)
    assert sum(line.startswith("  | ") for line in lines) == 6


def test_inspect_shows_a_rejected_page_and_exits_with_0(run: Run, tmp_path: Path) -> None:
    """A page that gives no article is told with its reason."""
    (tmp_path / "a.txt").write_bytes(b"")
    ran = run("inspect", tmp_path / "a.txt")
    assert (ran.code, ran.out.startswith(f"{tmp_path}/a.txt  rejected: empty")) == (0, True)
    assert "|" not in ran.out


def test_inspect_explains_each_line(run: Run) -> None:
    """--explain prints every line of the page with its label, whether it was kept, and the rule; then every fact."""
    record = json.loads(run("inspect", SEEDS[1], "--json").out)
    explained = run("inspect", SEEDS[1], "--explain").out.splitlines()[1:]
    facts = explained[len(record["lines"]) :]
    assert sum(line.split()[2] == "figures" for line in facts) == len(record["facts"]["figures"])
    for line, words in zip(record["lines"], explained, strict=False):
        assert words.split()[:4] == [
            str(line["line_no"]),
            line["label"],
            "keep" if line["kept"] else "drop",
            line["rule"],
        ]


def test_inspect_says_whether_an_article_is_of_a_topic(run: Run, tmp_path: Path) -> None:
    """--topic gives the points and the reason; rules that are not there are an error before any work."""
    assert "processed: on topic: party-building has " in run("inspect", SEEDS[1], "--topic", "party-building").out
    ran = run("inspect", SEEDS[1], "--topic", "trees")
    assert (ran.code, "no rules of the topic trees" in ran.err) == (2, True)


def test_inspect_touches_no_package(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at captures changes nothing in the folder where it is done."""
    monkeypatch.chdir(corpus)
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert run("inspect", "data/raw/" + SEEDS[0].name).code == 0
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


def test_inspect_ends_quietly_when_its_reader_does() -> None:
    """A pipe that is closed early gives no traceback."""
    command = f"{sys.executable} -m pbdata.cli inspect {' '.join(str(seed) for seed in SEEDS)} --json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ('{"capture"', "")


def test_output_in_a_pipe_is_utf8_whatever_the_locale() -> None:
    """Chinese words come through where the locale knows no Chinese."""
    command = [sys.executable, "-m", "pbdata.cli", "inspect", str(SEEDS[0])]
    world = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, capture_output=True, env=world, check=True)
    assert "赣金网" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_validate_exits_with_0_for_a_good_package(run: Run, corpus: Path) -> None:
    """A built package is valid, and JSON says so too."""
    assert run("validate", corpus).code == 0
    record = json.loads(run("validate", corpus, "--json").out)
    assert (record["valid"], record["errors"]) == (True, [])


def test_validate_exits_with_1_for_a_bad_package(run: Run, corpus: Path) -> None:
    """A changed cell is bad data, told on standard output."""
    table = corpus / "data/tables/articles.csv"
    table.write_text(table.read_text("utf-8").replace("赣金网", "赣银网"), "utf-8")
    ran = run("validate", corpus)
    assert (ran.code, ran.err) == (1, "")
    assert "articles.csv" in ran.out
    assert json.loads(run("validate", corpus, "--json").out)["valid"] is False


@pytest.mark.slow
def test_validate_looks_at_the_current_folder(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path the package is where the caller is."""
    monkeypatch.chdir(corpus)
    assert run("validate").code == 0


@pytest.mark.parametrize(("form", "begins"), [("text", "valid: "), ("json", "{"), ("sarif", "{"), ("github", "")])
def test_validate_prints_what_other_programs_read(run: Run, corpus: Path, form: str, begins: str) -> None:
    """Each format that the help names can be asked for; another is an error of the call."""
    ran = run("validate", corpus, "--format", form)
    assert (ran.code, ran.out.startswith(begins)) == (0, True)
    assert form in run("validate", "--help").out
    assert run("validate", corpus, "--format", "xml").code == 2


@pytest.mark.parametrize("style", ["gbt7714", "apa", "chicago", "bibtex", "ris", "csl-json"])
def test_cite_prints_a_citation(run: Run, corpus: Path, style: str) -> None:
    """Every style that the help names gives a citation with the version."""
    ran = run("cite", "--style", style, "--package", corpus)
    assert (ran.code, VERSION in ran.out) == (0, True)
    assert style in run("cite", "--help").out


def test_cite_tells_which_package_was_used(run: Run, corpus: Path) -> None:
    """Notes have the beginning of the descriptor's hash; JSON has all of it, and an article is cited by its id."""
    digest = sha256((corpus / "datapackage.json").read_bytes()).hexdigest()
    assert digest[:16] in run("cite", "--style", "bibtex", "--package", corpus).out
    article = open_package(corpus).frame("articles").filter(pl.col("source").is_not_null()).row(0, named=True)
    record = json.loads(run("cite", "--article", article["article_id"], "--json", "--package", corpus).out)
    assert (record["descriptor_sha256"], article["title"] in record["citation"]) == (digest, True)
    assert article["source"] in record["citation"]


@pytest.fixture
def published(run: Run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that has both editions of the corpus as its version, an empty cache and a toolkit that knows nothing."""
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    folder, package = tmp_path / "published", open_package(corpus)
    dataset = dataset_of(package.descriptor)
    ships(monkeypatch, Register(dataset, ()))
    editions = {
        edition: write_archive(folder / archive_name(dataset, VERSION, edition), edition_files(package, edition))
        for edition in ("full", "open")
    }
    (folder / "releases.yaml").write_text(write_register(dataset, [Release(VERSION, "2026-11-21", editions)]), "utf-8")
    return folder


@pytest.mark.slow
def test_download_then_everything_by_version(run: Run, corpus: Path, published: Path, tmp_path: Path) -> None:
    """A version is downloaded, cited, exported and rehydrated by its number, and a second download fetches nothing."""
    ran = run("download", "--from", published)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"version   {NAME}@{VERSION} (open), downloaded, verified")
    assert "on the word of" in ran.err
    record = json.loads(run("download", VERSION, "--json").out)
    assert (record["version"], record["fetched"], record["pinned_by"]) == (VERSION, False, "source")
    assert "公开版" in run("cite", "--package", VERSION).out
    record = json.loads(run("export", "sqlite", tmp_path / "x.sqlite", "--package", VERSION, "--json").out)
    assert record["rows"]["articles"] == 5
    ran = run("rehydrate", "--open", VERSION, "--captures", corpus / "data/raw", "--to", tmp_path / "whole")
    assert (ran.code, ran.err) == (0, "")
    assert "texts     5 exact, 0 found, 0 partial, 0 missing\n" in ran.out
    assert re.search(r"^column    edits\.replacement: [1-9]\d* restored, 0 not$", ran.out, re.MULTILINE)
    assert run("validate", tmp_path / "whole").code == 0


def test_rehydrate_exits_with_1_where_a_text_is_not_whole(run: Run, published: Path, tmp_path: Path) -> None:
    """What is missing is told on standard output, and as JSON."""
    run("download", "--from", published)
    (tmp_path / "none").mkdir()
    ran = run("rehydrate", "--open", VERSION, "--captures", tmp_path / "none", "--to", tmp_path / "a")
    assert (ran.code, ran.out.count("its capture is not among the files")) == (1, 5)
    ran = run("rehydrate", "--open", VERSION, "--captures", tmp_path / "none", "--to", tmp_path / "b", "--json")
    assert (ran.code, json.loads(ran.out)["texts"]["missing"]) == (1, 5)


@pytest.mark.slow
def test_export_says_what_it_wrote(run: Run, corpus: Path, tmp_path: Path) -> None:
    """Rows by table on standard output, what was escaped on standard error; an existing file needs --force."""
    ran = run("export", "xlsx", tmp_path / "x.xlsx", "--package", corpus)
    assert (ran.code, "articles 5" in ran.out) == (0, True)
    assert run("export", "xlsx", tmp_path / "x.xlsx", "--package", corpus).code == 2
    assert run("export", "xlsx", tmp_path / "x.xlsx", "--package", corpus, "--force").code == 0


def test_trace_shows_where_words_stand(run: Run, corpus: Path) -> None:
    """A stretch of text is told with its line, its place on the page, the raw words and the edits inside."""
    article = open_package(corpus).frame("articles").row(0, named=True)["article_id"]
    ran = run("trace", article, 0, 20, "--package", corpus)
    assert ran.code == 0
    assert re.match(r"0:20  '.{20}'\n  line \d+, page \d+:\d+  '.+'\n", ran.out)
    assert re.search(r"^    \d+:\d+  ',' -> '，'  \S+$", run("trace", article, "--package", corpus).out, re.MULTILINE)


def test_trace_as_json_gives_every_paragraph(run: Run, corpus: Path) -> None:
    """Without a stretch, each paragraph is traced."""
    package = open_package(corpus)
    article = package.frame("articles").row(0, named=True)
    records = json.loads(run("trace", article["article_id"], "--json", "--package", corpus).out)
    assert len(records) == article["n_paragraphs"]
    assert list(records[0]["origins"][0]) == ["line_no", "start", "stop", "printed", "edits"]
    assert list(records[0]["origins"][0]["edits"][0]) == ["start", "stop", "replacement", "rule"]


def test_trace_of_an_unknown_article_names_near_ones(run: Run, corpus: Path) -> None:
    """A slip in the id exits with 2 and shows what may have been meant."""
    article = open_package(corpus).frame("articles").row(0, named=True)["article_id"]
    ran = run("trace", article[:-1] + "x", "--package", corpus)
    assert (ran.code, article in ran.err) == (2, True)


@pytest.mark.slow
def test_a_terminal_gets_a_progress_bar(monkeypatch: pytest.MonkeyPatch, corpus: Path) -> None:
    """On a terminal, standard error shows the captures as they are done."""
    import pty

    parent, child = pty.openpty()
    command = [sys.executable, "-m", "pbdata.cli", "build", "--root", str(corpus)]
    world = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=child, env=world, text=True) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                part = os.read(parent, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        out = process.stdout.read() if process.stdout else ""
    os.close(parent)
    assert process.returncode == 0
    assert b"captures" in shown and b"100%" in shown
    assert "\x1b" not in out


def test_a_summary_has_a_line_for_each_kind_of_news() -> None:
    """Warnings and rejected captures are listed, nothing else where there are none."""
    summary = Summary(
        captures={"processed": 1, "rejected": 2}, articles=1, lines_kept=2, lines_removed=3, rows={"texts": 1},
        rejected=(("data/raw/x", "empty"), ("data/raw/y", "off topic: trees has 0.0 points of 4: none of its terms")),
        warnings=("mind this",),
        left_out={"data/raw/x.warc.gz": {"request": 2, "response: status 404": 1}, "data/raw/y.csv": {}},
    )  # fmt: skip
    lines = list(_summary_lines(Path(), summary, None))
    assert lines[:9] == [
        "captures  3 (1 processed, 2 rejected)",
        "articles  1",
        "lines     2 kept, 3 removed",
        "rows      texts 1",
        "warnings  1",
        "  mind this",
        "left out  data/raw/x.warc.gz: no pages: 2 request, 1 response: status 404",
        "off topic 1 captures; `reason` in captures.csv says why",
        "rejected  data/raw/x: empty",
    ]
    assert "validated by frictionless" not in "\n".join(lines)
    assert "nothing changed" in "\n".join(_summary_lines(Path(), replace(summary, unchanged=True), None))
