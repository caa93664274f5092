"""Which words within marks name a programme: the rules of rules.yaml, tried in their order on each quotation.

Names are read from their own shape and from the words on both sides. What no side decides stays undecided, and is a
programme only where the text defines it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pbdata.chinese.characters import HAN
from pbdata.chinese.quotes import Quoted
from pbdata.chinese.rules import Rule, either, read_rules
from pbdata.chinese.sentences import SENTENCE
from pbdata.datafiles import read_data
from pbdata.facts.programmes.quotations import Quotation, Quotations
from pbdata.facts.programmes.slogans import bare, counts, read_slogan
from pbdata.facts.reading import Field, Reading

_LONGEST = 30
_LONGEST_PREFIX = 5
_LONGEST_NOUN = 12
_SPEECH = re.compile(f"[{SENTENCE}!?：]")
_CODE = re.compile(r"[0-9A-Za-z+×]+|[双百千万]{2,}|[一二两三四五六七八九十百千万]{2,}")


class Name(NamedTuple):
    """Words that name a programme, or may. ``kind`` is its type, ``head`` the noun behind it; ``sure`` or undecided.

    ``key`` is the name without marks, by which the mentions of an article are one.
    """

    start: int
    stop: int
    name: str
    kind: str
    head: str | None
    sure: bool
    rule: str
    key: str


def quoted_names(reading: Reading, field: Field, headings: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """Yield the names that stand within marks, in the order of the words; ``headings`` are the spans of headings.

    What is refused goes to the reading with the rule that says so.
    """
    quotations = Quotations(field, headings)
    for index, quote in enumerate(field.quotes):
        if quote.mark == "（" or not 1 < len(quote.inner) <= _LONGEST or _SPEECH.search(quote.inner):
            continue
        judged = judge(quotations, index)
        if judged is None:
            continue
        rule, quotation = judged
        if rule.given["verdict"] == "none":
            reading.refuse("programmes", field.name, quote.start, quote.stop, rule.name)
        else:
            yield _name(field.text, quote, quotation, rule)


def judge(quotations: Quotations, index: int) -> tuple[Rule, Quotation] | None:
    """Return the first rule that matches a quotation as it stands, with what it matched; ``None`` for a common title."""
    quotation = quotations.read(index, countable=False)
    quote = quotations.quotes[index]
    for group in _groups(quote.mark, quote.inner):
        if group == "slogans" and (quotation.head is None or quotation.head.listed):
            quotation = quotations.read(index, countable=True)
        for rule in read_rules(__package__, group):
            if rule.pattern.search(quotation.words):
                return rule, quotation
    return None


@lru_cache(maxsize=8192)
def _groups(mark: str, inner: str) -> tuple[str, ...]:
    """The groups of rules.yaml that judge words of this shape within these marks."""
    if mark == "《":
        return ("documents",)
    if _CODE.fullmatch(inner):
        return "quotations", "codes"
    slogan = read_slogan(inner)
    return "quotations", "slogans" if slogan and counts(slogan) else "words"


def _name(text: str, quote: Quoted, quotation: Quotation, rule: Rule) -> Name:
    start, stop, name, head = quote.start, quote.stop, quote.inner, quotation.head
    if head and rule.given.get("through") == "head":
        stop, name = head.stop, quote.inner + text[quote.stop : head.stop]
    if rule.given.get("prefix"):
        prefix = _prefix(quotation.before)
        start, name = start - len(prefix), prefix + name
    noun = head.noun if head else _closing_noun(quote.inner)
    kind = rule.given.get("type") or _types().get(noun or "", "slogan")
    sure = rule.given["verdict"] == "name"
    return Name(start, stop, name, kind, head.noun if head else None, sure, rule.name, bare(name))


def _prefix(before: str) -> str:
    """What restricts a number that is a name: 党建创新 of 党建创新“千百万”工程, behind the last verb, scope or mark."""
    cut = max((match.end() for match in _cuts().finditer(before)), default=0)
    prefix = before[cut:]
    restricts = any(word in prefix for word in read_data(__package__, "words.yaml")["restrictions"])
    return prefix if restricts and len(prefix) <= _LONGEST_PREFIX else ""


@lru_cache(maxsize=8192)
def _closing_noun(inner: str) -> str | None:
    """The longest head noun that closes the quoted words themselves."""
    types = _types()
    ends = (inner[start:] for start in range(max(0, len(inner) - _LONGEST_NOUN), len(inner)))
    return next((end for end in ends if end in types), None)


@cache
def _types() -> Mapping[str, str]:
    """Each head noun with the type that it gives."""
    words = read_data(__package__, "words.yaml")
    return {**words["closing_heads"], **words["weak_heads"], **words["heads"]}


@cache
def _cuts() -> re.Pattern[str]:
    words = read_data(__package__, "words.yaml")
    verbs = [verb for verb in words["verbs"] if verb != "创新"]
    return re.compile(rf"[^{HAN}]|{either([*words['breaks'], *words['openings'], *verbs, *words['scopes']])}")
