"""The site that printed the page: its name, its domain and its licence numbers; its forms are in rules.yaml."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from pbdata.chinese.rules import Rule, read_rules, rule
from pbdata.datafiles import read_data
from pbdata.metadata.page import HeadLine, Page, Value

TOP_LINES, HEAD_LINES, FOOT_LINES = 10, 35, 45
READ = 200
# Notices come again on page after page of a site: what was read in so many of their lines is kept.
SEEN = 4096
# What is left out behind a name of a site, but belongs to one that does not end like such a name.
WEB_SITE = "网站"

_start = attrgetter("start")
_ABOUT = frozenset({"nav", "footer", "rights", "ad", "share", "related", "dateline"})
_MASTHEAD = frozenset({"nav", "title", "ad", "share", "dateline", "related"})


class _Group(NamedTuple):
    """The rules that read the same part of the page and look for the same marks."""

    where: str
    marks: frozenset[str]
    rules: tuple[Rule, ...]


class _Lexicon(NamedTuple):
    """What is known of sites, from words.yaml and rules.yaml."""

    groups: tuple[_Group, ...]
    marks: tuple[str, ...]
    endings: tuple[str, ...]
    institutions: tuple[str, ...]
    editions: tuple[str, ...]
    linked: frozenset[str]
    never: frozenset[str]
    never_inside: tuple[str, ...]
    others: tuple[str, ...]


class _Edge(NamedTuple):
    """The lines above the text (``head``) or below it (``foot``); their words, which begin at ``start``, and what of the
    words that rules look for they hold."""

    where: str
    lines: Sequence[HeadLine]
    start: int
    words: str
    marks: frozenset[str]

    def lines_with(self, marks: Iterable[str]) -> list[HeadLine]:
        """The lines about the site that hold one of some words."""
        found: set[HeadLine] = set()
        for mark in self.marks.intersection(marks):
            at = self.words.find(mark)
            while at >= 0:
                line = self.lines[bisect_right(self.lines, self.start + at, key=_start) - 1]
                welcomes = mark == "欢迎" and line.label == "title"
                if (line.label in _ABOUT or welcomes) and self.start + at < line.stop:
                    found.add(line)
                at = self.words.find(mark, max(line.stop - self.start, at + 1))
        return sorted(found)


class _Candidate(NamedTuple):
    """A name where it is printed; ``weight`` is what its reading is worth."""

    name: str
    start: int
    reading: str
    weight: int


def read_site(page: Page) -> Iterator[Value]:
    """Yield ``site_name``, ``site_domain`` and the licence numbers that the page prints about its own site.

    The name is the one for which the most speaks: masthead, breadcrumb,
    notices, copyright line; of equals the one with the better reading, then the one printed first.
    """
    edges = _edges(page)
    candidates = [*_candidates(page, edges)]
    if candidates:
        best = max(candidates, key=lambda x: (_support(x, candidates), x.weight, -x.start))
        yield Value("site_name", best.start, best.start + len(best.name), best.reading)
    yield from _domain(page.text, edges)
    for number in read_rules(__package__, "site_numbers"):
        mark = number.given["mark"]
        lines = (x for edge in edges if mark in edge.marks for x in edge.lines_with((mark,)))
        matches = (number.pattern.search(page.text, x.start, x.stop) for x in lines)
        match = next(filter(None, matches), None)
        if match:
            yield Value(number.name, *match.span(number.pattern.groups), "licence-number")


def _support(candidate: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """Return the weights of the readings that give a name or a longer form of it (濠江日报 from 濠江日报社版权所有)."""
    readings = {x.reading: x.weight for x in candidates if x.name.startswith(candidate.name)}
    return sum(readings.values())


def _candidates(page: Page, edges: Sequence[_Edge]) -> Iterator[_Candidate]:
    titles = page.numbers.get("title", ())
    lines = rule(__package__, "site_titles", "masthead").given["lines"]
    for i in range(min([lines, len(page.lines), *(i + 1 for i in titles[:1])])):
        if page.lines[i].label in _MASTHEAD:
            yield from _masthead(page.words(i), page.lines[i].start)
    for line in page.labelled("title"):
        yield from _read("site_titles", rule(__package__, "site_titles", "title-suffix"), page.text, line)
    for edge in edges:
        for group in _lexicon().groups:
            if group.where in (edge.where, "all") and not edge.marks.isdisjoint(group.marks):
                for line in edge.lines_with(group.marks):
                    for one in group.rules:
                        yield from _read("site_names", one, page.text, line)


def _masthead(words: str, start: int) -> Iterator[_Candidate]:
    """Read the name at the head of a line: of a site or a paper, or of an institution that stands there alone."""
    masthead, lexicon = rule(__package__, "site_titles", "masthead"), _lexicon()
    match = masthead.pattern.match(words)
    if match is None:
        return
    name = match["name"]
    if name in lexicon.linked and words[match.end("name") :].strip():
        return
    for edition in lexicon.editions:
        name = name.removesuffix(edition)
    if not _may_be_site(name):
        return
    if name.endswith(lexicon.endings):
        yield _Candidate(name, start + match.start("name"), "masthead", masthead.given["weight"])
    elif name.endswith(lexicon.institutions) and words[match.end("name") :].strip() in ("", "官方网站"):
        yield _Candidate(name, start + match.start("name"), "masthead", masthead.given["institution_weight"])


def _may_be_site(name: str) -> bool:
    lexicon = _lexicon()
    if len(name) < 2 or name in lexicon.never or any(map(name.__contains__, lexicon.never_inside)):
        return False
    return rule(__package__, "site_titles", "section").pattern.match(name) is None


def _edges(page: Page) -> list[_Edge]:
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
    return [_edge(where, page, page.lines[lines.start : lines.stop]) for where, lines in ranges if lines]


def _edge(where: str, page: Page, lines: Sequence[HeadLine]) -> _Edge:
    start = lines[0].start
    words = page.text[start : lines[-1].stop]
    return _Edge(where, lines, start, words, frozenset([mark for mark in _lexicon().marks if mark in words]))


def _read(group: str, one: Rule, text: str, line: HeadLine) -> Iterator[_Candidate]:
    found = _name_in(group, one.name, text[line.start : min(line.stop, line.start + READ)])
    if found:
        yield _Candidate(found[0], line.start + found[1], one.given.get("reading", one.name), one.given["weight"])


@lru_cache(maxsize=SEEN)
def _name_in(group: str, name_of_rule: str, words: str) -> tuple[str, int] | None:
    """Return the name that a rule finds in the words of a line, and where it begins there."""
    lexicon, one = _lexicon(), rule(__package__, group, name_of_rule)
    match = one.pattern.search(words)
    if match is None or match.lastindex is None:
        return None
    name = match[match.lastindex]
    legal = rule(__package__, "site_titles", "legal-form").pattern.search(name)
    if legal and legal[0] == WEB_SITE and not name[: legal.start()].endswith(lexicon.endings + lexicon.institutions):
        legal = None
    if legal:
        name = name[: legal.start()]
    named_like_site = name.endswith(lexicon.endings + lexicon.institutions) or "首页" in match[0]
    if (legal or one.given.get("must_end")) and not named_like_site or not _may_be_site(name):
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
    for domain in rule(__package__, "site_titles", "address").pattern.finditer(words):
        address = domain["domain"].lower()
        if not any(address == other or address.endswith(f".{other}") for other in _lexicon().others):
            return domain.span("domain")
    return None


@cache
def _lexicon() -> _Lexicon:
    words = read_data(__package__, "words.yaml")
    groups: dict[tuple[str, tuple[str, ...]], list[Rule]] = defaultdict(list)
    for one in read_rules(__package__, "site_names"):
        groups[one.given["where"], tuple(one.given["marks"])].append(one)
    numbers = [one.given["mark"] for one in read_rules(__package__, "site_numbers")]
    return _Lexicon(
        groups=tuple(_Group(where, frozenset(marks), tuple(some)) for (where, marks), some in groups.items()),
        marks=tuple(sorted({".", *(mark for _, marks in groups for mark in marks), *numbers})),
        endings=tuple(words["site_endings"]),
        institutions=tuple(words["site_institutions"]),
        editions=tuple(words["editions"]),
        linked=frozenset(words["linked_sites"]),
        never=frozenset(words["no_site"]),
        never_inside=tuple(words["never_in_site"]),
        others=tuple(words["other_addresses"]),
    )
