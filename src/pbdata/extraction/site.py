"""The site that printed the page: its name, its domain and its licence numbers (lexicons/site.yaml)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from pbdata.extraction.values import HeadLine, Value

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]{2,16}"
_TOP_LEVEL = r"com\.cn|gov\.cn|org\.cn|net\.cn|com\.tw|com\.hk|com|cn|net|org|gov|tv|cc|info|hk|tw|mo"
_DOMAIN = re.compile(
    rf"(?<![\w@.\-])(?:https?://)?((?:[a-z0-9][a-z0-9\-]*\.)+(?:{_TOP_LEVEL}))(?![\w\-]|\.[a-z])", re.IGNORECASE
)
_ABOUT = frozenset({"nav", "footer", "rights", "ad"})


class _Lexicon(NamedTuple):
    names: tuple[tuple[str, re.Pattern[str]], ...]
    never: re.Pattern[str]
    others: tuple[str, ...]
    numbers: tuple[tuple[str, re.Pattern[str]], ...]


def read_site(text: str, lines: Sequence[HeadLine]) -> Iterator[Value]:
    """Yield ``site_name``, ``site_domain`` and the licence numbers that the page prints about its own site."""
    lexicon = _lexicon()
    about = [x for x in lines if x.label in _ABOUT]
    yield from _name(text, about, lexicon)
    yield from _domain(text, about, lexicon)
    for field, pattern in lexicon.numbers:
        found = (pattern.search(text, line.start, line.stop) for line in about)
        number = next(filter(None, found), None)
        if number:
            yield Value(field, *number.span(pattern.groups), "licence-number")


def _name(text: str, lines: Sequence[HeadLine], lexicon: _Lexicon) -> Iterator[Value]:
    for rule, pattern in lexicon.names:
        for line in lines:
            name = pattern.search(text[line.start : line.stop])
            if name and not lexicon.never.search(name[1]):
                yield Value("site_name", line.start + name.start(1), line.start + name.end(1), rule)
                return


def _domain(text: str, lines: Sequence[HeadLine], lexicon: _Lexicon) -> Iterator[Value]:
    for line in lines:
        for domain in _DOMAIN.finditer(text, line.start, line.stop):
            address = domain[1].lower()
            if not any(address == other or address.endswith(f".{other}") for other in lexicon.others):
                yield Value("site_domain", *domain.span(1), "printed-address")
                return


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load((files("pbdata.extraction") / "lexicons" / "site.yaml").read_text("utf-8"))
    masthead = "|".join(map(re.escape, data["mastheads"]))

    def compiled(row: dict[str, str]) -> re.Pattern[str]:
        return re.compile(row["pattern"].format(name=_NAME, masthead=masthead))

    return _Lexicon(
        tuple((row["rule"], compiled(row)) for row in data["names"]),
        re.compile("|".join(map(re.escape, data["never"]))),
        tuple(data["others"]),
        tuple((row["field"], compiled(row)) for row in data["numbers"]),
    )
