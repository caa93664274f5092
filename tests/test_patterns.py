"""Patterns that are kept are those that ``re`` compiles."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.patterns import all_compiled, compiled
from tests import cases

PATTERNS = (r"(?P<day>\d)日", "[一-鿿]{2,}", "(?i:ABC)|(x)(?P<y>y)", "a b # c", "后(?!面)", r"\ud800", "")
OPENINGS = cases("patterns.yaml")
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


@given(
    st.sampled_from([one for some in OPENINGS.values() for one in some]),
    st.text("前后面甲乙丙来源稿者：:·| 01249年abcdxA\n"),
)
def test_a_search_finds_what_re_finds(pattern: str, text: str) -> None:
    """A search that skips passes over no match."""
    found, by_re = (one.finditer(text) for one in (compiled("patterns", pattern), re.compile(pattern)))
    assert [(one.span(), one.groups()) for one in found] == [(one.span(), one.groups()) for one in by_re]


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize(("kind", "pattern"), [(kind, one) for kind, some in OPENINGS.items() for one in some])
def test_a_search_skips_where_the_openings_are_known(kind: str, pattern: str) -> None:
    """What ``re`` did not tell of a pattern is added to its code; where nothing can be told, the code is that of ``re``."""
    assert (compiled("patterns", pattern) != re.compile(pattern)) == (kind == "skips")


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
