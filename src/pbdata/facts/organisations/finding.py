"""The bodies that an article names: Party organs, governments, schools, firms."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pbdata.chinese.rules import read_rules, rule
from pbdata.datafiles import read_data
from pbdata.facts.persons.sending import sending_before
from pbdata.facts.persons.titles import qualifier_start, shortest_head, without_marks
from pbdata.facts.reading import Appellation, Field, Namer, Reading
from pbdata.model.facts import Organisation, PlaceMention
from pbdata.patterns import compiled

_LONGEST = 24


class Body(NamedTuple):
    """Words that name a body."""

    start: int
    stop: int
    rule: str


class _Endings(NamedTuple):
    """What names of bodies end in: the kind of each; where one may end; and how long those are that end in one or two characters."""

    kinds: Mapping[str, str]
    last: re.Pattern[str]
    lengths: Mapping[str, tuple[int, ...]]


def find_organisations(reading: Reading) -> tuple[Organisation, ...]:
    """Return the bodies that an article names, each once, in the order of the words of the first mention.

    A body is believed when a place stands before its ending, when it is one that needs none (国务院, 县委), or when it
    stands in a post beside a person. The known place at its head is its place.
    """
    name_id = Namer("o", reading.article.article_id)
    found: dict[str, Organisation] = {}
    for field in reading.fields.values():
        places = {place.start: place for place in reading.rows("place_mentions", field.name)}
        persons = [(one.start, one.stop) for one in reading.rows("person_mentions", field.name)]
        named = {
            *find_bodies(field.text, sorted(places), persons),
            *_of_posts(reading, field),
            *_of_senders(field, persons),
        }
        for body in sorted(named):
            name = field.text[body.start : body.stop]
            if name not in found:
                place = _place_of(places, body)
                found[name] = Organisation(
                    org_id=name_id(name),
                    field=field.name,
                    start=body.start,
                    stop=body.stop,
                    surface=name,
                    name=name,
                    kind=kind_of_body(name),
                    level=level_of_body(name, place),
                    place_id=place.place_id if place else None,
                    detectors="rules",
                    rule=body.rule,
                )
    return tuple(found.values())


def _of_posts(reading: Reading, field: Field) -> Iterator[Body]:
    for mention, beside in zip(reading.table("person_mentions"), reading.beside, strict=True):
        if mention.field == field.name:
            yield from (body for post in beside if (body := body_of_post(field.text, post)))


def _of_senders(field: Field, persons: Sequence[tuple[int, int]]) -> Iterator[Body]:
    """The bodies that sent somebody: 县妇联选派到东山村的孙明亮."""
    for start, _ in persons:
        sending = sending_before(field, start)
        if sending and _ending(field.text, *sending.sender) is not None:
            yield Body(*sending.sender, "sender")


def find_bodies(text: str, places: Sequence[int] = (), persons: Sequence[tuple[int, int]] = ()) -> list[Body]:
    """Return the bodies named in a text, in order and apart from each other.

    ``places`` has the starts of known places, in order: the first that stands in a name opens it. It begins behind the last
    of the ``persons`` before its end.
    """
    found: list[Body] = []
    for last in _endings().last.finditer(text):
        body = _body_ending_at(text, last.end(), places, persons)
        if body is not None:
            if found and found[-1].start == body.start:
                found.pop()
            if not found or found[-1].stop <= body.start:
                found.append(body)
    return found


def _body_ending_at(text: str, stop: int, places: Sequence[int], persons: Sequence[tuple[int, int]]) -> Body | None:
    """The body whose name ends at ``stop``, if it is one that needs no place, or if a place or another body opens it."""
    ending = _ending(text, 0, stop)
    if ending is None or text[stop : stop + 1] in _words("no_end"):
        return None
    k = bisect_left(persons, (ending + 1, 0))
    first = persons[k - 1][1] if k else 0
    if first > ending:
        return None
    start = _behind_time(
        text, max(first + text.startswith(("和", "与", "及"), first), qualifier_start(text, ending, _LONGEST))
    )
    if stop - start > _LONGEST:
        return None
    stay = rule(__package__, "names", "stays").pattern.match(text, start, stop)
    start = stay.end() if stay and stay.end() < ending else start
    k = bisect_left(places, start)
    placed = k < len(places) and places[k] < ending
    start = places[k] if placed else start
    name = text[start:stop]
    if rule(__package__, "names", "any-body").pattern.search(name):
        return None
    if name in _words("alone"):
        return Body(start, stop, "alone")
    if start == ending:
        return None
    if _ending(text, start, ending) is not None:
        return Body(start, stop, "body-of-a-body")
    if placed or rule(__package__, "names", "opens-with-a-place").pattern.match(name):
        return Body(start, stop, "place-and-ending")
    return None


def body_of_post(text: str, post: Appellation) -> Body | None:
    """Return the body that a printed post belongs to (信宜市农业局局长: 信宜市农业局; 组织部长: 组织部), if it prints one."""
    bare = without_marks(text, post.stop)
    stop = bare - len(shortest_head(text[post.start : bare]))
    stop = post.start + len(
        rule(__package__, "posts", "qualifier-of-the-post").pattern.sub("", text[post.start : stop])
    )
    stay = rule(__package__, "names", "stays").pattern.match(text, post.start, stop)
    start = stay.end() if stay else post.start
    start = _behind_time(text, start)
    for end in (stop, stop + 1):
        if _ending(text, start, end) is not None:
            return Body(start, end, "post")
    inside = [
        last.end()
        for last in _endings().last.finditer(text, start, stop)
        if _ending(text, start, last.end()) and text[last.end() : last.end() + 1] not in _words("no_end")
    ]
    return Body(start, inside[-1], "post") if inside else None


def _behind_time(text: str, start: int) -> int:
    """Where a body begins behind 原 or 该."""
    mark = rule(__package__, "posts", "time-mark").pattern.match(text, start)
    return mark.end() if mark else start


def body_before(text: str, stop: int) -> Body | None:
    """Return the body whose name ends at ``stop`` (盘县工商局保田分局的刘明: at 的), if a name of one ends there."""
    ending = _ending(text, 0, stop)
    if ending is None:
        return None
    start = qualifier_start(text, ending)
    return Body(start, stop, "affiliation") if start < ending or text[start:stop] in _words("alone") else None


@lru_cache(maxsize=8192)
def kind_of_body(name: str) -> str | None:
    """Return the kind of body that a name's ending makes."""
    start = _ending(name, 0, len(name))
    kind = None if start is None else _endings().kinds[name[start:]]
    return "village" if kind == "party" and ("村" in name or "社区" in name) else kind


