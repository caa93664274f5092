"""The formats of captures: telling them apart, and reading them."""

import pytest

from pbdata.captures.formats import UNKNOWN, is_read, read, sniff
from pbdata.chinese.rules import Rule, read_rules

OPENINGS = read_rules("pbdata.captures.formats", "openings")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"text", "text/plain"),
        ("a.html", b"text", "text/html"),
        ("a.htm", b"", "text/html"),
        ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "text/html"),
        ("a", b'<?xml version="1.0"?><!-- x --><HTML lang="zh">', "text/html"),
        ("a.txt", b"<htmlx>", "text/plain"),
        ("a.php", b"text", "text/plain"),
        ("a", "党建".encode("gb18030"), "text/plain"),
        ("a", "党建".encode("utf-16"), "text/plain"),
        ("a", b"\x00\x01\x02", "application/octet-stream"),
        ("a.pdf", b"%PDF", "application/pdf"),
        (None, b"text", "text/plain"),
        ("a.bin", b"text", "text/plain"),
        ("a.html", b"WARC/1.0\r\nWARC-Type: response\r\n", "application/warc"),
        ("a.txt", "<p>党建</p>".encode("utf-16"), "text/html"),
        ("a.txt.gz", b"\x1f\x8b\x00", "application/octet-stream"),
    ],
)
def test_the_media_type_comes_from_content_then_name(name: str, data: bytes, expected: str) -> None:
    """HTML shows itself in its first bytes; else the ending tells, else whether it is text."""
    assert sniff(data, name) == expected


@pytest.mark.parametrize("rule", OPENINGS, ids=lambda rule: rule.name)
def test_an_opening_tells_the_format(rule: Rule) -> None:
    """What a rule gives as its example is of its media type, whatever the file is called; what it gives as none is not."""
    expected = rule.given["media_type"]
    assert [sniff(example.encode(), "a.txt") for example in rule.examples] == [expected] * len(rule.examples)
    assert expected not in {sniff(example.encode(), "a.txt") for example in rule.counter_examples}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "gb18030"])
def test_the_encoding_hides_no_format(encoding: str) -> None:
    """A byte-order mark or another encoding before the first tag does not make text of a page."""
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    assert sniff(f"{mark}\n<!-- 党建 --><html>".encode(encoding)) == "text/html"


def test_text_is_its_own_page_text() -> None:
    """A text capture is page text as it stands, and shows nothing but its words."""
    assert read("党建\r\n<br>", "text/plain") == ("党建\r\n<br>", None)


def test_html_shows_how_its_lines_look() -> None:
    """HTML of either media type is rendered, and each line has its looks."""
    for media_type in ("text/html", "application/xhtml+xml"):
        page = read("<h1>党建</h1>", media_type)
        assert page.text == "党建\n"
        assert page.looks is not None
        assert "tag-h1" in page.looks[0]


def test_what_is_not_read_is_known() -> None:
    """Containers, feeds and binary files have a media type that nothing reads."""
    assert not any(map(is_read, ("application/warc", "text/xml", "application/pdf", UNKNOWN)))
