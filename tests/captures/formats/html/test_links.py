"""What of a page is a link."""

import pytest

from pbdata.captures.formats.html.links import address_of, close_links


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        (' class="a" href="/1.html"', "/1.html"),
        (' href=" http://a.cn/"', "http://a.cn/"),
        (' href="#top"', ""),
        (' href=""', ""),
        (' name="top"', ""),
        (' href="JavaScript:void(0)"', ""),
        (' data-href="/1.html"', ""),
    ],
)
def test_only_another_page_is_an_address(attributes: str, address: str) -> None:
    """An address leads away from the page; a place on it and a script do not."""
    assert address_of(attributes) == address


@pytest.mark.parametrize(
    ("html", "closed"),
    [
        ("<p><a href=1>甲</a></p>", "<p><a href=1>甲</a></p>"),
        ("<p><a href=1>甲</p><p>乙</p>", "<p><a href=1>甲</a></p><p>乙</p>"),
        ("<A href=1>甲<P>乙<p>丙", "<A href=1>甲</a><P>乙<p>丙"),
        ("<a href=1>甲<div>乙</div><a href=2>丙</a>", "<a href=1>甲</a><div>乙</div><a href=2>丙</a>"),
        ("<a name=x><a href=2>丙</a>", "<a name=x><a href=2>丙</a>"),
    ],
)
def test_a_link_left_open_is_closed(html: str, closed: str) -> None:
    """It ends where its block ends or another begins in it; a closed one stays as it is."""
    assert close_links(html) == closed
