"""HTML that would take a parser a time quadratic in its size."""

import pytest

from pbdata.captures.formats.html.taming import LONG_TAG, MAX_ATTRIBUTES, MAX_OPEN, MAX_OPTIONS, tame

ARTICLE = "<p>全县<b>党员</b>干部<font color=red>下村</font>。</p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "没有标签",
        ARTICLE * 1000,
        f"<p><img src='data:image/png;base64,{'A' * 2 * LONG_TAG}'>",
        f"<script>{'var a = 1; ' * LONG_TAG}</script>{ARTICLE}",
        "<p><b>文" * (MAX_OPEN - 1),
    ],
    ids=[
        "nothing",
        "no tag",
        "closed formatting",
        "a picture in an attribute",
        "a long script",
        "some open formatting",
    ],
)
def test_usual_html_stays_as_it_is(html: str) -> None:
    """Long attributes, long scripts and a few open tags are no reason to touch a page."""
    assert tame(html) == html


def test_formatting_that_is_left_open_everywhere_goes() -> None:
    """Beyond so many formatting tags that are never closed, all of them go, and the words stay."""
    html = "".join(f"<p><FONT color={i}>文<b>" for i in range(MAX_OPEN))
    assert tame(html) == "<p>文" * MAX_OPEN


def test_attributes_by_the_thousand_go() -> None:
    """A tag with too many attributes loses them, and nothing else does."""
    attributes = " ".join(f"attribute{i}=1" for i in range(MAX_ATTRIBUTES + 1))
    assert tame(f"{ARTICLE}<div {attributes}>文</div>{ARTICLE}") == f"{ARTICLE}<div>文</div>{ARTICLE}"


def test_choices_of_thousands_go() -> None:
    """Options, closed or not, go where there are too many, and the words around them stay."""
    options = "<option value=1>甲</option><OPTION>乙\n" * MAX_OPTIONS
    assert tame(f"{ARTICLE}<select>{options}</select>{ARTICLE}") == f"{ARTICLE}<select></select>{ARTICLE}"
    assert "<option>" in tame(f"<select>{'<option>甲' * MAX_OPTIONS}</select>")
