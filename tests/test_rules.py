"""The rules that curators read: each does what its examples say."""

import re

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data
from tests.test_house import MODULES

PACKAGES = [
    name for name, path in MODULES.items() if path.name == "__init__.py" and (path.parent / "rules.yaml").exists()
]
GROUPS = [
    (package, group)
    for package in PACKAGES
    for group, rules in read_data(package, "rules.yaml").items()
    if isinstance(rules, list)
]
RULES = [
    pytest.param(one, id=f"{package.removeprefix('pbdata.')}: {group}: {one.name}")
    for package, group in GROUPS
    for one in read_rules(package, group)
]


@pytest.mark.parametrize("one", RULES)
def test_a_rule_does_what_its_examples_say(one: Rule) -> None:
    """A rule matches each of its examples, of which it has one at least, and none of those for what it is not."""
    assert one.examples
    assert [words for words in one.examples if not one.pattern.search(words)] == []
    assert [words for words in one.counter_examples if one.pattern.search(words)] == []


@pytest.mark.parametrize("one", RULES)
def test_a_rule_has_the_pattern_that_is_written(one: Rule) -> None:
    """What was kept of a pattern finds what it finds as ``re`` compiles it today."""
    words = "\n".join([*one.examples, *one.counter_examples])
    found, by_re = (pattern.finditer(words) for pattern in (one.pattern, re.compile(one.pattern.pattern, re.VERBOSE)))
    assert [(match.span(), match.groups()) for match in found] == [(match.span(), match.groups()) for match in by_re]


@pytest.mark.parametrize(("package", "group"), GROUPS)
def test_a_name_stands_once_in_its_group(package: str, group: str) -> None:
    """What is named in a row leads to one rule."""
    names = [one.name for one in read_rules(package, group)]
    assert len(names) == len(set(names))
