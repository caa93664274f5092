"""The rules of dates: rules.yaml and words.yaml."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

PACKAGE = "pbdata.facts.dates"
GROUPS = [group for group in read_data(PACKAGE, "rules.yaml") if group != "parts"]
RULES = [rule for group in GROUPS for rule in read_rules(PACKAGE, group)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_matches_its_examples(rule: Rule) -> None:
    """Each rule has an example, matches each of them, and none of its counter-examples."""
    assert rule.examples
    assert [words for words in rule.examples if not rule.pattern.search(words)] == []
    assert [words for words in rule.counter_examples if rule.pattern.search(words)] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if "words" in rule.given], ids=lambda rule: rule.name)
def test_the_words_of_a_rule_have_a_meaning(rule: Rule) -> None:
    """The list that a rule names gives each of its words a number, or two."""
    meanings = read_data(PACKAGE, "words.yaml")[rule.given["words"]]
    assert all(rule.pattern.search(word) for word in meanings)
