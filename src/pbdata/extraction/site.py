"""The site that printed the page: its name, its domain and its licence numbers (lexicons/site.yaml)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import Any, NamedTuple

import yaml

from pbdata.extraction.values import HeadLine, Page, Value

HEAD_LINES, FOOT_LINES = 45, 45
READ = 200

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]{2,16}"
_TOP_LEVEL = r"com\.cn|gov\.cn|org\.cn|net\.cn|com\.tw|com\.hk|com|cn|net|org|gov|tv|cc|info|hk|tw|mo"
_DOMAIN = re.compile(
    rf"(?<![\w@.\-])(?:https?://)?((?:[a-z0-9][a-z0-9\-]*\.)+(?:{_TOP_LEVEL}))(?![\w\-]|\.[a-z])", re.IGNORECASE
)
_start = attrgetter("start")
_ABOUT = frozenset({"nav", "footer", "rights", "ad", "share", "related", "dateline"})
_MASTHEAD = frozenset({"nav", "title", "ad", "share", "dateline"})


class _Rule(NamedTuple):
    """A pattern for a name: its rule, its weight, the part of the page where it holds, what a line must hold of it."""

    name: str
    weight: int
    where: str
    marks: tuple[str, ...]
    pattern: re.Pattern[str]


class _Lexicon(NamedTuple):
    rules: tuple[_Rule, ...]
    mastheads: tuple[_Rule, ...]
    title_suffix: _Rule
    masthead_lines: int
    ending: re.Pattern[str]
    legal: re.Pattern[str]
    never: frozenset[str]
    never_inside: tuple[str, ...]
    domain_marks: tuple[str, ...]
    others: tuple[str, ...]
    numbers: tuple[tuple[str, str, re.Pattern[str]], ...]


class _Edge(NamedTuple):
    """The lines above the text (``head``) or below it (``foot``), and their words, which begin at ``start``."""

    where: str
    lines: Sequence[HeadLine]
    start: int
    words: str

    def lines_with(self, marks: Sequence[str]) -> list[HeadLine]:
        """The lines about the site that hold one of some words; these are rare, so that they are looked for first."""
        if not any(map(self.words.__contains__, marks)):
            return []
        found: set[HeadLine] = set()
        for mark in marks:
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
    notices, copyright line; of equals the one printed first.
    """
    lexicon = _lexicon()
    edges = _edges(page)
    candidates = [*_candidates(page, edges, lexicon)]
    if candidates:
        best = max(candidates, key=lambda x: (_support(x, candidates), -x.start))
        yield Value("site_name", best.start, best.start + len(best.name), best.rule)
    yield from _domain(page.text, edges, lexicon)
    for field, mark, pattern in lexicon.numbers:
        found = (pattern.search(page.text, x.start, x.stop) for edge in edges for x in edge.lines_with((mark,)))
        number = next(filter(None, found), None)
        if number:
            yield Value(field, *number.span(pattern.groups), "licence-number")


def _support(candidate: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """Return the weights of the rules that give a name or a longer form of it (濠江日报 from 濠江日报社版权所有)."""
    rules = {x.rule: x.weight for x in candidates if x.name.startswith(candidate.name)}
    return sum(rules.values())


def _candidates(page: Page, edges: Sequence[_Edge], lexicon: _Lexicon) -> Iterator[_Candidate]:
    titles = page.numbers.get("title", ())
    for line in page.lines[: min([lexicon.masthead_lines, *(i + 1 for i in titles[:1])])]:
        if line.label in _MASTHEAD:
            for rule in lexicon.mastheads:
                yield from _read(rule, page.text, line, lexicon)
    for line in page.labelled("title"):
        yield from _read(lexicon.title_suffix, page.text, line, lexicon)
    for edge in edges:
        for rule in lexicon.rules:
            if rule.where == edge.where or rule.where == "all":
                for line in edge.lines_with(rule.marks):
                    yield from _read(rule, page.text, line, lexicon)


def _edges(page: Page) -> tuple[_Edge, _Edge]:
    """Return the first lines above the text and the last lines below it."""
    count = len(page.lines)
    above = (
        page.first if page.first < count else next((i for i, x in enumerate(page.lines) if x.zone == "after"), count)
    )
    below = max(above, page.last if page.last < count else 0, count - FOOT_LINES)
    return _edge("head", page, page.lines[: min(above, HEAD_LINES)]), _edge("foot", page, page.lines[below:])


def _edge(where: str, page: Page, lines: Sequence[HeadLine]) -> _Edge:
    start = lines[0].start if lines else 0
    return _Edge(where, lines, start, page.text[start : lines[-1].stop] if lines else "")


def _read(rule: _Rule, text: str, line: HeadLine, lexicon: _Lexicon) -> Iterator[_Candidate]:
    match = rule.pattern.search(text[line.start : min(line.stop, line.start + READ)])
    if match is None or match.lastindex is None:
        return
    name = match[match.lastindex]
    legal = lexicon.legal.search(name)
    if legal:
        name = name[: legal.start()]
        if not lexicon.ending.search(name):
            return
    if (
        rule.name in ("title-suffix", "breadcrumb", "sponsor")
        and not lexicon.ending.search(name)
        and "首页" not in match[0]
    ):
        return
    if len(name) < 2 or name in lexicon.never or any(words in name for words in lexicon.never_inside):
        return
    yield _Candidate(name, line.start + match.start(match.lastindex), rule.name, rule.weight)


def _domain(text: str, edges: Sequence[_Edge], lexicon: _Lexicon) -> Iterator[Value]:
    for line in (line for edge in edges for line in edge.lines_with(lexicon.domain_marks)):
        for domain in _DOMAIN.finditer(text, line.start, line.stop):
            address = domain[1].lower()
            if not any(address == other or address.endswith(f".{other}") for other in lexicon.others):
                yield Value("site_domain", *domain.span(1), "printed-address")
                return


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load((files("pbdata.extraction") / "lexicons" / "site.yaml").read_text("utf-8"))
    endings = "|".join(data["endings"])

    def rule(row: dict[str, Any]) -> _Rule:
        pattern = re.compile(row["pattern"].format(name=_NAME, ending=endings))
        return _Rule(row["rule"], row["weight"], row["where"], tuple(row["marks"]), pattern)

    return _Lexicon(
        tuple(rule(row) for row in data["names"]),
        tuple(rule(row) for row in data["mastheads"]),
        rule(data["title_suffix"]),
        data["masthead_lines"],
        re.compile(rf"(?:{endings}|报社|中心|社|委员会|政府)$"),
        re.compile(rf"(?:{'|'.join(data['legal'])})$"),
        frozenset(data["never"]),
        tuple(data["never_inside"]),
        tuple(data["domain_marks"]),
        tuple(data["others"]),
        tuple((row["field"], row["mark"], re.compile(row["pattern"].format())) for row in data["numbers"]),
    )
