"""What stands beside a name and says who its bearer is: posts, callings and forms of address; words in persons.yaml."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.scanning import Scanner
from pbdata.datafiles import read_data
from pbdata.facts.persons.shapes import is_word
from pbdata.facts.reading import Appellation

_LONGEST_CHAIN = 60
_CLAUSE = re.compile(r"[，。；！？\n：）（“”]")
_JOINTS = frozenset({"、", "和", "与", "及", "以及", " "})
# A quoted or bracketed name may stand inside a post; any other mark ends it to the left.
_BREAK = re.compile(r"“[^“”，。；！？\n]{1,12}”|（[^（），。；！？\n]{1,12}）|[^\u3400-\u9fff0-9A-Za-z·—＋+-]")
_BRACKETED = re.compile(r"（[^（），。；！？\n]{1,12}）$")
_LONGEST_BRACKET = 14
_OF_LIFE = r"(?:(?:男|女|[\u3400-\u9fff]{1,4}族|中共党员|(?:今年|现年)?[0-9一二三四五六七八九十]{1,4}岁|[0-9]{4}年[^，。]{0,12}生)，)*"
_ENDS = ("期间", "时", "的", "、", "以来", "后")


class _Words(NamedTuple):
    kinds: dict[str, str]
    lengths: dict[str, tuple[int, ...]]
    makers: dict[str, tuple[str, ...]]
    honorifics: dict[str, tuple[str, ...]]
    bodies: frozenset[str]
    stop: Scanner
    behind: re.Pattern[str]
    before_place: tuple[str, ...]


def head_before(text: str, stop: int) -> int | None:
    """Return where the longest post or calling that ends at ``stop`` begins, or ``None``."""
    words = _words()
    for length in words.lengths.get(text[stop - 1 : stop], ()) if stop > 0 else ():
        if length <= stop and text[stop - length : stop] in words.kinds:
            return stop - length
    return None


def kind_of(printed: str) -> str | None:
    """Return the kind of person that a post or calling makes, by its longest known ending."""
    head = head_before(printed, len(printed))
    return None if head is None else _words().kinds[printed[head:]]


def shortest_head(printed: str) -> str:
    """Return the shortest known post or calling that ends a printed one (组织部部长: 部长)."""
    kinds = _words().kinds
    return next((printed[-n:] for n in range(2, len(printed) + 1) if printed[-n:] in kinds), printed)


def names_a_maker(text: str, stop: int) -> bool:
    """Whether the words that end at ``stop`` announce a maker of the article (记者, 通讯员)."""
    makers = _words().makers.get(text[stop - 1 : stop])
    return makers is not None and text.endswith(makers, 0, stop)


def honorific_after(text: str, start: int) -> int | None:
    """Return the end of the form of address or post that begins at ``start``, or ``None``."""
    for word in _words().honorifics.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            return start + len(word)
    return None


def before(text: str, stop: int) -> list[Appellation]:
    """Return the posts and callings that stand before ``stop``, in order: each of a list joined by 、 on its own."""
    found: list[Appellation] = []
    if text[stop - 1 : stop] == "的" and stop > 1:
        stop -= 1
    while (head := head_before(text, without_marks(text, stop))) is not None:
        start = qualifier_start(text, head - text.startswith("“", head - 1))
        found.append(Appellation(start, stop, head))
        if start == 0 or text[start - 1] != "、":
            break
        stop = start - 1
    return found[::-1]


def without_marks(text: str, stop: int) -> int:
    """Where a post ends without what closes it: 渔滨居“第一书记”, 副书记（挂职）."""
    bracket = _BRACKETED.search(text, max(0, stop - _LONGEST_BRACKET), stop)
    return bracket.start() if bracket else stop - text.endswith("”", 0, stop)


def after(text: str, stop: int) -> list[Appellation]:
    """Return the post that is printed behind a name: 陈少荣书记, 罗国胜（村支书）, 栗战书同志在贵州担任省委书记期间."""
    addressed = honorific_after(text, stop)
    if addressed is not None and head_before(text, addressed) == stop and kind_of(text[stop:addressed]) != "villager":
        return [Appellation(stop, addressed, stop)]
    match = _words().behind.match(text, stop)
    if match is None:
        return []
    end = _CLAUSE.search(text, match.end())
    last = min(end.start() if end else len(text), match.end() + _LONGEST_CHAIN)
    for at in range(last, match.end() + 1, -1):
        if at == last or text.startswith(_ENDS, at):
            head = head_before(text, at)
            if head is None or head < match.end():
                continue
            if match[0].startswith("，"):
                posts = before(text, at)
                return posts if at == last and posts[0].start <= match.end() else []
            return [Appellation(max(match.end(), qualifier_start(text, head)), at, head)]
    return []


def of_names(text: str, names: Sequence[tuple[int, int]], places: Sequence[int] = ()) -> list[list[Appellation]]:
    """Return what stands beside each of the names, given in order; a post before a list of names is that of all of them.

    ``places`` has the starts of known places, in order: the first that stands in a post opens it.
    """
    found: list[list[Appellation]] = []
    last_stop, last = -1, list[Appellation]()
    for start, stop in names:
        own = [_behind_name(text, one, last_stop) for one in before(text, start)]
        if not own and last and 0 <= last_stop < start and text[last_stop:start] in _JOINTS:
            own = last
        last_stop, last = stop, own
        found.append([_from_place(text, one, places) for one in own + after(text, stop)])
    return found


def _behind_name(text: str, one: Appellation, last_stop: int) -> Appellation:
    """A post begins behind the name before it, and behind the word that joins the two."""
    if not one.start < last_stop <= one.head:
        return one
    return one._replace(start=last_stop + (text[last_stop : last_stop + 1] in "和与及、"))


def _from_place(text: str, one: Appellation, places: Sequence[int]) -> Appellation:
    k = bisect_left(places, one.start)
    if k == len(places) or not one.start < places[k] < one.head:
        return one
    leading = text[one.start : places[k]]
    return one if leading.startswith(_words().before_place) else one._replace(start=places[k])


def qualifier_start(text: str, head: int, far: int = _LONGEST_CHAIN) -> int:
    """Return where the places, bodies and quoted names begin that qualify the word that begins at ``head``, if not ``far``."""
    words = _words()
    start = max(0, head - far)
    for mark in _BREAK.finditer(text, start, head):
        if mark.end() - mark.start() == 1:
            start = mark.end()
    for stop in words.stop.finditer(text, start, head):
        if not _is_inside_a_word(text, stop.start(), stop.end(), words):
            start = stop.end()
    return start + 2 * (start + 2 <= head and text.startswith("代表", start))


def _is_inside_a_word(text: str, start: int, stop: int, words: _Words) -> bool:
    """Whether a character that would end a post to the left is part of another word (主任, 和平) or of a name (部的干部)."""
    if stop - start > 1:
        return False
    if text[start] == "的":
        return text[start - 1 : start] in words.bodies
    if text[start] == "和" and text[stop : stop + 1] in words.bodies and text[start - 1 : start] not in words.bodies:
        return True
    return is_word(text[start : start + 2]) or is_word(text[start - 1 : start + 1])


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    kinds: dict[str, str] = {}
    for kind, titles in lexicon["titles"].items():
        for title in titles.split():
            kinds.setdefault(title, kind)
    lengths = defaultdict[str, set[int]](set)
    for title in kinds:
        lengths[title[-1]].add(len(title))
    verbs = either(lexicon["holds"])
    return _Words(
        kinds,
        {last: tuple(sorted(all_lengths, reverse=True)) for last, all_lengths in lengths.items()},
        by_character(lexicon["makers"], -1),
        by_character(lexicon["honorifics"], 0),
        frozenset(lexicon["bodies"]),
        Scanner(
            [*lexicon["counted_firsts"], *(word[0] for word in lexicon["stops"])],
            rf"{lexicon['counted']}|{either(lexicon['stops'])}",
        ),
        re.compile(
            rf"（|(?:同志)?(?:在[\u3400-\u9fff]{{1,10}})?(?:{verbs})|，{_OF_LIFE}(?=[\u3400-\u9fff、（）]{{2,45}}[，。])"
        ),
        tuple(lexicon["before_place"]),
    )


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of some words; common beginnings are shared, so that it fails quickly."""
    rest = defaultdict[str, list[str]](list)
    ends = False
    for word in sorted(set(words)):
        if word:
            rest[word[0]].append(word[1:])
        else:
            ends = True
    branches = [re.escape(first) + (either(tails) if tails != [""] else "") for first, tails in rest.items()]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""


def by_character(words: Iterable[str], position: int) -> dict[str, tuple[str, ...]]:
    """Group words by their first or last character, longer ones first."""
    grouped = defaultdict[str, list[str]](list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        grouped[word[position]].append(word)
    return {character: tuple(group) for character, group in grouped.items()}
