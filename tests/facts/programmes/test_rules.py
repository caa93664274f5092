"""The rules of programmes as data: each says by examples what it matches."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

PACKAGE = "pbdata.facts.programmes"
GROUPS = [group for group in read_data(PACKAGE, "rules.yaml") if group != "parts"]
RULES = [rule for group in GROUPS for rule in read_rules(PACKAGE, group)]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_matches_its_examples_and_no_other(rule: Rule) -> None:
    """Each rule has an example that it matches; what it must not match, it does not."""
    assert rule.examples
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counter_examples if rule.pattern.search(example)] == []
