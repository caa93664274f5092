"""Templates: what goes in is text, and the site's own words stand in both languages."""

import re
from pathlib import Path

import pytest

from pbdata.explorer import templating
from pbdata.explorer.data import SiteData
from pbdata.explorer.templating import both, environment, in_both, number, said, text

FOLDER = Path(templating.__file__).parent
# Attributes that a page of ours may not have: the policy forbids them, and a browser would say so in its console.
FORBIDDEN = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|autoescape", re.IGNORECASE)


@pytest.mark.parametrize("template", sorted(FOLDER.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_has_what_the_policy_forbids(template: Path) -> None:
    """There is no script, style or handler inside a page, and escaping is not turned off."""
    assert FORBIDDEN.findall(template.read_text("utf-8")) == []


@pytest.mark.parametrize("script", sorted(FOLDER.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(script: Path) -> None:
    """Scripts make elements and give them text; none writes HTML, runs text or asks the network."""
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest",
        script.read_text("utf-8"),
    )
    assert found == []


def test_text_is_escaped(committed: SiteData) -> None:
    """Markup in a value is shown, and a mark of direction is written out."""
    template = environment(committed).from_string('<a title="{{ x }}">{{ x }}</a>')
    hostile = '"><script>alert(1)</script>\u202e'
    assert template.render(x=hostile) == (
        '<a title="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202e">'
        "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202e</a>"
    )


def test_values_in_texts_are_escaped() -> None:
    """What is filled into a text of the site is text too."""
    assert "<b>" not in text("version", version="<b>\u202e")
    assert "\\u202e" in text("version", version="<b>\u202e")


def test_both_languages_are_marked() -> None:
    """Each text says in which language it is; one that is the same in both stands once."""
    assert text("articles") == '<span class="t" lang="zh-Hans">文章</span><span class="t" lang="en">Articles</span>'
    assert both("articles") == "文章 / Articles"
    assert in_both("CSV", "CSV") == "CSV"
    assert said("存量 / Stock").count("<span") == 2
    assert said("<b>") == "&lt;b&gt;"


def test_every_text_that_is_named_is_there() -> None:
    """Each literal key of a template stands in a ``texts.yaml``."""
    named = {
        key
        for template in FOLDER.rglob("*.html")
        for key in re.findall(r'\b(?:t|both)\("([a-z_0-9]+)"[),]', template.read_text("utf-8"))
    }
    assert [key for key in sorted(named) if key not in templating._texts()] == []


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (0, "0"), (1234567, "1,234,567"), (93000.0, "93,000"), (24.5, "24.5")]
)
def test_numbers_are_read_in_thousands(value: float | None, shown: str) -> None:
    """Thousands are apart, and a whole number has no point."""
    assert number(value) == shown
