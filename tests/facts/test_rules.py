"""The rules about persons, bodies, posts and speech that curators read: cases stand beside them."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

PACKAGES = ("organisations", "persons", "posts", "quotations")
RULES = [
    one
    for package in PACKAGES
    for group in read_data(f"pbdata.facts.{package}", "rules.yaml")
    for one in read_rules(f"pbdata.facts.{package}", group)
]


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_a_rule_does_what_its_examples_say(one: Rule) -> None:
    """A rule matches each of its examples, of which it has one at least, and none of those for what it is not."""
    assert one.examples
    assert [words for words in one.examples if not one.pattern.search(words)] == []
    assert [words for words in one.counter_examples if one.pattern.search(words)] == []
