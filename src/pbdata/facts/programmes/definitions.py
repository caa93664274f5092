"""What a programme consists of, wherever the text says so: before or behind its name, in brackets, in headings, elsewhere.

A list defines a name when words say so (包括, 为主要内容) and the number of items is the announced one, or when each item
repeats the stem that the name announces: 四帮扶 is 组织帮扶、励志帮扶、技能帮扶 and 项目帮扶.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.chinese.scanning import Scanner
from pbdata.facts.programmes.items import (
    Item,
    is_open,
    list_after,
    list_before,
    list_in_marks,
    numbered_list,
    readings,
)
from pbdata.facts.programmes.names import HAN, Name, either, lexicon
from pbdata.facts.programmes.slogans import Slogan, abbreviates, bare, counts, fits, read_slogan, tokens

_FAR = 320
_LEAD = 36
_SENTENCE_END = re.compile("[。！？!?\n]")
_CLAUSE = re.compile("[，。；：！？\n]")
_LIST_MARK = re.compile("[、，； ]")
_LIST_END = re.compile("[、，；”’为]")
_NUMBERED = re.compile(r"一是|一、|（一|\(一|1[.．、]")
_PHRASE = re.compile(r"(?<!\w)")
_INITIALS = 5
_MANY = 5
# An article says what a programme is when it first names it, or soon after: later mentions are not tried.
_TRIED = 6
_AFTER_HEADING = re.compile(rf"[^{HAN}]|$")


class Definition(NamedTuple):
    """The words that define a name, and their items. ``full_form`` is the span of words in marks that say the same name."""

    name: str
    start: int
    stop: int
    items: tuple[Item, ...]
    exhaustive: bool
    full_form: tuple[int, int] | None
    rule: str


class _Found(NamedTuple):
    items: list[Item]
    rule: str
    full_form: tuple[int, int] | None = None


def define(text: str, names: Sequence[Name], quotes: Sequence[Quoted]) -> list[Definition]:
    """Return the definitions in a field, by start; each place once. Names that are undecided may be defined too."""
    found: dict[tuple[str, tuple[str, ...]], Definition] = {}
    groups: dict[str, list[Name]] = {}
    for name in names:
        groups.setdefault(bare(name.name), []).append(name)
    lists = [
        (quote, frozenset(quote.inner)) for quote in quotes if quote.mark != "（" and _LIST_MARK.search(quote.inner)
    ]
    for key, mentions in groups.items():
        if mentions[0].kind == "document":
            continue
        slogan = slogan_of(mentions[0].name)
        tried = mentions[:_TRIED] if slogan or any(name.sure for name in mentions) else []
        places = [place for name in tried for place in _beside(text, name, slogan, quotes)]
        if not places:
            places = list(_elsewhere(text, mentions, slogan, lists))
        for place in places:
            definition = _definition(text, key, slogan, place)
            found.setdefault((key, tuple(item.words for item in definition.items)), definition)
    return sorted(found.values(), key=lambda definition: (definition.start, definition.name))


def define_by_headings(name: Name, text: str, headings: Sequence[tuple[int, int]]) -> list[Item] | None:
    """Return the items where as many headings as a name announces repeat its stem: 四轮驱动, and four headings with 驱动."""
    slogan = slogan_of(name.name)
    if slogan is None or not 3 <= max(counts(slogan), default=0) <= len(headings):
        return None
    stems = [stem for _, stem in slogan.parts]
    chosen = [span for span in headings if any(stem in text[slice(*span)] for stem in stems)]
    words = [text[start:stop] for start, stop in chosen]
    if not fits(slogan, words):
        return None
    return [_heading_item(text, start, stop, stems) for start, stop in chosen]


@lru_cache(maxsize=4096)
def slogan_of(name: str) -> Slogan | None:
    """Return what a name announces, its head noun left aside: 三大工程 and 五个一工程."""
    heads = (*lexicon()["heads"]["campaign"], "建设")
    if name.endswith(heads):
        for head in heads:
            slogan = read_slogan(name[: -len(head)]) if name.endswith(head) else None
            if slogan and not slogan.parts[-1][1].endswith(("个", "大", "项")):
                return slogan
    return read_slogan(name)


def _definition(text: str, key: str, slogan: Slogan | None, place: _Found) -> Definition:
    items, rule, full_form = place
    complete = slogan is not None and len(items) in counts(slogan)
    return Definition(
        key, items[0].start, items[-1].stop, tuple(items), complete or not is_open(text, items), full_form, rule
    )


def _beside(text: str, name: Name, slogan: Slogan | None, quotes: Sequence[Quoted]) -> Iterator[_Found]:
    """The lists that words beside one mention tie to it."""
    if name.name.endswith("+"):
        items = plus_items(text, name)
        if items:
            yield _Found(items, "plus")
        return
    found = _behind(text, name, slogan, quotes) or _in_front(text, name, slogan, quotes)
    if found:
        yield found


def _behind(text: str, name: Name, slogan: Slogan | None, quotes: Sequence[Quoted]) -> _Found | None:
    match = _patterns().behind.match(text, name.stop)
    if match is None or (match["bracket"] is None and match["words"] is None and slogan is None):
        return None
    start = match.end()
    if match["bracket"]:
        close = text.find("）", start, start + _FAR)
        if slogan is None or close < 0:
            return None
        items = list_in_marks(text, start, close, slogan)
        return _Found(items, "brackets") if items else None
    stop = _bracket_stop(text, start, _line_stop(text, start))
    if slogan and text[start : start + 1] == "“":
        sentence = _SENTENCE_END.search(text, start, stop)
        several = _several_marks(text, start, sentence.start() if sentence else stop, quotes)
        if fits(slogan, [item.words for item in several]):
            return _Found(several, "behind")
    if text[start : start + 1] in "“‘":
        close = text.find("”" if text[start] == "“" else "’", start, stop)
        inside = list_in_marks(text, start + 1, close, slogan) if close > 0 else None
        if inside and len(inside) >= 2 and text[close + 1 : close + 2] not in "、和":
            return _Found(inside, "behind", (start, close + 1))
    items = list_after(text, start, min(stop, start + _FAR), slogan, explicit=True)
    if items and slogan is None and match["words"] is None:
        return None
    return _Found(items, "behind") if items else None


def _in_front(text: str, name: Name, slogan: Slogan | None, quotes: Sequence[Quoted]) -> _Found | None:
    near = max(0, name.start - _LEAD)
    words = text[near : name.start]
    if not _LIST_END.search(words) or (slogan is None and "为" not in words):
        return None
    lead = next(_patterns().in_front.finditer(words, 0, len(words)), None)
    stop = near + lead.start() if lead else name.start
    start = max(_sentence_start(text, name.start), name.start - _FAR)
    if stop <= start:
        return None
    named = bool(lead and lead["words"])
    direct = lead is not None and lead["words"] is None
    if text[stop - 1 : stop] in ("”", "’"):
        quote = next((quote for quote in quotes if quote.stop == stop and quote.mark != "（"), None)
        if quote and (named or slogan):
            inside = list_in_marks(text, quote.start + 1, quote.stop - 1, slogan)
            if inside:
                return _Found(inside, "in-front", (quote.start, quote.stop))
            several = _several_marks(text, start, stop, quotes) if slogan else []
            if slogan and fits(slogan, [item.words for item in several]):
                return _Found(several, "in-front")
    if slogan:
        items = list_before(text, start, stop, slogan, adjacent=named or direct or stop == name.start)
        return _Found(items, "in-front") if items else None
    return None


def _several_marks(text: str, start: int, stop: int, quotes: Sequence[Quoted]) -> list[Item]:
    """The items of all lists in marks in a stretch, as one list: “强村带弱村、…”为主要内容，以“党建帮扶、…”为主要措施."""
    items: list[Item] = []
    for quote in quotes:
        if start <= quote.start and quote.stop <= stop and quote.mark != "（":
            items += list_in_marks(text, quote.start + 1, quote.stop - 1, None) or []
    return items


def _elsewhere(
    text: str, mentions: Sequence[Name], slogan: Slogan | None, lists: Sequence[tuple[Quoted, frozenset[str]]]
) -> Iterator[_Found]:
    """The list that shows by its stems, its initials or its number that it defines a name which nothing beside it defines.

    ``lists`` are words in marks that may be one, each with its characters.
    """
    key = bare(mentions[0].name)
    if slogan is None and not 3 <= len(key) <= _INITIALS:
        items = _common_ending(text, mentions[0])
        if items:
            yield _Found(items, "common-ending")
        return
    letters = {stem[0] for _, stem in slogan.parts} if slogan else set(key)
    most = max(counts(slogan), default=0) if slogan else 0
    for quote, characters in lists:
        if len(quote.inner) < len(key) + 3:
            continue
        if letters <= characters:
            for items in readings(text, quote.start + 1, quote.stop - 1):
                words = [item.words for item in items]
                if fits(slogan, words) if slogan else abbreviates(key, words):
                    yield _Found(items, "same-stems" if slogan else "initials", (quote.start, quote.stop))
                    return
        if slogan and most >= _MANY and _near(text, quote, mentions):
            chosen = list_in_marks(text, quote.start + 1, quote.stop - 1, slogan)
            if chosen and len(chosen) >= _MANY:
                yield _Found(chosen, "near-quotation")
                return
    if slogan is None:
        items = _common_ending(text, mentions[0])
        if items:
            yield _Found(items, "common-ending")
        return
    if len(slogan.parts) > 1:
        items = _by_parts(text, mentions[0], slogan)
        if items:
            yield _Found(items, "by-parts")
            return
    for name in mentions[:3] if most > 2 else ():
        items = _with_stems(text, name, key, slogan)
        if items:
            yield _Found(items, "same-stems")
            return
        stop = min(len(text), name.stop + 8 * _FAR)
        for number in sorted(counts(slogan) - {2}) if _NUMBERED.search(text, name.stop, stop) else ():
            items = numbered_list(text, name.stop, stop, number, slogan)
            if items:
                yield _Found(items, "numbered")
                return


def _with_stems(text: str, name: Name, key: str, slogan: Slogan) -> list[Item] | None:
    """The list near a mention in which the stems of a slogan come as often as it says, besides those in its own name."""
    fewest = min(counts(slogan), default=0)
    if fewest <= 2:
        return None
    start, stop = _window(text, name)
    itself = text.count(key, start, stop)
    if any(text.count(stem, start, stop) < min(number, fewest) + itself for number, stem in slogan.parts):
        return None
    for begin, end in _clauses(text, start, stop, slogan.parts[0][1]):
        items = list_after(text, begin, end, slogan, explicit=False)
        if items and not (items[0].start <= name.start < items[-1].stop):
            return items
    return None


def _by_parts(text: str, name: Name, slogan: Slogan) -> list[Item] | None:
    """The items where the text explains the parts of a slogan one by one: 三村，即…。三联，即…。三扶，即…."""
    written = tokens(name.name)
    if len(written) != len(slogan.parts):
        return None
    found: list[Item] = []
    for token, part in zip(written, slogan.parts, strict=True):
        match = _explained(text, token)
        if match is None:
            return None
        stop = _bracket_stop(text, match.end(), _line_stop(text, match.end()))
        if part[0] == 1:
            close = _CLAUSE.search(text, match.end(), stop)
            end = close.start() if close else stop
            items: list[Item] | None = [Item(match.end(), end, text[match.end() : end])] if end > match.end() else None
        else:
            items = list_after(text, match.end(), stop, Slogan((part,)), explicit=True)
        if items is None:
            return None
        found += items
    return found


def _explained(text: str, token: str) -> re.Match[str] | None:
    """What stands behind a part of a slogan and leads to its items, where the part begins a phrase."""
    at = text.find(token)
    while at >= 0:
        match = _PHRASE.match(text, at) and _patterns().explains.match(text, at + len(token))
        if match:
            return match
        at = text.find(token, at + 1)
    return None


def _near(text: str, quote: Quoted, mentions: Sequence[Name]) -> bool:
    """Whether a mention stands within two sentences of a quotation, in the same line."""
    for name in mentions[:_TRIED]:
        between = text[min(quote.stop, name.stop) : max(quote.start, name.start)]
        if "\n" not in between and len(_SENTENCE_END.findall(between)) <= 2:
            return True
    return False


def _common_ending(text: str, name: Name) -> list[Item] | None:
    """The list whose items all end in the name: 先进典型连连看、文艺汇演连连看 for 连连看."""
    at = text.find(name.name + "、") if len(name.name) >= 3 else -1
    if at < 0:
        return None
    ending = re.escape(name.name)
    pattern = re.compile(rf"(?:[{HAN}]{{2,8}}{ending}、){{2,}}[{HAN}]{{2,8}}{ending}")
    match = pattern.search(text, max(0, at - 8), at + _FAR)
    return list_after(text, _trim_lead(text, *match.span()), match.end(), None, explicit=True) if match else None


def _trim_lead(text: str, start: int, stop: int) -> int:
    words = text[start : text.find("、", start, stop)]
    cuts = [match.end() for match in _patterns().leads.finditer(words) if len(words) - match.end() >= 4]
    return start + max(cuts, default=0)


def plus_items(text: str, name: Name) -> list[Item] | None:
    """Return what follows the sign of a name such as 党建+, in a list or once a paragraph."""
    stem = re.escape(bare(name.name))
    word = rf"[{HAN}“”]{{2,14}}?"
    match = re.search(rf"{stem}({word}(?:[、，](?:{stem}|\+){word})+)(?=等|[。；，：])", text)
    if match:
        pieces = re.finditer(rf"(?:^|[、，](?:{stem}|\+))({word})(?=[、，]|$)", match[1])
        return [Item(match.start(1) + piece.start(1), match.start(1) + piece.end(1), piece[1]) for piece in pieces]
    once = list(re.finditer(rf"(?:^|(?<=\n)){stem}({word})(?=[。：])", text))
    return [Item(piece.start(1), piece.end(1), piece[1]) for piece in once] if len(once) > 1 else None


def _heading_item(text: str, start: int, stop: int, stems: Sequence[str]) -> Item:
    """The words of a heading before its stem, where the stem closes the phrase; else its first clause."""
    for stem in stems:
        at = text.find(stem, start, stop)
        if at - start >= 2 and _AFTER_HEADING.match(text, at + len(stem), stop):
            return Item(start, at, text[start:at])
    comma = re.compile("[，：—]").search(text, start, stop)
    end = comma.start() if comma else stop
    return Item(start, end, text[start:end])


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence begins in which ``at`` stands; a bound keeps a long text linear."""
    bound = max(0, at - 2 * _FAR)
    return max(bound, *(text.rfind(mark, bound, at) + 1 for mark in "。！？\n"))


