"""The rules of places keep to their examples."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

PACKAGE = "pbdata.facts.places"
RULES = [one for group in read_data(PACKAGE, "rules.yaml") if group != "parts" for one in read_rules(PACKAGE, group)]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_matches_its_examples_and_nothing_that_it_excludes(rule: Rule) -> None:
    """Each rule has an example, which it finds; what it names as none, it does not find."""
    assert rule.examples
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counter_examples if rule.pattern.search(example)] == []
