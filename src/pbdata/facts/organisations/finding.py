"""The bodies that an article names: Party organs, governments, schools, firms; words in words.yaml."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.facts.persons.finding import People
from pbdata.facts.persons.titles import qualifier_start, shortest_head, without_marks
from pbdata.facts.reading import Appellation, Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Organisation, PlaceMention

_LONGEST = 24
_STAYS = re.compile(
    r"(?:派驻|驻)[\u3400-\u9fff]{1,12}(?:村|社区)(?![委党两])|(?:派驻|驻)[\u3400-\u9fff]{1,8}?(?:镇|乡)(?![党政])"
)
_MARKS = re.compile(r"(?:原任?|前任?|时任|现任|新任|该)?")
_QUALIFIER = re.compile(r"(?:常务副|第一副|副|第一|代理|代|兼|老|女|退休|名誉|（[^（）]*）)+$")
_NOT_AN_END = "织面势长门"


class Body(NamedTuple):
    """Words that name a body."""

    start: int
    stop: int
    rule: str


class _Words(NamedTuple):
    kinds: dict[str, str]
    last: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]
    alone: frozenset[str]
    generic: re.Pattern[str]
    qualified: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]


def find_organisations(
    article: Article, people: People | None = None, places: Sequence[PlaceMention] = ()
) -> tuple[Organisation, ...]:
    """Return the bodies that an article names, each once, in the order of the words of the first mention.

    A body is believed when a place stands before its ending, when it is one that needs none (国务院, 县委), or when it
    stands in a post beside a person. ``places`` gives the place at its head, where that is known.
    """
    name_id = Namer("o", article.article_id)
    found: dict[str, Organisation] = {}
    for field, text in fields_of(article):
        at = {place.start: place for place in places if place.field == field}
        posts = (
            post
            for mention, beside in zip(people.mentions, people.beside, strict=True) if mention.field == field
            for post in beside
        ) if people else ()  # fmt: skip
        bodies = {*find_bodies(text, sorted(at)), *(body for post in posts if (body := body_of_post(text, post)))}
        for body in sorted(bodies):
            name = text[body.start : body.stop]
            if name not in found:
                place = _place_of(at, body)
                found[name] = Organisation(
                    name_id(name), field, body.start, body.stop, name, name, kind_of_body(name), level_of_body(name, place),
                    place.place_id if place else None, "rules", body.rule,
                )  # fmt: skip
    return tuple(found.values())


def find_bodies(text: str, places: Sequence[int] = ()) -> list[Body]:
    """Return the bodies named in a text, in order and apart from each other.

    ``places`` has the starts of known places, in order: the first that stands in a name opens it.
    """
    words = _words()
    found: list[Body] = []
    for last in words.last.finditer(text):
        stop = last.end()
        ending = _ending(text, 0, stop)
        if ending is None or text[stop : stop + 1] in _NOT_AN_END:
            continue
        start = qualifier_start(text, ending, _LONGEST)
        if stop - start > _LONGEST:
            continue
        stay = _STAYS.match(text, start, stop)
        start = stay.end() if stay and stay.end() < ending else start
        k = bisect_left(places, start)
        placed = k < len(places) and places[k] < ending
        start = places[k] if placed else start
        name = text[start:stop]
        if words.generic.search(name):
            continue
        rule = "alone" if name in words.alone else "place-and-ending"
        if rule != "alone" and start < ending and _ending(text, start, ending) is not None:
            rule = "body-of-a-body"
        qualified = placed or rule == "body-of-a-body" or words.qualified.match(name)
        if rule == "alone" or (start < ending and qualified):
            if found and found[-1].start == start:
                found.pop()
            if not found or found[-1].stop <= start:
                found.append(Body(start, stop, rule))
    return found


def body_of_post(text: str, post: Appellation) -> Body | None:
    """Return the body that a printed post belongs to (信宜市农业局局长: 信宜市农业局; 组织部长: 组织部), if it prints one."""
    bare = without_marks(text, post.stop)
    stop = bare - len(shortest_head(text[post.start : bare]))
    stop = post.start + len(_QUALIFIER.sub("", text[post.start : stop]))
    stay = _STAYS.match(text, post.start, stop)
    start = stay.end() if stay else post.start
    mark = _MARKS.match(text, start)
    start = mark.end() if mark else start
    for end in (stop, stop + 1):
        if _ending(text, start, end) is not None:
            return Body(start, end, "post")
    inside = [last.end() for last in _words().last.finditer(text, start, stop) if _ending(text, start, last.end())]
    return Body(start, inside[-1], "post") if inside else None


def body_before(text: str, stop: int) -> Body | None:
    """Return the body whose name ends at ``stop`` (盘县工商局保田分局的刘明: at 的), if a name of one ends there."""
    ending = _ending(text, 0, stop)
    if ending is None:
        return None
    start = qualifier_start(text, ending)
    return Body(start, stop, "affiliation") if start < ending or text[start:stop] in _words().alone else None


def kind_of_body(name: str) -> str | None:
    """Return the kind of body that a name's ending makes."""
    start = _ending(name, 0, len(name))
    kind = None if start is None else _words().kinds[name[start:]]
    return "village" if kind == "party" and ("村" in name or "社区" in name) else kind


def level_of_body(name: str, place: PlaceMention | None) -> str | None:
    """Return the level of a body: that of the place at its head, or what its name prints; 市 and 区 print none."""
    if place is not None and place.level:
        return place.level
    return next((level for level, pattern in _words().levels if pattern.search(name)), None)


def _ending(text: str, start: int, stop: int) -> int | None:
    """Where the longest ending of a body that closes at ``stop`` begins."""
    words = _words()
    lengths = words.lengths.get(text[stop - 2 : stop]) or words.lengths.get(text[stop - 1 : stop], ())
    for length in lengths:
        if start <= stop - length and text[stop - length : stop] in words.kinds:
            return stop - length
    return None


def _place_of(at: dict[int, PlaceMention], body: Body) -> PlaceMention | None:
    """The last of the places that open the name of a body, one behind the other."""
    place, start = None, body.start
    while (found := at.get(start)) is not None and found.stop <= body.stop:
        place, start = found, found.stop
    return place


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    kinds: dict[str, str] = {}
    for kind, endings in lexicon["kinds"].items():
        for ending in endings:
            kinds.setdefault(ending, kind)
    lengths = defaultdict[str, set[int]](set)
    for ending in kinds:
        lengths[ending[-2:]].add(len(ending))
    for ending in [ending for ending in kinds if len(ending) == 1]:
        for closing in lengths:
            if closing.endswith(ending):
                lengths[closing].add(1)
    last, before_last = (
        "".join(sorted({closing[at] for closing in lengths if len(closing) >= -at})) for at in (-1, -2)
    )
    alone = "".join(sorted(closing for closing in lengths if len(closing) == 1))
    return _Words(
        kinds,
        re.compile(f"[{last}](?<=[{before_last}].|.[{alone}])", re.DOTALL),
        {last: tuple(sorted(all_lengths, reverse=True)) for last, all_lengths in lengths.items()},
        frozenset(lexicon["alone"]),
        re.compile("|".join(lexicon["generic"])),
        re.compile(lexicon["qualified"]),
        tuple((entry["level"], re.compile(entry["pattern"])) for entry in lexicon["levels"]),
    )
