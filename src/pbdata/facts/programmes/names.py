"""Which words name a programme: numeral slogans, quoted names beside a head noun, and campaigns known without quotes.

Names are read from their own shape and from the words on both sides. What no side decides stays undecided, and is a
programme only where the text defines it. Words in words.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.datafiles import read_data
from pbdata.facts.programmes.slogans import Slogan, bare, counts, read_slogan

HAN = r"\u4e00-\u9fff"
_LONGEST = 30
_NEAR = 14
_SHORTEST_LIST = 6
_ECHO_LENGTH = 4
_SHORT = 3
_LONGEST_PREFIX = 5
_SENTENCE = re.compile("[。！？!?：…]")
_CODE = re.compile(r"[0-9A-Za-z+×]+|[百千万]{2,}|[一二三四五六七八九十]{2,}")
_ATTRIBUTE = re.compile("[化型式性]$")
_COORDINATED = re.compile(rf"[{HAN}]{{2,4}}[与和][{HAN}]{{2,4}}")
_THEMED = re.compile("主题(?:教育|实践|教育实践)?活动|主题教育")
_INITIALS = re.compile(f"[{HAN}](?:、[{HAN}]){{1,4}}")
_HAN_ONLY = re.compile(f"[{HAN}]*")
_LISTED = re.compile(r"[、和与及]?[^的为是在了\W]{0,12}[、和与及]?$")
_ETC = re.compile("等(?:[0-9一二三四五六七八九十]+项|一系列|系列|一批|各类|各项)?(?:子|系列|主题|专项)?$")
_BETWEEN = 8
_LONGEST_HEAD = 14


class Name(NamedTuple):
    """Words that name a programme, or may. ``kind`` is its type, ``head`` the noun behind it; ``sure`` or undecided."""

    start: int
    stop: int
    name: str
    kind: str
    head: str | None
    sure: bool
    rule: str


@cache
def lexicon() -> Mapping[str, Any]:
    """Return the word lists of words.yaml."""
    words: Mapping[str, Any] = read_data(__package__, "words.yaml")
    return words


class _Patterns(NamedTuple):
    kinds: Mapping[str, str]
    nouns: tuple[str, ...]
    weak: frozenset[str]
    head: re.Pattern[str]
    numeral_head: re.Pattern[str]
    verb: re.Pattern[str]
    numeral_verb: re.Pattern[str]
    breaks: re.Pattern[str]
    closing: tuple[str, ...]
    teams: tuple[str, ...]
    blocked: frozenset[str]
    blocked_starts: tuple[str, ...]
    blocked_ends: tuple[str, ...]
    blocked_short_ends: tuple[str, ...]
    blocked_after: re.Pattern[str]
    measures: frozenset[str]
    short_closing: tuple[str, ...]
    document: re.Pattern[str]
    document_ends: tuple[str, ...]
    national: re.Pattern[str]
    unquoted_numeral: re.Pattern[str]
    echo: re.Pattern[str]
    built: re.Pattern[str]
    cut: re.Pattern[str]

    def last_cut(self, words: str) -> int:
        """Where the noun phrase at the end of these words begins: behind the last verb, particle, scope or mark."""
        return max((match.end() for match in self.cut.finditer(words)), default=0)


def either(words: Sequence[str]) -> str:
    """Return the alternation of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    kinds = {head: kind for kind, heads in words["heads"].items() for head in heads}
    heads = either(list(kinds))
    cuts = [
        *words["breaks"],
        *words["openings"],
        *(verb for verb in words["verbs"] if verb != "创新"),
        *(word for group in words["scopes"].values() for word in group),
    ]
    return _Patterns(
        kinds=kinds,
        nouns=tuple(kinds),
        weak=frozenset(words["weak_heads"]),
        head=re.compile(rf"(?:{heads})(?!队|组|站|室|者|典型)"),
        numeral_head=re.compile(either(words["numeral_heads"])),
        verb=re.compile(rf"(?:{either(words['verbs'])})[了好起以着]?[{HAN}0-9]{{0,10}}$"),
        numeral_verb=re.compile(rf"(?:{either(words['numeral_verbs'])})[了好]?[{HAN}]{{0,4}}$"),
        breaks=re.compile(either(words["breaks"])),
        closing=tuple(words["closing_heads"]),
        teams=tuple(words["teams"]),
        blocked=frozenset(bare(word) for group in words["blocked"] for word in group),
        blocked_starts=tuple(words["blocked_starts"]),
        blocked_ends=tuple(words["blocked_ends"]),
        blocked_short_ends=tuple(words["blocked_short_ends"]),
        blocked_after=re.compile(either(words["blocked_after"])),
        measures=frozenset((*words["measures"], *words["faults"])),
        short_closing=tuple(words["short_closing"]),
        document=re.compile(rf"(?:{either(words['documents']['verbs'])})[了着]?[{HAN}]{{0,12}}$"),
        document_ends=tuple(words["documents"]["ends"]),
        national=re.compile(either(words["national"])),
        unquoted_numeral=re.compile(
            rf"(?P<name>[两双三四五六七八九][{HAN}]{{1,2}}[一两双三四五六七八九][{HAN}]{{1,2}})"
            rf"(?P<head>学习教育|专题教育|主题教育|活动|工程|机制|制度|工作法|行动)"
        ),
        # Two words of four characters, each with one character twice: 联村联户、为民富民行动.
        echo=re.compile(
            rf"、(?P<second>(?P<one>[{HAN}])[{HAN}](?P=one)[{HAN}]|[{HAN}](?P<two>[{HAN}])[{HAN}](?P=two))(?P<head>行动|工程|活动)"
        ),
        built=re.compile(
            rf"(?:实施|启动|推进|制定|制订|开展)了?(?P<name>[{HAN}]{{2,14}}"
            rf"(?:提升|攻坚|培育|培养|倍增|振兴|素质|领航|强基|富民|惠民|促发展)[{HAN}]{{0,2}}(?:工程|计划|行动))"
        ),
        cut=re.compile(rf"[^{HAN}]|{either(cuts)}"),
    )


