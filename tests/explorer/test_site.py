"""The whole site of a package: what is in it, that it is safe, and that it is the same each time."""

import hashlib
import os
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from pbdata.access.loading import open_package
from pbdata.explorer.data import SiteData
from pbdata.explorer.site import explore, site_files
from pbdata.package.reading import Package
from tests import ROOT
from tests.explorer.conftest import Make

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}\u202e"


class Links(HTMLParser):
    """Collects where a page leads, its ids, and what the policy would forbid."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links, self.ids, self.forbidden = list[str](), list[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        self.links += [said[name] or "" for name in ("href", "src") if name in said]
        self.ids += [said["id"] or ""] if "id" in said else []
        self.forbidden += [name for name in said if name == "style" or name.startswith("on")]
        self.forbidden += [tag] if tag in ("style", "iframe", "object", "base") else []
        self.forbidden += ["script"] if tag == "script" and not said.get("src") else []


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Links]:
    """What was collected of each page of the committed package's site."""
    return {path.relative_to(site).as_posix(): Links(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Links]) -> None:
    """Each address within the site is a file of it, and each fragment an element of that page."""
    lost = []
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            target, _, fragment = link.partition("#")
            there = (site / PurePosixPath(path).parent / target).resolve() if target else site / path
            if not there.is_file():
                lost.append((path, link))
            elif fragment and there.suffix == ".html" and "=" not in fragment:
                inside = pages[there.relative_to(site.resolve()).as_posix()] if target else page
                if fragment not in inside.ids:
                    lost.append((path, link))
    assert lost == []


def test_no_page_has_what_the_policy_forbids(pages: dict[str, Links]) -> None:
    """There is no inline script, style or handler in any page, no frame; ids are told once."""
    assert {path: page.forbidden for path, page in pages.items() if page.forbidden} == {}
    assert [path for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_page_has_the_policy(site: Path) -> None:
    """The policy stands in each page, before anything is loaded."""
    for path in site.rglob("*.html"):
        head = path.read_text("utf-8").partition("<link")[0]
        assert "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'" in head


@pytest.mark.slow
def test_the_same_package_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Another site of it is the same, file for file."""

    def digests(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    explore(open_package(ROOT), tmp_path / "again")
    assert digests(tmp_path / "again") == digests(site)


def test_the_first_page_is_light(site: Path) -> None:
    """The first page with all that it loads is below 300 kB."""
    loaded = [link for link in Links((site / "index.html").read_text("utf-8")).links if link.startswith("static/")]
    assert sum((site / link).stat().st_size for link in ["index.html", *loaded]) < 300_000


def test_a_dry_run_writes_nothing(tmp_path: Path, foreign: Make) -> None:
    """It says how much there would be."""
    package = foreign({"t": [["a"], ["1"]]})
    done = explore(package, tmp_path / "site", dry_run=True)
    assert done.files > 5
    assert not (tmp_path / "site").exists()


def test_progress_ends_with_all(tmp_path: Path, foreign: Make) -> None:
    """The last that is told is that all files are done."""
    told: list[tuple[int, int]] = []
    done = explore(foreign({"t": [["a"], ["1"]]}), tmp_path / "site", progress=lambda *at: told.append(at))
    assert told[-1] == (done.files, done.files)


def test_an_open_edition_has_a_site(open_edition: Package) -> None:
    """All its pages are made of what it holds, and say which edition it is."""
    found = {path: str(page) for path, page in site_files(SiteData(open_edition)) if path.endswith(".html")}
    assert "公开版" in found["index.html"]
    assert len([path for path in found if path.startswith("articles/")]) == 5


def test_hostile_text_stays_text(foreign: Make) -> None:
    """Whatever a package says of itself and its cells stands in the pages as text."""
    package = foreign({"t": [["a"], [f'"{HOSTILE.replace(chr(34), chr(34) * 2)}"']]})
    said = {"title": HOSTILE, "description": HOSTILE, "version": HOSTILE, "licenses": [{"title": HOSTILE, "path": "javascript:alert(1)"}]}  # fmt: skip
    data = SiteData(Package(package.root, {**package.descriptor, **said}))
    for path, page in site_files(data):
        if path.endswith(".html"):
            found = Links(str(page))
            assert found.forbidden == []
            assert not any(link.startswith("javascript") for link in found.links)
            assert "<img" not in str(page)
            assert "\u202e" not in str(page)


ODD: dict[str, Mapping[str, Any]] = {
    "a licence that leads nowhere": {"licenses": [{"name": "x", "path": 5}]},
    "an edition of another kind": {"pbdata:edition": "weird"},
    "licences that are no list": {"licenses": {"name": "x"}},
    "a version that is no text": {"version": [1], "title": {"x": 1}, "description": [1]},
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_descriptor_has_a_site(foreign: Make, case: str) -> None:
    """What it says wrongly of itself ends nothing."""
    package = foreign({"t": [["a"], ["1"]]})
    data = SiteData(Package(package.root, {**package.descriptor, **ODD[case]}))
    assert "index.html" in dict(site_files(data))


def test_a_key_that_is_none_is_left_out(foreign: Make) -> None:
    """The table is shown without it."""
    package = foreign({"t": [["a"], ["1"]]})
    package.descriptor["resources"][0]["schema"]["foreignKeys"] = [{"fields": "a", "reference": "x"}]
    assert "tables/t.html" in dict(site_files(SiteData(package)))


def test_a_section_is_there_where_its_table_is() -> None:
    """A package of articles alone has neither programmes nor places nor persons, and no link to them."""
    package = open_package(ROOT)
    resources = [one for one in package.descriptor["resources"] if one["name"] == "articles"]
    found = dict(site_files(SiteData(Package(package.root, {**package.descriptor, "resources": resources}))))
    assert {"programmes.html", "places.html", "persons.html"}.isdisjoint(found)
    for path, page in found.items():
        links = Links(str(page)).links if path.endswith(".html") else ()
        near = [link.partition("#")[0] for link in links if not link.startswith("http") and not link.startswith("#")]
        assert {PurePosixPath(os.path.normpath(PurePosixPath(path).parent / link)).as_posix() for link in near} <= set(
            found
        )
