"""From HTML to page text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.captures.formats.html.rendering import render
from pbdata.captures.formats.page_text import DOCUMENT_TITLE
from pbdata.captures.lines import split_lines
from tests import cases

CASES = cases("captures/html.yaml")
PARAGRAPH = "<p>全县党员干部下村听民意，帮助群众解决实际困难三百多件。</p>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_html_gives_lines(case: dict[str, Any]) -> None:
    """Each piece of HTML gives the lines that a reader of the page sees."""
    assert render(case["html"]).text.split("\n")[:-1] == case["lines"]


def test_the_title_of_the_document_comes_first() -> None:
    """The document's title is the first line, known by its looks, and stands in the metadata."""
    page = render(f"<html><head><title>\n 全县大会&mdash;&mdash;青山网 </title></head><body>{PARAGRAPH}")
    assert page.text.startswith("全县大会——青山网\n")
    assert page.looks[0] == DOCUMENT_TITLE
    assert page.meta["title"] == "全县大会——青山网"


def test_a_page_without_a_title_has_no_title_line() -> None:
    """An empty title gives no line and no metadata; the title of a drawing is none."""
    page = render(f"<title> </title><svg><title>图</title></svg>{PARAGRAPH}")
    assert DOCUMENT_TITLE not in page.looks
    assert "title" not in page.meta


def test_metadata_is_read_from_tags_and_scripts() -> None:
    """Meta tags and JSON-LD are read, entities decoded, and neither is text."""
    page = render(
        '<meta property="og:title" content="甲&amp;乙"><meta name="PubDate" content="2014-09-01">'
        '<script type="application/ld+json">{"author": {"name": "王平"}}</script><script>{"author": "x"}</script>'
    )
    assert page.meta == {"og:title": "甲&乙", "published": "2014-09-01", "author": "王平"}
    assert page.text == ""


BLOCKS = ["p", "div", "table", "tr", "td", "li", "ul", "pre", "h1", "form", "body", "head", "html", "frameset"]
UNSEEN = [
    "script",
    "style",
    "title",
    "textarea",
    "svg",
    "math",
    "template",
    "noscript",
    "select",
    "option",
    "iframe",
    "xmp",
]
TAGS = st.sampled_from(["a", "b", "font", "span", "br", "img", "meta", "button", "plaintext", *BLOCKS, *UNSEEN])
ATTRIBUTES = st.sampled_from(
    [
        "",
        " hidden",
        ' class="content"',
        ' style="display:none"',
        ' "',
        " =a",
        ' a="b""',
        " x='\"<>'",
        " href=x>y",
        "/",
        "\0",
    ]
)
PIECES = st.one_of(
    st.builds(
        lambda tag, attributes, end: f"<{tag}{attributes}{end}", TAGS, ATTRIBUTES, st.sampled_from([">", ">", ""])
    ),
    st.builds(lambda tag, end: f"</{tag}{end}", TAGS, st.sampled_from([">", " x>", ""])),
    st.sampled_from(
        ["<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "<!", "</", "<", "&", "&#0;", "&#xD800;", "\r\n", "\0"]
    ),
    st.text(max_size=12),
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_html_is_refused(html: str) -> None:
    """Whatever the markup, there is a page, and each of its lines is filled and has its looks."""
    page = render(html)
    lines = [page.text[start:stop] for start, stop, _ in split_lines(page.text)]
    assert len(lines) == len(page.looks)
    assert all(line.strip() for line in lines)


def test_half_a_character_is_no_reason_to_fail() -> None:
    """A lone surrogate, which no encoding can hold, becomes a question mark."""
    assert render("<p>甲\ud800乙").text == "甲?乙\n"


@given(st.lists(st.text(st.characters(categories=["Lo", "Nd", "Po"]), min_size=1, max_size=20), max_size=20))
def test_no_text_is_lost(texts: list[str]) -> None:
    """The paragraphs of a page come out as they are, one line each, whatever characters they hold."""
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in texts]
    assert render("".join(f"<div><p>{text}</p></div>" for text in escaped)).text == "".join(
        f"{text}\n" for text in texts
    )


BIG = {
    "a page of 20 MB": (PARAGRAPH * 240_000, 240_000),
    "200,000 nested elements": ("<div class='content'>" * 200_000 + PARAGRAPH, 1),
    "200,000 nested elements with text": ("<div>文字" * 200_000, 200_000),
    "formatting that is never closed": ("".join(f"<p><font color={i}>文" for i in range(20_000)), 20_000),
    "an element with 200,000 attributes": (f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>文</p>{PARAGRAPH}", 2),
    "a row of 100,000 cells": (f"<table><tr>{'<td>文</td>' * 100_000}</table>", 4762),
    "100,000 hidden elements": ("<div hidden>" * 100_000 + PARAGRAPH, 0),
    "a choice of 100,000 options": (f"<select>{'<option>甲' * 100_000}</select>{PARAGRAPH}", 1),
    "20,000 links left open": ("<a href=/x><p>文" * 20_000, 20_000),
    "unclosed comments": ("<!-- " * 200_000, 0),
    "deep JSON": (f'<script type="application/ld+json">{"[" * 200_000}</script>{PARAGRAPH}', 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BIG)
def test_huge_pages_come_to_an_end(name: str) -> None:
    """Size and depth cost time and memory in proportion, so that even these pages are read whole."""
    html, lines = BIG[name]
    assert render(html).text.count("\n") == lines