def _line_stop(text: str, at: int) -> int:
    stop = text.find("\n", at, at + 8 * _FAR)
    return stop if stop >= 0 else min(len(text), at + 8 * _FAR)


def _bracket_stop(text: str, start: int, stop: int) -> int:
    """Where the bracket closes in which ``start`` stands, if it stands in one."""
    close = text.find("）", start, stop)
    return close if close >= 0 and text.find("（", start, close) < 0 else stop


def _window(text: str, name: Name) -> tuple[int, int]:
    """Two sentences to each side of a mention."""
    start = name.start
    for _ in range(3):
        start = _sentence_start(text, max(0, start - 1))
    stop = name.stop
    for _ in range(3):
        match = _SENTENCE_END.search(text, stop)
        stop = match.end() if match else len(text)
    return max(start, name.start - 2 * _FAR), min(stop, name.stop + 2 * _FAR)


def _clauses(text: str, start: int, stop: int, stem: str) -> Iterator[tuple[int, int]]:
    """The places in a window where a list may begin: behind a mark of punctuation, with the stem in its first piece."""
    marks = [match.span() for match in _patterns().opening.finditer(text, start, stop)]
    at = -1
    for number, (_, begin) in enumerate(marks, 1):
        at = at if at >= begin else text.find(stem, begin, stop)
        if at < 0:
            return
        close = next((mark for mark, _ in islice(marks, number, None) if mark > begin), -1)
        if at + len(stem) <= close:
            yield begin, min(stop, begin + _FAR)


class _Patterns(NamedTuple):
    explains: re.Pattern[str]
    behind: re.Pattern[str]
    in_front: Scanner
    opening: re.Pattern[str]
    leads: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    heads = either([head for group in words["heads"].values() for head in group] + words["numeral_heads"])
    return _Patterns(
        explains=re.compile(f"”?[，：]?(?:{either(words['list_follows'])})"),
        behind=re.compile(
            rf"(?:的?[{HAN}]{{0,4}}(?:{heads}))?(?:(?P<bracket>（(?:即|包括)?[：:，]?)"
            rf"|[，]?(?P<words>{either(words['list_follows'])})[：:，]?|[：:]|——)"
        ),
        in_front=Scanner(
            {"的", "等", *(word[0] for word in words["list_leads"])},
            rf"(?:的?(?P<words>{either(words['list_leads'])})[^。；“”]{{0,24}}|等?的|等[{HAN}]{{0,4}})$",
        ),
        opening=re.compile("[。；：，、“‘]|^"),
        leads=re.compile(either(words["before_items"])),
    )
