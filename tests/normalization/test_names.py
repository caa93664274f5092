"""Characters that stay in the names of persons."""

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.normalization.names import kept_in_names

RULES = read_rules("pbdata.normalization", "names")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples(rule: Rule) -> None:
    """A rule matches its examples, and no rule what it gives as none."""
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counter_examples if kept_in_names(example)] == []


def test_places_ascend() -> None:
    """Each character is found once, in the order of the text, whatever rules find it."""
    assert kept_in_names("書記李乾同志、鎮長王東昇表示，口乾") == [3, 11]
