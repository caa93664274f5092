"""Names that pages print without marks: campaigns of the whole country, and shapes that only names have."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pbdata.chinese.occurrences import Occurrences
from pbdata.chinese.rules import Rule, read_rules
from pbdata.chinese.scanning import find_all
from pbdata.datafiles import read_data
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import counts, slogan_of
from pbdata.facts.reading import Field


def unquoted_names(field: Field) -> Iterator[Name]:
    """Yield the names without marks, rule by rule; those of two rules may overlap, and the earlier one is right."""
    types = _types()
    for rule in read_rules(__package__, "unmarked"):
        for match in _matches(rule, field.text):
            if _keeps(rule, match, field.occurrences):
                start, stop = match.span("name")
                head = match.groupdict().get("head")
                kind = types.get(head or "", rule.given.get("type", "slogan"))
                yield Name(start, stop, match["name"], kind, head, True, rule.name)


def _matches(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    """The matches of a rule, apart from each other: of one with ``before_mark`` those that begin so far before 、."""
    length = rule.given.get("before_mark")
    if length is None:
        yield from rule.pattern.finditer(text)
        return
    last = 0
    for mark in find_all(text, "、"):
        if mark - length >= last and (match := rule.pattern.match(text, mark - length)):
            last = match.end()
            yield match


def _keeps(rule: Rule, match: re.Match[str], occurrences: Occurrences) -> bool:
    """Whether words keep what a rule asks beside its pattern.

    ``twice``: the article prints them again; ``alike``: their parts are of one length; ``counts``: they are a slogan with so
    many counts at least, each of something that is done.
    """
    if rule.given.get("twice") and occurrences.count(match.string[match.start("name") : match.end()]) < 2:
        return False
    if rule.given.get("alike"):
        return len({len(part) for part in match["name"].split("、")}) == 1
    return "counts" not in rule.given or _counts(match["name"]) >= rule.given["counts"]


def _counts(name: str) -> int:
    """How many counts a slogan has (四帮四促: two); none where it counts things (两百五十, 三次五项) or is no programme (三农)."""
    words = read_data(__package__, "words.yaml")
    slogan = slogan_of(name)
    if slogan is None or not counts(slogan) or name.startswith(tuple(words["blocked"])):
        return 0
    return 0 if any(stem in words["measures"] for _, stem in slogan.parts) else len(slogan.parts)


@cache
def _types() -> Mapping[str, str]:
    words = read_data(__package__, "words.yaml")
    return {**words["weak_heads"], **words["heads"]}
