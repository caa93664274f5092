"""What stands beside a name and says who its bearer is: posts, callings and forms of address."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pbdata.chinese.rules import rule
from pbdata.chinese.scanning import Scanner, trie
from pbdata.chinese.sentences import CLAUSE, SENTENCE
from pbdata.facts.persons.lexicon import by_first, by_last, characters, title_kinds, words
from pbdata.facts.persons.name_characters import is_word
from pbdata.facts.reading import Appellation

_LONGEST_CHAIN = 60
_LONGEST_BRACKET = 14
_LONGEST_AS, _LONGEST_CALLED, _LONGEST_SHARED = 20, 8, 14
_JOINTS = frozenset({"、", "和", "与", "及", "以及", " "})
_ENDS = ("期间", "时", "的", "、", "以来", "后")
_COUNTED_FIRSTS = "0123456789一二三四五六七八九十百千两几多余数各这那某另"


def head_before(text: str, stop: int) -> int | None:
    """Return where the longest post or calling that ends at ``stop`` begins, or ``None``."""
    lengths = _lengths().get(text[stop - 2 : stop]) if stop > 1 else None
    if lengths is not None:
        kinds = title_kinds()
        for length in lengths:
            if length <= stop and text[stop - length : stop] in kinds:
                return stop - length
    return None


@lru_cache(maxsize=8192)
def kind_of(printed: str) -> str | None:
    """Return the kind of person that a post or calling makes, by its longest known ending."""
    head = head_before(printed, len(printed))
    return None if head is None else title_kinds()[printed[head:]]


@lru_cache(maxsize=8192)
def shortest_head(printed: str) -> str:
    """Return the shortest known post or calling that ends a printed one (组织部部长: 部长)."""
    kinds = title_kinds()
    return next((printed[-n:] for n in range(2, len(printed) + 1) if printed[-n:] in kinds), printed)


def names_a_maker(text: str, stop: int) -> bool:
    """Whether the words that end at ``stop`` announce a maker of the article (记者, 通讯员)."""
    makers = by_last("makers").get(text[stop - 1 : stop])
    return makers is not None and text.endswith(makers, 0, stop)


def honorific_after(text: str, start: int) -> int | None:
    """Return the end of the form of address or post that begins at ``start``, or ``None``."""
    honorifics = by_first("honorifics").get(text[start : start + 1])
    if honorifics is None or not text.startswith(honorifics, start):
        return None
    return start + next(len(word) for word in honorifics if text.startswith(word, start))


def before(text: str, stop: int) -> list[Appellation]:
    """Return the posts and callings that stand before ``stop``, in order: each of a list joined by 、 on its own."""
    found: list[Appellation] = []
    stop = _before_a_joint(text, stop)
    while (head := head_before(text, without_marks(text, stop))) is not None:
        start = qualifier_start(text, head - text.startswith("“", head - 1))
        found.append(Appellation(start, stop, head))
        if start == 0 or text[start - 1] != "、":
            break
        stop = start - 1
    if found and _pattern("as-another").search(text, max(0, found[-1].start - _LONGEST_AS), found[-1].start):
        found += before(text, found[-1].start)
    return found[::-1]


def _before_a_joint(text: str, stop: int) -> int:
    """Where a post ends before 的, before the colon of a list (指导老师：), or before the clause that gives the name (，他叫)."""
    called = _pattern("called").search(text, max(0, stop - _LONGEST_CALLED), stop)
    if called:
        return called.start()
    if text[stop - 1 : stop] == "：" and (head := head_before(text, stop - 1)) is not None:
        opens = qualifier_start(text, head)
        return stop - 1 if opens == 0 or text[opens - 1] in f"{SENTENCE}；" else stop
    return stop - (text[stop - 1 : stop] == "的" and stop > 1)


def without_marks(text: str, stop: int) -> int:
    """Where a post ends without what closes it: 渔滨居“第一书记”, 副书记（挂职）."""
    bracket = _pattern("bracketed-end").search(text, max(0, stop - _LONGEST_BRACKET), stop)
    return bracket.start() if bracket else stop - text.endswith("”", 0, stop)


def after(text: str, stop: int) -> list[Appellation]:
    """Return the post that is printed behind a name: 陈少荣书记, 罗国胜（村支书）, 栗战书同志在贵州担任省委书记期间."""
    addressed = honorific_after(text, stop)
    if addressed is not None and head_before(text, addressed) == stop and kind_of(text[stop:addressed]) != "villager":
        return [Appellation(stop, addressed, stop)]
    match = _pattern("presents").match(text, stop)
    if match is None:
        return []
    farthest = min(len(text), match.end() + _LONGEST_CHAIN)
    end = _pattern("ends-the-post").search(text, match.end(), farthest)
    last = end.start() if end else farthest
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
    first = 0  # of the list in which a name stands
    for number, (start, stop) in enumerate(names):
        chain = before(text, start)
        own = [_behind_name(text, one, last_stop) for one in chain if one is chain[-1] or _is_own(text, one, last_stop)]
        joined = 0 <= last_stop < start and text[last_stop:start] in _JOINTS
        first = first if joined else number
        if not own and last and joined:
            own = last
        last_stop, last = stop, own
        found.append([_from_place(text, one, places) for one in own + after(text, stop)])
        if number > first and (shared := _shared(text, stop)) is not None:
            found[first:] = [one or [shared] for one in found[first:]]
    return found


def _shared(text: str, stop: int) -> Appellation | None:
    """The post of all names of a list that ends at ``stop``: 李源荣、陈英山等4位里长."""
    closes = _pattern("list-closes").match(text, stop)
    if closes is None:
        return None
    start, found = closes.end(), None
    for at in range(start + 2, min(len(text), start + _LONGEST_SHARED) + 1):
        if text[at - 1] in CLAUSE:
            break
        head = head_before(text, at)
        if head is not None and head >= start and (found is None or head <= found.stop):
            found = Appellation(start, at, head)
        elif found and at - found.stop > 1:
            break
    if found is None or qualifier_start(text, found.head) > start:
        return None
    return found


def _is_own(text: str, one: Appellation, last_stop: int) -> bool:
    """Whether an earlier post of a list does not belong to the name before: 刘国梁镇长、代表会主席王玉珠."""
    if one.head < last_stop:
        return False
    return one.start > last_stop or text[last_stop : last_stop + 1] in "和与及、，"


def _behind_name(text: str, one: Appellation, last_stop: int) -> Appellation:
    """A post begins behind the name before it, and behind the word that joins the two."""
    if not one.start < last_stop <= one.head:
        return one
    start = last_stop + (text[last_stop : last_stop + 1] in "和与及、")
    return one._replace(start=_behind_a_proxy(text, start, one.head))


def _from_place(text: str, one: Appellation, places: Sequence[int]) -> Appellation:
    k = bisect_left(places, one.start)
    if k == len(places) or not one.start < places[k] < one.head:
        return one
    leading = text[one.start : places[k]]
    belongs = leading.startswith(words("before_place")) or leading[-1] in characters("bodies_with_branches")
    return one if belongs else one._replace(start=places[k])


def qualifier_start(text: str, head: int, far: int = _LONGEST_CHAIN) -> int:
    """Return where the places, bodies and quoted names begin that qualify the word that begins at ``head``, if not ``far``."""
    start = max(0, head - far)
    for mark in _pattern("breaks").finditer(text, start, head):
        if mark.end() - mark.start() == 1:
            start = mark.end()
    for stop in _stops().finditer(text, start, head):
        if not _is_inside_a_word(text, stop.start(), stop.end()):
            start = stop.end()
    return _behind_a_proxy(text, start, head)


def _behind_a_proxy(text: str, start: int, head: int) -> int:
    """Where a post begins behind 代表 as a verb: 代表市长, and not 代表会主席."""
    acts = text.startswith("代表", start) and text[start + 2 : start + 3] not in ("会", "大", "团")
    return start + 2 * (start + 2 <= head and acts)


def _is_inside_a_word(text: str, start: int, stop: int) -> bool:
    """Whether a character that would end a post to the left is part of another word (主任, 和平) or of a name (部的干部)."""
    if stop - start > 1:
        return is_word(text[start : stop + 1])
    bodies = characters("bodies")
    if text[start] == "的":
        return text[start - 1 : start] in bodies
    if text[start] == "和" and text[stop : stop + 1] in bodies and text[start - 1 : start] not in bodies:
        return True
    return is_word(text[start : start + 2]) or is_word(text[start - 1 : start + 1])


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """The lengths of the posts and callings by their last two characters, the longest first."""
    lengths = defaultdict[str, set[int]](set)
    for title in title_kinds():
        lengths[title[-2:]].add(len(title))
    return {last: tuple(sorted(some, reverse=True)) for last, some in lengths.items()}


@cache
def _stops() -> Scanner:
    """What a post does not reach back over: words that end it, and numbers with their classifiers."""
    firsts = [*_COUNTED_FIRSTS, *(word[0] for word in words("stops"))]
    return Scanner(
        f"{__name__}.title",
        firsts,
        f"(?x:{rule(__package__, 'titles', 'counted').pattern.pattern})|{trie(words('stops'))}",
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "titles", name).pattern
