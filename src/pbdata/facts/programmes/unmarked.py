"""Names that pages print without marks: campaigns of the whole country, and shapes that only names have.

Most shapes begin with a verb, or with a number. Where one may lead to a name is looked for once for all that begin so
(``leads`` in rules.yaml).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pbdata.chinese.occurrences import Occurrences
from pbdata.chinese.rules import Rule, Rules, read_rules, scanner
from pbdata.chinese.scanning import Scanner, find_all
from pbdata.datafiles import read_data
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import bare, counts, slogan_of
from pbdata.facts.reading import Field

_NUMERALS = tuple("一二两双三四五六七八九十")


def unquoted_names(field: Field) -> Iterator[Name]:
    """Yield the names without marks, rule by rule; those of two rules may overlap, and the earlier one is right."""
    types, leads = _types(), _leads(field.text)
    for one in read_rules(__package__, "unmarked"):
        for match in _matches(one, field.text, leads):
            if _keeps(one, match, field.occurrences):
                start, stop = match.span("name")
                head = match.groupdict().get("head")
                kind = types.get(head or "", one.given.get("type", "slogan"))
                yield Name(start, stop, match["name"], kind, head, True, one.name, bare(match["name"]))


def _matches(rule: Rule, text: str, leads: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
    """The matches of a rule, apart from each other.

    One that is ``led`` is tried at its leads alone, one with ``before_mark`` so far before each 、.
    """
    if led := rule.given.get("led"):
        yield from _matches_at(rule, text, leads[led])
    elif length := rule.given.get("before_mark"):
        yield from _matches_at(rule, text, (mark - length for mark in find_all(text, "、") if mark >= length))
    else:
        yield from rule.pattern.finditer(text)


def _matches_at(rule: Rule, text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a rule that begin at some places, in order and apart from each other."""
    last = 0
    for at in places:
        if at >= last and (match := rule.pattern.match(text, at)):
            last = match.end()
            yield match


def _leads(text: str) -> dict[str, list[int]]:
    """Where a verb, or a number, leads to a name without marks."""
    return {
        lead: [at for at in scan.places(text) if not led.match_none(text, at)] for lead, (scan, led) in _led().items()
    }


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
def _led() -> dict[str, tuple[Scanner, Rules]]:
    """What finds each lead, and the rules that begin with it."""
    words = read_data(__package__, "words.yaml")
    verbs = (*words["beginning_verbs"], *words["naming_verbs"], "、")
    return {
        lead: (
            scanner(__package__, "leads", lead, begin),
            Rules(
                f"{__name__}.{lead}",
                [one for one in read_rules(__package__, "unmarked") if one.given.get("led") == lead],
            ),
        )
        for lead, begin in (("verb", verbs), ("number", _NUMERALS))
    }


@cache
def _types() -> Mapping[str, str]:
    words = read_data(__package__, "words.yaml")
    return {**words["weak_heads"], **words["heads"]}
