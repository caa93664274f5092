"""The reading pages of a site."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import polars as pl
import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.page import reading_pages
from pbdata.explorer.templating import environment
from pbdata.package.reading import Package
from tests.explorer.reading.conftest import BODY, HEAD, Made

CAPTURE = "c1c0e34607db3383c"


def pages_of(data: SiteData) -> dict[str, str]:
    return {path: str(html) for path, html in reading_pages(data, environment(data))}


@pytest.fixture(scope="module")
def pages(committed: SiteData) -> dict[str, str]:
    """The reading pages of the committed package."""
    return pages_of(committed)


class Elements(HTMLParser):
    """The elements of a page with their attributes, its ids and the links within it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(attribute))]


def test_each_article_has_a_page(committed: SiteData, pages: dict[str, str]) -> None:
    """At the address that all other pages lead to."""
    assert set(pages) == {f"articles/{one}.html" for one in committed.frame("articles")["article_id"]}


def test_every_link_within_a_page_leads_somewhere(pages: dict[str, str], open_edition: Package) -> None:
    """Rows, words, lines, paragraphs and spans: each link has its target, and no id stands twice; in either edition."""
    for html in [*pages.values(), *pages_of(SiteData(open_edition)).values()]:
        elements = Elements(html)
        ids = elements.all("id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in elements.all("href") if link.startswith("#")} <= set(ids)
        described = {one for value in elements.all("aria-describedby") for one in value.split()}
        assert described <= set(ids)


def test_nothing_runs_within_a_page(pages: dict[str, str]) -> None:
    """Neither scripts nor styles stand in it, so that the policy can forbid both."""
    for html in pages.values():
        elements = Elements(html)
        assert all(attributes.get("src") for tag, attributes in elements.found if tag == "script")
        assert not [tag for tag, _ in elements.found if tag == "style"]
        assert not [
            name for _, attributes in elements.found for name in attributes if name.startswith("on") or name == "style"
        ]


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(2)">',
    '<a href="javascript:alert(3)">点此</a>',
    "\u202e倒写\u202c的话",
    "</li></ol></main><script src=//evil.example></script>",
)


def test_a_hostile_page_stays_text(made: Made) -> None:
    """Scripts, handlers, addresses and marks of direction are words, in the text as on the page."""
    data = made({"a.txt": HEAD + "".join(f"{BODY[:-1]}{one}等情况。\n" for one in HOSTILE)})
    (html,) = pages_of(data).values()
    elements = Elements(html)
    assert all(
        value.startswith("../static/")
        for tag, attributes in elements.found
        if tag == "script"
        if (value := attributes["src"])
    )
    assert not [tag for tag, _ in elements.found if tag == "img"]
    assert not [one for one in elements.all("href") if "javascript" in one]
    assert "\u202e" not in html
    assert "U+202E" in html


def test_a_rejected_capture_has_a_page(made: Made) -> None:
    """It says why, and shows every line struck through."""
    data = made({"a.txt": HEAD + BODY * 3, "b.txt": "首页\n<b>导航</b>\n"})
    (path,) = [path for path in pages_of(data) if path.startswith("captures/")]
    html = pages_of(data)[path]
    assert str(data.frame("captures").filter(status="rejected")["reason"][0]) in html
    assert "<del>&lt;b&gt;导航&lt;/b&gt;</del>" in html


def test_of_a_withdrawn_capture_the_id_is_left(committed: SiteData) -> None:
    """Nothing else of it is told, whatever the tables still hold."""
    withdrawn = pl.col("capture_id") == CAPTURE
    status = pl.when(withdrawn).then(pl.lit("withdrawn")).otherwise("status").alias("status")
    frames = {
        "captures": committed.frame("captures").with_columns(status),
        "articles": committed.frame("articles").filter(~withdrawn),
    }
    html = pages_of(SiteData(committed.package, frames))[f"captures/{CAPTURE}.html"]
    assert "已撤下" in html
    assert not [words for words in ("四轮驱动", "盘县", "data/raw", "1c0e34607db3383cc5e3") if words in html]


def test_the_open_edition_shows_what_it_may(committed: SiteData, open_edition: Package, pages: dict[str, str]) -> None:
    """No words of the text or the page: facts as coded with their places, the hash, and that this is the open edition."""
    data = SiteData(open_edition)
    texts = dict(committed.frame("texts").select("article_id", "text").iter_rows())
    found = pages_of(data)
    assert set(found) == set(pages)
    for article_id, text in texts.items():
        html = found[f"articles/{article_id}.html"]
        assert "公开版不含文章原文" in html
        plain = re.sub(r"<[^>]*>", "", html)
        title = str(data.frame("articles").filter(article_id=article_id)["title"][0])
        assert [one for one in re.findall(r"[\u4e00-\u9fff]{12,}", text) if one in plain and one not in title] == []
        assert 'class="text"' not in html
        assert 'id="figures-' in html
        assert "SHA-256" in html


def test_corrections_are_told(committed: SiteData) -> None:
    """What a curator decided stands on the page of the article."""
    schema = committed.frame("corrections").schema
    row = dict.fromkeys(schema) | {
        "capture_id": CAPTURE,
        "correction_no": 1,
        "resource": "lines",
        "column_name": "label",
        "line_no": 3,
    }
    frames = {"corrections": pl.DataFrame([row], schema=schema)}
    html = pages_of(SiteData(committed.package, frames))[f"articles/a{CAPTURE[1:]}.html"]
    assert 'id="corrections-1"' in html


@pytest.mark.parametrize("part", ["texts", "paragraphs", "retrievals", "contributors", "reprints", "lines", "spans"])
def test_a_package_may_lack_a_table(committed: SiteData, part: str, without: Callable[[str], SiteData]) -> None:
    """Pages are made of what is there."""
    assert len(pages_of(without(part))) == committed.frame("articles").height
