"""Rules as data, on those of the dates."""

import re
import sys
from pathlib import Path

import pytest

from pbdata.chinese import rules
from pbdata.chinese.rules import either, first_match, read_rules, rule

PACKAGE = "pbdata.facts.dates"


def test_a_rule_is_found_by_its_name() -> None:
    """A name that no rule of the group has is an error that names the file."""
    assert rule(PACKAGE, "heads", "republican-year").name == "republican-year"
    with pytest.raises(KeyError, match=r"rules\.yaml: heads has no rule none"):
        rule(PACKAGE, "heads", "none")


def test_words_are_tried_the_longest_first() -> None:
    """An alternation takes the longer of two words that begin alike, each as it is written, and gives it back for the shorter."""
    words = either(["上", "上年", ".", "上年度", "年"])
    assert [match[0] for match in re.finditer(words, "上年度上年上.，年")] == ["上年度", "上年", "上", ".", "年"]
    assert re.fullmatch(rf"(?:{words})度末", "上年度末")


def test_the_first_rule_that_matches() -> None:
    """Rules are tried in their order, at the place that is given."""
    found = first_match(read_rules(PACKAGE, "days"), "于26日", 1)
    assert found is not None
    assert (found[0].name, found[1]["day"]) == ("day-of-month", "26")
    assert first_match(read_rules(PACKAGE, "days"), "于26日", 0) is None


def test_a_part_stands_in_brackets_in_a_pattern(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pattern that rules share is put in whole, with the parts that it names itself."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    data = {
        "parts": {"digit": "[12]|三", "two": "%{digit}%{digit}"},
        "group": [{"name": "one", "pattern": "%{two}月", "example": "1三月"}],
    }
    monkeypatch.setattr(rules, "read_data", lambda _, name: data if name == "rules.yaml" else {})
    (one,) = read_rules("pbdata.chinese", "group")
    assert one.pattern.fullmatch("1三月")
    assert not one.pattern.search("1月")


def test_a_list_that_words_do_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file, the rule and the list."""
    data = {"group": [{"name": "one", "pattern": "%{none}"}]}
    monkeypatch.setattr(rules, "read_data", lambda _, name: data if name == "rules.yaml" else {})
    with pytest.raises(ValueError, match=r"made\.other/rules\.yaml: group: one: words\.yaml has no list none"):
        read_rules("made.other", "group")


def test_what_is_no_regular_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file and the rule."""
    data = {"group": [{"name": "good", "pattern": "a"}, {"name": "bad", "pattern": "("}]}
    monkeypatch.setattr(rules, "read_data", lambda _, name: data if name == "rules.yaml" else {})
    with pytest.raises(ValueError, match=r"pbdata\.facts/rules\.yaml: group: bad: missing \)"):
        read_rules("pbdata.facts", "group")


def test_one_pattern_tells_whether_any_rule_matches() -> None:
    """It matches where a rule does and nowhere else, with the groups of several rules of the same name."""
    rules = read_rules("pbdata.facts.dates", "heads")
    for text in ("2012-06-28", "今年10月", "十二五", "三名党员", "，"):
        assert rules.match_none(text, 0) == all(one.pattern.match(text, 0) is None for one in rules)
