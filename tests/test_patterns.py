"""Patterns that are kept are those that ``re`` compiles."""

import re
import sys
from pathlib import Path

import pytest

from pbdata.patterns import all_compiled, compiled

PATTERNS = (r"(?P<day>\d+)日", "[一-鿿]{2,}", "(?i:ABC)|(x)(?P<y>y)", "a b # c", "(?<=前)后(?!面)", r"\ud800", "")
FLAGS = (re.NOFLAG, re.VERBOSE, re.IGNORECASE | re.MULTILINE)


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("flags", FLAGS)
def test_a_kept_pattern_is_the_one_that_re_compiles(flags: re.RegexFlag) -> None:
    """Compiled now or kept before, a pattern has the code, the flags and the groups of ``re.compile``."""
    by_re = [re.compile(pattern, flags) for pattern in PATTERNS]
    for _ in range(2):
        made = all_compiled("patterns", PATTERNS, flags)
        assert made == by_re
        assert [one.groupindex for one in made] == [one.groupindex for one in by_re]
        assert [one.groups for one in made] == [one.groups for one in by_re]


def test_a_match_names_its_groups() -> None:
    """A match of a kept pattern knows its groups by number and by name."""
    pattern = compiled("patterns", "(x)(?P<y>y)")
    match = pattern.search("wxyz")
    assert match
    assert (match.groups(), match.groupdict(), match.lastgroup) == (("x", "y"), {"y": "y"}, "y")


def test_what_is_no_regular_expression_is_an_error() -> None:
    """The error is that of ``re`` and names the pattern."""
    with pytest.raises(re.error) as caught:
        all_compiled("patterns", ["good", "(bad"])
    assert caught.value.pattern == "(bad"