def level_of_body(name: str, place: PlaceMention | None) -> str | None:
    """Return the level of a body: that of the place at its head, or what its name prints; 市 and 区 print none."""
    if place is not None and place.level:
        return place.level
    return _printed_level(name)


@lru_cache(maxsize=8192)
def _printed_level(name: str) -> str | None:
    return next((level.name for level in read_rules(__package__, "levels") if level.pattern.search(name)), None)


def _ending(text: str, start: int, stop: int) -> int | None:
    """Where the longest ending of a body that closes at ``stop`` begins."""
    endings = _endings()
    lengths = endings.lengths.get(text[stop - 2 : stop]) or endings.lengths.get(text[stop - 1 : stop], ())
    for length in lengths:
        if start <= stop - length and text[stop - length : stop] in endings.kinds:
            return stop - length
    return None


def _place_of(places: Mapping[int, PlaceMention], body: Body) -> PlaceMention | None:
    """The last of the places that open the name of a body, one behind the other."""
    place, start = None, body.start
    while (found := places.get(start)) is not None and found.stop <= body.stop:
        place, start = found, found.stop
    return place


@cache
def _words(name: str) -> Collection[str]:
    return frozenset(read_data(__package__, "words.yaml")[name])


@cache
def _endings() -> _Endings:
    kinds: dict[str, str] = {}
    for kind, endings in read_data(__package__, "words.yaml")["kinds"].items():
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
    return _Endings(
        kinds=kinds,
        last=compiled(f"{__name__}.last", f"[{last}](?<=[{before_last}].|.[{alone}])", re.DOTALL),
        lengths={last: tuple(sorted(all_lengths, reverse=True)) for last, all_lengths in lengths.items()},
    )
