"""The rules of heads: each example of rules.yaml is one, and each counter-example is none."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data

RULES = [one for group in read_data("pbdata.metadata", "rules.yaml") for one in read_rules("pbdata.metadata", group)]


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_examples(one: Rule) -> None:
    """A rule reads its examples, and not what its entry says that it does not read."""
    assert one.examples
    assert [words for words in one.examples if not one.pattern.search(words)] == []
    assert [words for words in one.counter_examples if one.pattern.search(words)] == []
