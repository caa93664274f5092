"""What a saved page says of where and when it was saved is evidence, and its source is named."""

from typing import Any

import pytest

from pbdata.captures.formats import Evidence, evidence
from pbdata.chinese.rules import Rule, read_rules
from tests import cases

PACKAGE = "pbdata.captures.formats"
RULES = [*read_rules(PACKAGE, "addresses"), *read_rules(PACKAGE, "times")]
LINK = '<link rel="canonical" href="{}">'


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_examples(rule: Rule) -> None:
    """Each rule matches what it gives as example, and not what it gives as none."""
    assert all(rule.pattern.search(example) for example in rule.examples)
    assert not any(rule.pattern.search(example) for example in rule.counter_examples)


@pytest.mark.parametrize("case", cases("captures/mhtml.yaml"), ids=lambda case: case["label"])
def test_the_head_of_a_saved_mail_is_evidence(case: dict[str, Any]) -> None:
    """MHTML says in its head where its page was and when it was saved."""
    assert list(evidence(case["mhtml"])) == case["evidence"]


def test_what_the_browser_wrote_comes_before_what_the_site_wrote() -> None:
    """The address from which a page was saved is believed before the one that the site calls its own."""
    page = "<!-- saved from url=(0025)http://m.example.cn/1.html -->" + LINK.format("http://www.example.cn/1.html")
    assert evidence(page) == Evidence("http://m.example.cn/1.html", "saved-from")
    assert evidence(page[page.index("<link") :]) == Evidence("http://www.example.cn/1.html", "canonical")


def test_singlefile_says_when() -> None:
    """Its header gives the address and the minute, with its zone."""
    head = "<!--\n Page saved with SingleFile \n url: https://www.example.cn/1.html?a=1 \n saved date: "
    page = f"<html>{head}Mon Jul 07 2025 08:30:59 GMT+0800 (China Standard Time)\n-->"
    assert evidence(page) == Evidence(
        "https://www.example.cn/1.html?a=1", "singlefile", "2025-07-07T08:30+08:00", "singlefile"
    )


@pytest.mark.parametrize(
    "address", ["http://www.example.cn/", "http://www.example.cn", "/a/1.html", "file:///C:/a.html"]
)
def test_an_address_that_says_nothing_is_none(address: str) -> None:
    """A home page, a piece of an address and a file of somebody's disk are no address of the page."""
    assert evidence(LINK.format(address)) == Evidence()
    assert evidence(LINK.format(address) + '<meta property="og:url" content="http://a.cn/?id=1&amp;p=2">') == Evidence(
        "http://a.cn/?id=1&p=2", "og:url"
    )
