"""How the lines of an HTML page look."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from pbdata.captures.formats.html.rendering import HtmlPage, render
from pbdata.cleaning.wording import load_rules
from tests import ROOT, cases

CASES = cases("captures/html_looks.yaml")
PARAGRAPH = "<p>全县党员干部下村听民意，帮助群众解决实际困难三百多件。</p>"


def looks_of(page: HtmlPage, words: str) -> tuple[str, ...]:
    """The looks of the first line, beside the document's title, that begins with some words."""
    lines = zip(page.text.split("\n")[:-1], page.looks, strict=True)
    return next(looks for line, looks in lines if line.startswith(words) and looks != ("tag-title",))


def expectations() -> Iterator[Any]:
    for case in CASES:
        for words in case["looks"]:
            yield pytest.param(case, words, id=f"{case['label']}: {words}")


@pytest.mark.parametrize(("case", "words"), list(expectations()))
def test_looks_of_a_line(case: dict[str, Any], words: str) -> None:
    """A line has the looks that the case names, and lacks those with a dash before."""
    looks = looks_of(render(case["html"].replace("{paragraph}", PARAGRAPH)), words)
    expected = case["looks"][words]
    assert {look for look in expected if look[0] != "-"} <= set(looks)
    assert not {look[1:] for look in expected if look[0] == "-"} & set(looks)


def test_every_look_has_votes() -> None:
    """The labeller knows each look that a line can have."""
    named = {look.lstrip("-") for case in CASES for looks in case["looks"].values() for look in looks}
    assert {*named, "tag-title"} <= set(load_rules().votes)


def test_every_look_of_the_rules_is_tried_here() -> None:
    """Each look that the labeller votes on occurs in a case."""
    rules = ROOT / "src" / "pbdata" / "cleaning" / "rules" / "html.yaml"
    named = {look for case in CASES for looks in case["looks"].values() for look in looks}
    assert set(yaml.safe_load(rules.read_text("utf-8"))) - {"tag-title"} <= named
