"""The page of a capture as it is shown."""

import re
from html import unescape

import polars as pl

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.original import Original, OriginalWriter
from pbdata.package.tracing import page_text, trace

CAPTURE, ARTICLE = "cef3e59ff5bfb1351", "aef3e59ff5bfb1351"


def original(data: SiteData) -> Original:
    writer = OriginalWriter(data)
    capture = data.frame("captures").filter(capture_id=CAPTURE).row(0, named=True)
    columns = data.frame("paragraphs").filter(article_id=ARTICLE).select("paragraph_no", "start", "stop")
    return writer.original(capture, writer.children([CAPTURE]), columns.rows())


def test_every_line_is_there(committed: SiteData) -> None:
    """All lines, with the words that the page prints."""
    page = page_text(committed.package, committed.frame("captures").filter(capture_id=CAPTURE).row(0, named=True))
    lines = original(committed).lines
    assert len(lines) == len(page.splitlines())
    printed = re.sub(r"<ins>.*?</ins>|<[^>]*>", "", lines[0].split('<span class="why"')[0].split("</a>", 1)[1])
    assert unescape(printed) == page.splitlines()[0]


def test_paragraphs_come_from_the_lines_that_trace_gives(committed: SiteData) -> None:
    """What the page links is what ``pbdata trace`` says."""
    traced = [[origin.line_no for origin in one.origins] for one in trace(committed.package, ARTICLE)]
    linked = original(committed).of_paragraphs
    assert [list(linked[number]) for number in range(len(traced))] == traced


def test_labels_are_counted(committed: SiteData) -> None:
    """How many lines of each label there are, and whether they were kept."""
    counted = original(committed).labels
    assert sum(n for _, _, n in counted) == len(original(committed).lines)
    assert {kept for label, kept, _ in counted if "正文" in label} == {True}


def test_an_open_edition_shows_no_page(committed: SiteData) -> None:
    """Without the words of the changes and the path of the capture, the labels of its lines alone are told."""
    captures = committed.frame("captures").with_columns(pl.lit(None, pl.String).alias("path"))
    found = original(SiteData(committed.package, {"captures": captures}))
    assert found.lines == ()
    assert found.labels


def test_rows_that_do_not_fit_the_page_show_no_page(committed: SiteData) -> None:
    """Lines that are not those of the page text would strike through the wrong words."""
    lines = committed.frame("lines").with_columns(pl.col("stop") + 1)
    assert original(SiteData(committed.package, {"lines": lines})).lines == ()
