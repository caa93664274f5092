"""``pbdata search`` prints hits as people and programs read them, and exits as grep does."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from pbdata.cli import app
from tests import ROOT
from tests.searching.made import of_texts

SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/search.schema.json").read_text("utf-8")))


def search(*words: str, package: Path = ROOT) -> Result:
    """What the command does."""
    return CliRunner().invoke(app, ["search", *words, "--package", str(package)])


@pytest.mark.parametrize(
    "words",
    [
        ["党"],
        ["，", "--limit", "40"],
        ["六盘水", "--in", "facts"],
        ["邹清华", "--in", "facts"],
        ["[0-9]{4}年", "--regex"],
        ["党", "--count"],
    ],
    ids=" ".join,
)
def test_json_is_what_its_schema_says(words: list[str]) -> None:
    """Each line is one hit, whatever was found where."""
    ran = search(*words, "--json")
    assert ran.exit_code == 0
    for line in ran.stdout.splitlines():
        SCHEMA.validate(json.loads(line))


def test_a_hit_can_be_traced() -> None:
    """The command that JSON gives shows the words that were found."""
    hit = json.loads(search("三送", "--in", "texts", "--limit", "1", "--json").stdout)
    ran = CliRunner().invoke(app, hit["trace"].split()[1:])
    assert ran.exit_code == 0
    assert hit["found"] in ran.stdout


def test_the_command_that_traces_a_title_shows_its_place() -> None:
    """Titles stand in the table of spans."""
    hit = json.loads(search("一树两强", "--in", "titles", "--limit", "1", "--json").stdout)
    ran = CliRunner().invoke(app, hit["trace"].split()[1:])
    assert (ran.exit_code, len(ran.stdout.splitlines())) == (0, 2)


def test_an_article_has_a_line_and_its_hits_below(tmp_path: Path) -> None:
    """What was found stands in brackets, an end of paragraph is shown as one."""
    ran = search("员", package=of_texts(tmp_path, ["党\n员工", "群众", "党員"]).root)
    assert ran.stdout.splitlines() == [
        "a0  -  -  题a0",
        "  text 2:3  党⏎[员]工",
        "a2  -  -  题a2",
        "  text 1:2  党[員]",
    ]


def test_the_first_hits_are_printed_and_the_others_told(tmp_path: Path) -> None:
    """--limit is counted in hits, and 0 is no limit."""
    package = of_texts(tmp_path, ["党" * 30]).root
    assert "These are the first 20 hits." in search("党", package=package).stderr
    assert len(search("党", "--limit", "0", package=package).stdout.splitlines()) == 31
    assert "These are the first" not in search("党", "--limit", "30", package=package).stderr


def test_counts_are_of_hits_and_articles(tmp_path: Path) -> None:
    """All of them, whatever the limit."""
    package = of_texts(tmp_path, ["党" * 30, "党", "群众"]).root
    assert search("党", "--count", package=package).stdout == "31 hits in 2 articles\n"
    assert json.loads(search("党", "--count", "--json", package=package).stdout) == {"hits": 31, "articles": 2}


@pytest.mark.parametrize("more", [[], ["--json"], ["--count"]], ids=" ".join)
def test_no_hit_exits_with_1(more: list[str]) -> None:
    """As grep does."""
    assert search("龘", *more).exit_code == 1


def test_an_index_is_asked_without_loading_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is one, no table is read, and Polars is not loaded."""
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    place = of_texts(tmp_path / "p", ["三送"]).root
    code = (
        f"import sys; sys.argv[1:] = ['search', '三送', '--package', {str(place)!r}]\n"
        "from pbdata.searching import indexes\nindexes.SMALL = 0\nfrom pbdata.cli import main\n"
        "try: main()\nexcept SystemExit as ended: print(ended.code, 'polars' in sys.modules)"
    )
    for expected in ("0 True", "0 False"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == expected
