"""Which pages hold no article, and the reasons given; cases/rejection.yaml holds whole pages."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.cleaning.labeller import label_lines
from pbdata.corpus.rejection import why_no_article
from tests import cases

CASES = cases("corpus/rejection.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_page_is_refused_with_its_reason(case: dict[str, str]) -> None:
    """A page without an article is refused, and the reason says what it is instead; a page with one is not."""
    lines = [line.strip() for line in case["page"].split("\n")]
    reason = why_no_article(lines, label_lines(lines))
    assert (reason or "article").partition(":")[0] == case["reason"], reason


RULES = [rule for group in ("pages", "lists") for rule in read_rules("pbdata.corpus", group)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_sign_of_no_article_is_found_in_its_examples(rule: Rule) -> None:
    """Every sign has examples, is found in them, and not in its counter-examples."""
    assert rule.examples
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counter_examples if rule.pattern.search(example)] == []
