"""Rules as data, on those of the dates."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pbdata.chinese import rules
from pbdata.chinese.rules import either, first_match, read_rules, rule
from pbdata.datafiles import read_data

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


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], str]:
    """A maker of packages with a rules.yaml, which are kept nowhere else."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.syspath_prepend(tmp_path)

    def make(name: str, rules: str) -> str:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "rules.yaml").write_text(rules, "utf-8")
        (tmp_path / name / "words.yaml").write_text("units: [村]", "utf-8")
        return name

    return make


def test_a_part_stands_in_brackets_in_a_pattern(made: Callable[[str, str], str]) -> None:
    """A pattern that rules share is put in whole, with the parts that it names itself."""
    package = made(
        "made_of_parts",
        """
        parts: {digit: "[12]|三", two: "%{digit}%{digit}"}
        group: [{name: one, pattern: "%{two}月", example: 1三月}]
        """,
    )
    (one,) = read_rules(package, "group")
    assert one.pattern.fullmatch("1三月")
    assert not one.pattern.search("1月")
    assert one.examples == ("1三月",)


def test_a_list_that_words_do_not_have(made: Callable[[str, str], str]) -> None:
    """The error names the file, the rule and the list."""
    package = made("made_without_list", "group: [{name: one, pattern: '%{none}'}]")
    with pytest.raises(ValueError, match=r"without_list/rules\.yaml: group: one: words\.yaml has no list none"):
        read_rules(package, "group")


def test_what_is_no_regular_expression(made: Callable[[str, str], str]) -> None:
    """The error names the file and the rule."""
    package = made("made_badly", "group: [{name: good, pattern: a}, {name: bad, pattern: (}]")
    with pytest.raises(ValueError, match=r"made_badly/rules\.yaml: group: bad: missing \)"):
        read_rules(package, "group")


def test_other_words_make_other_patterns(made: Callable[[str, str], str], tmp_path: Path) -> None:
    """What is kept of the rules is made anew where a word is added."""
    package, words = (
        made("made_of_words", "group: [{name: one, pattern: '%{units}'}]"),
        tmp_path / "made_of_words" / "words.yaml",
    )
    assert not read_rules(package, "group")[0].pattern.match("镇")
    words.write_text("units: [村, 镇]", "utf-8")
    for cached in (read_rules, read_data, rules._written):
        cached.cache_clear()
    assert read_rules(package, "group")[0].pattern.match("镇")


def test_one_pattern_tells_whether_any_rule_matches() -> None:
    """It matches where a rule does and nowhere else, with the groups of several rules of the same name."""
    rules = read_rules("pbdata.facts.dates", "heads")
    for text in ("2012-06-28", "今年10月", "十二五", "三名党员", "，"):
        assert rules.match_none(text, 0) == all(one.pattern.match(text, 0) is None for one in rules)