def quoted_names(text: str, quotes: Sequence[Quoted], headings: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """Yield the names that stand within marks, in the order of the words; ``headings`` are the spans of headings."""
    for index, quote in enumerate(quotes):
        if quote.mark == "《":
            yield from _document(text, quote)
        elif quote.mark != "（" and 1 < len(quote.inner) <= _LONGEST and not _SENTENCE.search(quote.inner):
            in_heading = any(start <= quote.start < stop for start, stop in headings)
            name = _judge(text, quotes, index, in_heading=in_heading)
            if name:
                yield name


def unquoted_names(text: str) -> Iterator[Name]:
    """Yield the names that pages print without marks: campaigns of the whole country, and shapes that only names have."""
    patterns = _patterns()
    for match in patterns.national.finditer(text):
        yield Name(match.start(), match.end(), match[0], "campaign", None, True, "national")
    for match in patterns.unquoted_numeral.finditer(text):
        name = match["name"]
        slogan = read_slogan(name)
        if slogan and counts(slogan) and len(slogan.parts) == 2 and name not in patterns.blocked:
            kind = patterns.kinds[match["head"]]
            yield Name(match.start(), match.end("name"), name, kind, match["head"], True, "unquoted-numeral")
    for match in patterns.echo.finditer(text):
        start = match.start() - _ECHO_LENGTH
        first = text[max(0, start) : match.start()]
        if len(first) == _ECHO_LENGTH and (first[0] == first[2] or first[1] == first[3]) and _HAN_ONLY.fullmatch(first):
            name = text[start : match.end("second")]
            yield Name(start, match.end("second"), name, "campaign", match["head"], True, "unquoted-pair")
    for match in patterns.built.finditer(text):
        if not patterns.breaks.search(match["name"]):
            yield Name(match.start("name"), match.end("name"), match["name"], "campaign", None, True, "unquoted-head")


def _judge(text: str, quotes: Sequence[Quoted], index: int, *, in_heading: bool) -> Name | None:
    """What a quotation is: a name for sure, one only if the text defines it, or none."""
    quote = quotes[index]
    patterns = _patterns()
    inner, plain = quote.inner, bare(quote.inner)
    if not plain or plain in patterns.blocked or inner.startswith(patterns.blocked_starts) or "—" in inner:
        return None
    if _CODE.fullmatch(inner):
        head = None if inner.endswith("+") else _head(text, quotes, index, numeral=False, balanced=False)
        if head and not head.listed:
            return _Maker(text, quote, head, patterns.kinds[head.noun]).code(
                text[max(0, quote.start - _NEAR) : quote.start]
            )
        return None
    slogan = read_slogan(inner)
    if slogan and counts(slogan):
        if len(slogan.parts) == 1 and slogan.parts[0][1] in patterns.measures:
            return None
        return _judge_slogan(text, quotes, index, slogan, in_heading=in_heading)
    return _judge_words(text, quotes, index, plain, in_heading=in_heading)


def _judge_slogan(text: str, quotes: Sequence[Quoted], index: int, slogan: Slogan, *, in_heading: bool) -> Name | None:
    """A numeral slogan is a name if it has two counts, a head noun, an introducing verb, or stands in a heading."""
    quote, patterns = quotes[index], _patterns()
    head = _head(text, quotes, index, numeral=True, balanced=False)
    if head is None and patterns.blocked_after.match(text, quote.stop):
        return None
    closing = _closing_noun(quote.inner)
    make = _Maker(text, quote, head, patterns.kinds.get((head.noun if head else closing) or "", "slogan"))
    sure = (
        head is not None
        or in_heading
        or (len(slogan.parts) > 1 and any(number > 1 for number, _ in slogan.parts))
        or (closing is not None and closing not in patterns.weak)
    )
    if not sure:
        leading = _leading(text, quotes, index)
        sure = bool(patterns.verb.search(leading) or patterns.numeral_verb.search(leading))
    if head and _ATTRIBUTE.search(quote.inner) and not head.between and not head.listed and len(slogan.parts) == 1:
        return make(rule="numeral-head", through_head=True)
    return make(rule="numeral", sure=sure)


def _judge_words(text: str, quotes: Sequence[Quoted], index: int, plain: str, *, in_heading: bool) -> Name | None:
    """Other quoted words are a name by how they close, or by the head noun behind them."""
    quote, patterns = quotes[index], _patterns()
    inner = quote.inner
    several = any(mark in inner for mark in "、，； ")
    head = _head(text, quotes, index, numeral=False, balanced=several and _balanced(inner))
    noun = head.noun if head else _closing_noun(inner)
    make = _Maker(text, quote, head, patterns.kinds.get(noun or "", "slogan"))
    if inner.endswith("+"):
        return make(rule="plus")
    if _INITIALS.fullmatch(inner):
        introduced = in_heading or head is not None or bool(patterns.verb.search(_leading(text, quotes, index)))
        return make(rule="initials", sure=introduced)
    if patterns.blocked_after.match(text, quote.stop) and not (head and several):
        return None
    long_enough = len(plain) > _SHORT or inner.endswith(patterns.short_closing)
    if inner.endswith(patterns.closing) and long_enough and not _in_title_marks(quotes, quote):
        closing = next(end for end in patterns.closing if inner.endswith(end))
        return make(
            rule="closing-head", kind=patterns.kinds.get(closing, "mechanism" if closing == "党建" else "campaign")
        )
    if inner.endswith(patterns.teams):
        return make(rule="team", kind="team")
    if head is None and len(plain) > _SHORT and not _ATTRIBUTE.search(inner):
        built = text.startswith(("建设", "创建"), quote.stop) and not inner.endswith(patterns.blocked_ends)
        if built and patterns.verb.search(_leading(text, quotes, index)):
            return make(rule="head-built", kind="campaign")
    if head is None or len(plain) < _SHORT:
        return make(rule="undecided", sure=False) if len(plain) <= _SHORTEST_LIST else None
    if make.kind == "selection":
        return make(rule="head") if not head.listed else None
    short = len(plain) <= _SHORT and inner.endswith(patterns.blocked_short_ends)
    if not several and (short or inner.endswith(patterns.blocked_ends)):
        return None
    if head.noun in patterns.weak and not several and not patterns.verb.search(_leading(text, quotes, index)):
        return make(rule="undecided", sure=False)
    themed = not head.listed and not head.between and _THEMED.fullmatch(head.noun)
    if themed or (_COORDINATED.fullmatch(inner) and not head.between and not head.listed):
        return make(rule="head", through_head=True)
    return make(rule="list-head" if head.listed else "head")


def _closing_noun(inner: str) -> str | None:
    """The head noun that closes the quoted words themselves."""
    patterns = _patterns()
    return (
        next((noun for noun in patterns.kinds if inner.endswith(noun)), None)
        if inner.endswith(patterns.nouns)
        else None
    )


def _leading(text: str, quotes: Sequence[Quoted], index: int) -> str:
    """The words before a quotation, or before the list of quotations in which it stands, in the same line."""
    first = _first_of_list(text, quotes, index)
    return text[max(0, first - _NEAR) : first].rpartition("\n")[2]


def _balanced(inner: str) -> bool:
    """Whether the words are a slogan of like parts: 比发展、讲奉献、重实干."""
    parts = re.split("[、，；]", inner)
    return len(parts) > 1 and len({len(part) for part in parts}) == 1 and len(parts[0]) > 2


def _in_title_marks(quotes: Sequence[Quoted], quote: Quoted) -> bool:
    return quote.depth > 0 and any(
        other.mark == "《" and other.start < quote.start and quote.stop < other.stop for other in quotes
    )


class _Head(NamedTuple):
    noun: str
    between: str
    stop: int
    listed: bool


def _head(text: str, quotes: Sequence[Quoted], index: int, *, numeral: bool, balanced: bool) -> _Head | None:
    """The head noun behind a quotation, or behind the list of quotations that it opens."""
    patterns = _patterns()
    quote = quotes[index]
    head = _noun(patterns.head, text, quote.stop, _BETWEEN)
    if head is None and (numeral or balanced):
        other = _noun(patterns.numeral_head, text, quote.stop, _BETWEEN // 2)
        head = other if other and (numeral or other.noun == "建设") else None
    if head:
        return head
    last = quote
    for other_quote in quotes[index + 1 :]:
        if other_quote.mark != "“" or other_quote.start < last.stop or other_quote.depth != quote.depth:
            continue
        if other_quote.start - last.stop > _NEAR or not _LISTED.fullmatch(text[last.stop : other_quote.start]):
            break
        last = other_quote
    head = _noun(patterns.head, text, last.stop, _BETWEEN) if last is not quote else None
    return head._replace(between="", listed=True) if head else None


def _noun(pattern: re.Pattern[str], text: str, start: int, reach: int) -> _Head | None:
    """The first head noun behind a name, where nothing between the two gives it to another phrase."""
    match = pattern.search(text, start, start + reach + _LONGEST_HEAD)
    if match is None:
        return None
    between = text[start : match.start()].removeprefix(" ")
    etc = _ETC.search(between)
    if etc:
        between = between[: etc.start()]
    if len(between) > reach or not _HAN_ONLY.fullmatch(between) or _patterns().breaks.search(between):
        return None
    return _Head(match[0], between, match.end(), etc is not None)


def _first_of_list(text: str, quotes: Sequence[Quoted], index: int) -> int:
    """Where the list of quotations begins that a quotation continues: an introducing verb stands before its first."""
    first = quotes[index]
    for other in reversed(quotes[:index]):
        if other.mark != "“" or other.depth != first.depth:
            continue
        if not 0 <= first.start - other.stop <= _NEAR or not _LISTED.fullmatch(text[other.stop : first.start]):
            break
        first = other
    return first.start


class _Maker(NamedTuple):
    """Makes the name of a quotation once its rule is known."""

    text: str
    quote: Quoted
    head: _Head | None
    kind: str

    def __call__(self, *, rule: str, kind: str | None = None, sure: bool = True, through_head: bool = False) -> Name:
        quote, head = self.quote, self.head
        stop, name = quote.stop, quote.inner
        if through_head and head:
            stop, name = head.stop, quote.inner + self.text[quote.stop : head.stop]
        return Name(quote.start, stop, name, kind or self.kind, head.noun if head else None, sure, rule)

    def code(self, before: str) -> Name | None:
        """A number for a name needs its head, and what stands before it: 党建创新“千百万”工程."""
        quote, head = self.quote, self.head
        if head is None:
            return None
        words = before[_patterns().last_cut(before) :]
        if len(words) > _LONGEST_PREFIX or not _HAN_ONLY.fullmatch(words):
            words = ""
        name = words + quote.inner + self.text[quote.stop : head.stop]
        return Name(quote.start - len(words), head.stop, name, self.kind, head.noun, True, "code-head")


def _document(text: str, quote: Quoted) -> Iterator[Name]:
    patterns = _patterns()
    if not quote.inner.endswith(patterns.document_ends) or len(quote.inner) > _LONGEST:
        return
    before = text[max(0, quote.start - _NEAR) : quote.start].rpartition("\n")[2]
    after = text[quote.stop : quote.stop + 4]
    if patterns.document.search(before) or after.startswith(("出台", "印发", "下发")):
        yield Name(quote.start, quote.stop, quote.inner, "document", None, True, "document")
