"""The rules as data: each one holds for its examples, and for none of its counter-examples."""

from typing import Any

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.cleaning.wording import read_rules as read_votes
from pbdata.cleaning.wording import words_of
from pbdata.datafiles import read_data

ON_PARTS = [
    (group, rule)
    for group in read_data("pbdata.cleaning", "rules.yaml")
    for rule in read_rules("pbdata.cleaning", group)
]
ON_LINES = [*read_votes("lines.yaml"), *read_votes("sites.yaml")]


@pytest.mark.parametrize(("group", "rule"), ON_PARTS, ids=[f"{group}-{rule.name}" for group, rule in ON_PARTS])
def test_a_pattern_holds_for_its_examples(group: str, rule: Rule) -> None:
    """Every pattern of a part of a line has examples, is found in them, and is not found where it must not be."""
    assert rule.examples, group
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counter_examples if rule.pattern.search(example)] == []


@pytest.mark.parametrize("rule", ON_LINES, ids=[rule["name"] for rule in ON_LINES])
def test_a_rule_on_words_holds_for_its_examples(rule: dict[str, Any]) -> None:
    """Every rule on the words of a line has examples, and is one of the rules that hold for them."""
    examples = [rule["example"]] if isinstance(rule["example"], str) else rule["example"]
    assert [example for example in examples if rule["name"] not in words_of(example)] == []
    counter_examples = [rule["not"]] if isinstance(rule.get("not"), str) else rule.get("not", [])
    assert [example for example in counter_examples if rule["name"] in words_of(example)] == []
