"""The site that printed the page: its name, its domain and its licence numbers (words/site.yaml)."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from pbdata.datafiles import read_data
from pbdata.metadata.page import HeadLine, Page, Value

TOP_LINES, HEAD_LINES, FOOT_LINES = 10, 35, 45
READ = 200
# Notices come again on page after page of a site: what was read in so many of their lines is kept.
SEEN = 4096

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]{2,16}"
_TOP_LEVEL = r"com\.cn|gov\.cn|org\.cn|net\.cn|com\.tw|com\.hk|com|cn|net|org|gov|tv|cc|info|hk|tw|mo"
_DOMAIN = re.compile(
    rf"(?<![\w@.\-])(?:https?://)?((?:[a-z0-9][a-z0-9\-]*\.)+(?:{_TOP_LEVEL}))(?![\w\-]|\.[a-z])", re.IGNORECASE
)
_LEADING_NAME = re.compile(r"(?:[A-Z][A-Za-z .]+\s)?([\u4e00-\u9fff·]{3,16})(?=$|\s|[|｜‧·]|第\s*\d)")
_start = attrgetter("start")
_ABOUT = frozenset({"nav", "footer", "rights", "ad", "share", "related", "dateline"})
_MASTHEAD = frozenset({"nav", "title", "ad", "share", "dateline"})


class _Rule(NamedTuple):
    """A pattern for a name: its rule, its weight, the part of the page where it holds, what a line must hold of it; and
    whether the name must end like one of a site or an institution."""

    name: str
    weight: int
    where: str
    marks: tuple[str, ...]
    pattern: re.Pattern[str]
    must_end: bool


class _Lexicon(NamedTuple):
    """``rules`` groups the rules that hold for a part of the page and look for the same words."""

    rules: tuple[tuple[_Rule, ...], ...]
    marks: tuple[str, ...]
    title_suffix: _Rule
    masthead_lines: int
    masthead_weight: int
    institution_weight: int
    endings: tuple[str, ...]
    institutions: tuple[str, ...]
    editions: tuple[str, ...]
    legal: re.Pattern[str]
    never: frozenset[str]
    never_inside: tuple[str, ...]
    others: tuple[str, ...]
    numbers: tuple[tuple[str, str, re.Pattern[str]], ...]


class _Edge(NamedTuple):
    """The lines above the text (``head``) or below it (``foot``); their words, which begin at ``start``, and what of the
    words that rules look for they hold."""

    where: str
    lines: Sequence[HeadLine]
    start: int
    words: str
    marks: frozenset[str]

    def lines_with(self, marks: Sequence[str]) -> list[HeadLine]:
        """The lines about the site that hold one of some words."""
        found: set[HeadLine] = set()
        for mark in self.marks.intersection(marks):
            at = self.words.find(mark)
            while at >= 0:
                line = self.lines[bisect_right(self.lines, self.start + at, key=_start) - 1]
                if line.label in _ABOUT and self.start + at < line.stop:
                    found.add(line)
                at = self.words.find(mark, max(line.stop - self.start, at + 1))
        return sorted(found)


class _Candidate(NamedTuple):
    """A name where it is printed; ``weight`` is what the rule is worth."""

    name: str
    start: int
    rule: str
    weight: int


def read_site(page: Page) -> Iterator[Value]:
    """Yield ``site_name``, ``site_domain`` and the licence numbers that the page prints about its own site.

    The name is the one for which the most speaks: masthead, breadcrumb,
    notices, copyright line; of equals the one with the better rule, then the one printed first.
    """
    lexicon = _lexicon()
    edges = _edges(page, lexicon)
    candidates = [*_candidates(page, edges, lexicon)]
    if candidates:
        best = max(candidates, key=lambda x: (_support(x, candidates), x.weight, -x.start))
        yield Value("site_name", best.start, best.start + len(best.name), best.rule)
    yield from _domain(page.text, edges)
    for field, mark, pattern in lexicon.numbers:
        lines = (x for edge in edges if mark in edge.marks for x in edge.lines_with((mark,)))
        found = (pattern.search(page.text, x.start, x.stop) for x in lines)
        number = next(filter(None, found), None)
        if number:
            yield Value(field, *number.span(pattern.groups), "licence-number")


def _support(candidate: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """Return the weights of the rules that give a name or a longer form of it (濠江日报 from 濠江日报社版权所有)."""
    rules = {x.rule: x.weight for x in candidates if x.name.startswith(candidate.name)}
    return sum(rules.values())


def _candidates(page: Page, edges: Sequence[_Edge], lexicon: _Lexicon) -> Iterator[_Candidate]:
    titles = page.numbers.get("title", ())
    for i in range(min([lexicon.masthead_lines, len(page.lines), *(i + 1 for i in titles[:1])])):
        if page.lines[i].label in _MASTHEAD:
            yield from _masthead(page.words(i), page.lines[i].start, lexicon)
    for line in page.labelled("title"):
        yield from _read(lexicon.title_suffix, page.text, line)
    for edge in edges:
        for rules in lexicon.rules:
            if rules[0].where in (edge.where, "all") and not edge.marks.isdisjoint(rules[0].marks):
                for line in edge.lines_with(rules[0].marks):
                    for rule in rules:
                        yield from _read(rule, page.text, line)


def _masthead(words: str, start: int, lexicon: _Lexicon) -> Iterator[_Candidate]:
    """Read the name at the head of a line: of a site or a paper, or of an institution that stands there alone."""
    match = _LEADING_NAME.match(words)
    if match is None:
        return
    name = match[1]
    for edition in lexicon.editions:
        name = name.removesuffix(edition)
    if not _may_be_site(name, lexicon):
        return
    if name.endswith(lexicon.endings):
        yield _Candidate(name, start + match.start(1), "masthead", lexicon.masthead_weight)
    elif name.endswith(lexicon.institutions) and words[match.end(1) :].strip() in ("", "官方网站"):
        yield _Candidate(name, start + match.start(1), "masthead", lexicon.institution_weight)


def _may_be_site(name: str, lexicon: _Lexicon) -> bool:
    return len(name) > 1 and name not in lexicon.never and not any(map(name.__contains__, lexicon.never_inside))


def _edges(page: Page, lexicon: _Lexicon) -> list[_Edge]:
    """Return the first lines of the page, the lines closely above the text, and the last lines below it."""
    count = len(page.lines)
    above = page.first
    if above == count:
        above = next((i for i, x in enumerate(page.lines) if x.zone == "after"), count)
    below = max(above, page.last if page.last < count else 0, count - FOOT_LINES)
    near = max(0, above - HEAD_LINES)
    if near <= TOP_LINES:
        near = 0
    ranges = [("head", range(min(near, TOP_LINES))), ("head", range(near, above)), ("foot", range(below, count))]
    return [_edge(where, page, page.lines[lines.start : lines.stop], lexicon) for where, lines in ranges if lines]


def _edge(where: str, page: Page, lines: Sequence[HeadLine], lexicon: _Lexicon) -> _Edge:
    start = lines[0].start
    words = page.text[start : lines[-1].stop]
    return _Edge(where, lines, start, words, frozenset([mark for mark in lexicon.marks if mark in words]))


def _read(rule: _Rule, text: str, line: HeadLine) -> Iterator[_Candidate]:
    found = _name_in(rule.pattern, rule.must_end, text[line.start : min(line.stop, line.start + READ)])
    if found:
        yield _Candidate(found[0], line.start + found[1], rule.name, rule.weight)


@lru_cache(maxsize=SEEN)
def _name_in(pattern: re.Pattern[str], must_end: bool, words: str) -> tuple[str, int] | None:
    """Return the name that a pattern finds in the words of a line, and where it begins there."""
    lexicon = _lexicon()
    match = pattern.search(words)
    if match is None or match.lastindex is None:
        return None
    name = match[match.lastindex]
    legal = lexicon.legal.search(name)
    if legal:
        name = name[: legal.start()]
    named_like_site = name.endswith(lexicon.endings + lexicon.institutions) or "首页" in match[0]
    if (legal or must_end) and not named_like_site or not _may_be_site(name, lexicon):
        return None
    return name, match.start(match.lastindex)


def _domain(text: str, edges: Sequence[_Edge]) -> Iterator[Value]:
    for line in (x for edge in edges if "." in edge.marks for x in edge.lines_with((".",))):
        place = _address_in(text[line.start : line.stop])
        if place:
            yield Value("site_domain", line.start + place[0], line.start + place[1], "printed-address")
            return


@lru_cache(maxsize=SEEN)
def _address_in(words: str) -> tuple[int, int] | None:
    """Return the place of the first address in the words of a line that is none of a platform or an authority."""
    for domain in _DOMAIN.finditer(words):
        address = domain[1].lower()
        if not any(address == other or address.endswith(f".{other}") for other in _lexicon().others):
            return domain.span(1)
    return None


@cache
def _lexicon() -> _Lexicon:
    data = read_data(__package__, "words/site.yaml")

    def rule(row: dict[str, Any]) -> _Rule:
        pattern = re.compile(row["pattern"].format(name=_NAME))
        return _Rule(row["rule"], row["weight"], row["where"], tuple(row["marks"]), pattern, row.get("must_end", False))

    groups: dict[tuple[str, tuple[str, ...]], list[_Rule]] = defaultdict(list)
    for row in data["names"]:
        groups[row["where"], tuple(row["marks"])].append(rule(row))
    masthead = data["masthead"]
    return _Lexicon(
        tuple(map(tuple, groups.values())),
        tuple(
            sorted({".", *(mark for _, marks in groups for mark in marks), *(row["mark"] for row in data["numbers"])})
        ),
        rule(data["title_suffix"]),
        masthead["lines"],
        masthead["weight"],
        masthead["institution_weight"],
        tuple(data["endings"]),
        tuple(data["institutions"]),
        tuple(data["editions"]),
        re.compile(rf"(?:{'|'.join(data['legal'])})$"),
        frozenset(data["never"]),
        tuple(data["never_inside"]),
        tuple(data["others"]),
        tuple((row["field"], row["mark"], re.compile(row["pattern"].format())) for row in data["numbers"]),
    )
