"""The documentation site: its pages are there in both languages, lead to one another, and say what the code says."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import pbdata
from pbdata.datafiles import read_data
from scripts.site import MADE, commands, documents
from tests import ROOT
from tests.test_house import commands as command_names


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, in which a tag names a function."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
SITE = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)
PAGES = documents()


def places(nav: object) -> Iterator[str]:
    """The pages that a navigation leads to."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for one in nav:
            yield from places(one)
    elif isinstance(nav, dict):
        yield from places(list(nav.values()))


def titles(nav: object) -> Iterator[str]:
    """The titles of a navigation."""
    for one in nav if isinstance(nav, list) else ():
        if isinstance(one, dict):
            yield from one
            yield from (title for part in one.values() for title in titles(part))


def test_the_navigation_leads_to_every_page() -> None:
    """Each page is in the navigation, and each entry of it is a page; a page in Chinese stands beside its English one."""
    pages = {name for name in (*PAGES, *MADE) if not name.endswith(".zh.md")}
    assert set(places(SITE["nav"])) == pages
    assert {name.replace(".zh.md", ".md") for name in (*PAGES, *MADE)} == pages


def test_every_title_is_in_chinese_too() -> None:
    """The navigation in Chinese has a translation of each title, and of no other."""
    (plugin,) = (one["i18n"] for one in SITE["plugins"] if "i18n" in one)
    (chinese,) = (one for one in plugin["languages"] if one["locale"] == "zh")
    assert set(chinese["nav_translations"]) == set(titles(SITE["nav"]))


@pytest.mark.parametrize(
    "page", ["index", "start", "charts", "exports", "cite", "api", "guide-curators", "facts/README", "commands"]
)
def test_a_page_that_readers_start_with_is_in_both_languages(page: str) -> None:
    """The pages of the first hour are there in Chinese."""
    assert {f"{page}.md", f"{page}.zh.md"} <= {*PAGES, *MADE}


@pytest.mark.parametrize("language", ["commands.md", "commands.zh.md"])
def test_the_page_of_the_commands_names_them_all(language: str) -> None:
    """Each command has a section with an example."""
    page = commands()[language]
    assert sorted(re.findall(r"^## pbdata ([a-z-]+)$", page, re.MULTILINE)) == command_names()
    assert page.count("```sh\npbdata ") == len(command_names())


@pytest.mark.parametrize("name", [name for name in pbdata.__all__ if not name.startswith("_")])
def test_a_public_name_is_explained(name: str) -> None:
    """The page of the Python interface shows it, and it has a docstring of more than its name."""
    assert f".{name}\n" in f"{PAGES['api.md']}\n"
    assert len((getattr(pbdata, name).__doc__ or "").split()) > 4


def blocks(page: str, kind: str) -> list[str]:
    """The snippets of a page in a language, without their indentation."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.findall(rf"^( *)```{kind}\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL)
    return ["".join(line.removeprefix(margin) for line in code.splitlines(keepends=True)) for margin, code in found]


@pytest.mark.parametrize("page", ["start", "charts", "api", "exports"])
def test_both_languages_show_the_same_snippets(page: str) -> None:
    """Code is the same in both, but for remarks."""
    for kind in ("python", "sql", "r", "sh"):
        plain = [re.sub(r"  # .*", "", "".join(blocks(f"{page}{end}.md", kind))) for end in ("", ".zh-CN")]
        assert plain[0] == plain[1]


@pytest.mark.parametrize("code", blocks("start.md", "python"))
def test_a_python_snippet_runs(code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As printed, where the package lies, it prints rows."""
    monkeypatch.chdir(ROOT)
    exec(compile(code, "docs/start.md", "exec"), {})
    assert "2014-09-29" in capsys.readouterr().out


def test_the_sql_snippet_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As printed, in DuckDB, where the package lies."""
    import duckdb

    monkeypatch.chdir(ROOT)
    (code,) = blocks("start.md", "sql")
    assert len(duckdb.sql(code).fetchall()) == 5


def test_the_views_of_the_databases_are_explained() -> None:
    """The page of the exports lists each view."""
    views = read_data("pbdata.access", "views.yaml")
    for page in ("exports.md", "exports.zh.md"):
        assert re.findall(r"^\| `(\w+)` \|", PAGES[page], re.MULTILINE) == list(views)


@pytest.mark.slow
def test_the_chart_is_drawn_in_chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a Chinese font is installed, no character of the chart is missing."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(ROOT)
    (code,) = blocks("charts.md", "python")
    names: dict[str, object] = {}
    exec(compile(code.replace("programmes.png", str(tmp_path / "x.png")), "docs/charts.md", "exec"), names)
    if not set(names["fonts"]) & set(names["here"]):  # type: ignore[call-overload]
        pytest.skip("no Chinese font is installed")
    assert (tmp_path / "x.png").stat().st_size > 10_000


@pytest.mark.slow
def test_the_tutorial_runs() -> None:
    """Every cell runs, and both languages have its output."""
    pytest.importorskip("nbclient")
    code = (
        "from pathlib import Path; from scripts.site import tutorial; import tempfile\n"
        "folder = Path(tempfile.mkdtemp()); (folder / 'images').mkdir()\n"
        "pages = tutorial(folder); print(*sorted(pages)); assert all('2014-09-29' in page for page in pages.values())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "tutorial.md tutorial.zh.md\n", done.stderr
