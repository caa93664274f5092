"""The ends of pairings where they stand: figures with their nouns, bodies, places and persons that other dimensions found,
and nouns alone.

Who helps and who is helped is for :mod:`pbdata.facts.pairings.ties` to say, from the verb between them.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from pbdata.chinese.rules import rule
from pbdata.facts.pairings.classes import End, lexicon
from pbdata.facts.reading import Reading, Rows
from pbdata.model.facts import Figure, PlaceMention

_REACH = 12
_LONGEST = 60
# The noun of the class that a named area has.
_AREAS = {"township": "乡镇", "county": "县"}


class Ends:
    """The ends that one field can have. Every range is one of its text. What was found there is asked for where it is needed:
    most fields state no pairing."""

    def __init__(self, reading: Reading, field: str) -> None:
        self.text = reading.fields[field].text
        self._reading = reading
        self._field = field

    @cached_property
    def _figures(self) -> Rows:
        return self._reading.rows("figures", self._field)

    @cached_property
    def _mentions(self) -> Rows:
        return self._reading.rows("place_mentions", self._field)

    @cached_property
    def _persons(self) -> Rows:
        return self._reading.rows("person_mentions", self._field)

    @cached_property
    def _posts(self) -> Rows:
        return self._reading.rows("posts", self._field)

    @cached_property
    def _places(self) -> dict[int, PlaceMention]:
        return {place.start: place for place in self._mentions}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {body.org_id: body.name for body in self._reading.table("organisations")}

    @cached_property
    def _bodies(self) -> set[str]:
        return set(self._names.values())

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(name) for name in self._bodies}, reverse=True)

    def numbered(self, start: int, stop: int) -> list[End]:
        """Return the numbered nouns, in order: 9.3万名党员干部, and number last, 指导员2700名."""
        figures = [one for one in self._figures.within(start, stop) if self._counts_ends(one)]
        behind = [end for one in figures if (end := self._noun_behind(one, stop))]
        taken = {end.figure.figure_id for end in behind if end.figure}
        before = [
            end
            for one in figures
            if one.figure_id not in taken
            and (end := self._noun_before(one, start, stop))
            and not any(end.start < other.stop and other.start < end.stop for other in behind)
        ]
        return sorted([*behind, *before], key=lambda end: end.start)

    def figure(self, start: int, stop: int) -> Figure | None:
        """Return the figure with which a range opens or closes."""
        inside: list[Figure] = self._figures.within(start, stop)
        return next((one for one in inside if one.start == start or one.stop == stop), None)

    def noun(self, start: int, stop: int, side: str) -> End | None:
        """Return the noun of a side that begins at ``start``, with the words that restrict it."""
        name = "noun-that-helps" if side == "helper" else "noun-that-is-helped"
        match = _pattern(name).match(self.text, start, stop)
        return End(match.start(), match.end(), match["noun"]) if match else None

    def noun_before(self, start: int, stop: int, side: str) -> End | None:
        """Return the noun of a side that ends at ``stop`` and stands alone in its phrase, or behind 与 and the like."""
        name = "last-noun-that-helps" if side == "helper" else "last-noun-that-is-helped"
        match = closing(_pattern(name), self.text, start, stop)
        return End(stop - len(match["end"]), stop, match["noun"]) if match else None

    def area(self, start: int, stop: int) -> End | None:
        """Return the township or county named at ``start`` with the places above it, where its name ends a phrase."""
        places = tuple(self._chain(start, stop))
        noun = _AREAS.get(places[-1].level or "") if places else None
        if noun is None or not _pattern("goes-on-behind-area").match(self.text, places[-1].stop):
            return None
        return End(start, places[-1].stop, noun, places=places, named="place")

    def village(self, start: int, stop: int) -> End | None:
        """Return the village or community named at ``start`` with the places above it, or pointed at (我们村)."""
        pointed = _pattern("village-pointed-at").match(self.text, start, stop)
        places = () if pointed else tuple(self._chain(start, stop))
        if not pointed and not (places and places[-1].level == "village"):
            return None
        end = pointed.end() if pointed else places[-1].stop
        committee = _pattern("committee").match(self.text, end, stop)
        if committee:
            return End(start, committee.end(), committee[0], places=places, named="organisation")
        last = "社区" if self.text.startswith("社区", end - 2) else "村"
        return End(start, end, last, places=places, named="place")

    def settlement(self, start: int, stop: int) -> End | None:
        """Return the village, or else the township or county, named at ``start``."""
        return self.village(start, stop) or self.area(start, stop)

    def village_before(self, start: int, stop: int) -> End | None:
        """Return the village that ends at ``stop``, with the places above it."""
        for place in self._mentions.beginning(start, stop):
            village = self.village(place.start, stop)
            if village and village.stop == stop:
                return village
        return None

    def person_before(self, stop: int) -> End | None:
        """Return the person whose name ends at ``stop``."""
        closing = (one for one in self._persons.overlapping(stop - 1, stop) if one.stop == stop)
        return next((End(one.start, stop, person=one, named="person") for one in closing), None)

    def bodies(self, start: int, stop: int) -> list[End]:
        """Return the bodies, or the people of bodies, that end at ``stop`` one behind the other, joined by 、 and 和."""
        found: list[End] = []
        while end := self._body(start, stop):
            found.insert(0, end)
            joint = closing(_pattern("joint-of-bodies"), self.text, start, end.start)
            if joint is None:
                break
            stop = end.start - len(joint[0])
        if found and closing(_pattern("other-side-of-a-body"), self.text, start, found[0].start):
            return []
        return found

    def sender(self, person: End, start: int) -> End | None:
        """Return the body that sent a person, where a post of the person that reaches behind ``start`` names it."""
        for post in self._posts.overlapping(start, person.stop):
            mine = person.person and post.person_id == person.person.person_id
            name = self._names.get(post.sending_org_id or "")
            if mine and name and name in post.surface:
                begin = post.start + post.surface.index(name)
                return End(begin, begin + len(name), places=self._opening(begin), named="organisation")
        return None

    def person(self, start: int, stop: int) -> End | None:
        """Return the first person who is named in a range."""
        first = next(iter(self._persons.beginning(start, stop)), None)
        return End(first.start, first.stop, person=first, named="person") if first else None

    def _body(self, start: int, stop: int) -> End | None:
        """The body, or the people of one, that ends at ``stop`` (市地税局干部)."""
        people = closing(_pattern("people-of-a-body"), self.text, start, stop)
        end = stop - len(people[0]) if people else stop
        noun, named = (people[0], "person") if people else (None, "organisation")
        for begin in (end - length for length in self._lengths):
            if begin >= start and self.text[begin:end] in self._bodies:
                return End(begin, stop, noun, places=self._opening(begin), named=named)
        return None

    def _chain(self, start: int, stop: int) -> Iterator[PlaceMention]:
        """The places that stand one behind the other from ``start`` on."""
        while (place := self._places.get(start)) and place.stop <= stop:
            yield place
            start = place.stop

    def _opening(self, start: int) -> tuple[PlaceMention, ...]:
        place = self._places.get(start)
        return (place,) if place else ()

    def _counts_ends(self, figure: Figure) -> bool:
        """Whether a figure counts by a measure of ends, or by none and in 万 (112万干部职工)."""
        if figure.unit_printed is None:
            return self.text[figure.stop - 1] in "万亿"
        return figure.unit_printed in lexicon()["measures"] and not figure.surface.startswith("第")

    def _noun_behind(self, figure: Figure, stop: int) -> End | None:
        match = _pattern("noun-behind-number").match(self.text, figure.stop, stop)
        return End(figure.start, match.end(), match["noun"], figure) if match else None

    def _noun_before(self, figure: Figure, start: int, stop: int) -> End | None:
        if not _pattern("goes-on-behind-number").match(self.text, figure.stop, stop):
            return None
        match = _pattern("noun-before-number").search(self.text[max(start, figure.start - _REACH) : figure.start])
        return End(figure.start - len(match[0]), figure.stop, match["noun"], figure) if match else None


def closing(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    """The match of a pattern with which a stretch closes: what does is short, so that its end alone is read."""
    return pattern.search(text[max(start, stop - _LONGEST) : stop])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "ends", name).pattern
