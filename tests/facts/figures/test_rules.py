"""The rules of figures hold what their examples say."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

GROUPS = read_data("pbdata.facts.figures", "rules.yaml")
RULES = [(group, one) for group in GROUPS for one in read_rules("pbdata.facts.figures", group)]


@pytest.mark.parametrize(("group", "one"), RULES, ids=[f"{group}: {one.name}" for group, one in RULES])
def test_a_rule_matches_its_examples(group: str, one: Rule) -> None:
    """Each example is matched, each counter-example is not, and a pattern that asks for words has an example."""
    assert one.examples or not one.pattern.pattern, group
    assert all(one.pattern.search(example) for example in one.examples)
    assert not any(one.pattern.search(example) for example in one.counter_examples)
