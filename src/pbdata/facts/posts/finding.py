"""The posts and callings that an article prints beside the names of persons, with body, place, rank and tense.

Printed: the words. Worked out: the rank, with its method. A post of somebody who was sent to a village has two sides, who
sends and where to; a side that the words do not give is null.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.facts.organisations.finding import body_before
from pbdata.facts.persons.sending import Sending, sending_before
from pbdata.facts.persons.titles import head_before, qualifier_start
from pbdata.facts.posts.ranks import rank_of, tense_of, without_time
from pbdata.facts.reading import Appellation, Field, Namer, Reading, Rows
from pbdata.model.facts import PlaceMention, Post

Range = tuple[int, int]


class _Holder(NamedTuple):
    """A person named in full in a field, or who speaks of himself there (``claims``), with what is printed beside."""

    person_id: str
    start: int
    beside: Sequence[Appellation]
    claims: bool = False


class _Sides(NamedTuple):
    """Who sent the holder of a post, and where to."""

    sender: str | None
    host: Range | None


class _Known(NamedTuple):
    """What other dimensions found in a field: the ids of bodies by their names, the lengths of these from the longest down, by
    the last character, and the places in order."""

    text: str
    bodies: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    places: Rows

    def body(self, start: int, stop: int) -> str | None:
        """The body that a stretch names: of those that end last the longest."""
        for end in range(stop, start, -1) if self.bodies else ():
            for length in self.lengths.get(self.text[end - 1], ()):
                org_id = self.bodies.get(self.text[end - length : end]) if length <= end - start else None
                if org_id:
                    return org_id
        return None

    def place(self, span: Range | None) -> PlaceMention | None:
        """The last place that stands in a stretch."""
        inside = self.places.within(*span) if span else []
        return inside[-1] if inside else None


def find_posts(reading: Reading) -> tuple[Post, ...]:
    """Return the posts of the persons of an article, in the order of the words; the same words for a person only once."""
    names = {person.person_id: person.name for person in reading.table("persons")}
    bodies = {one.name: one.org_id for one in reading.table("organisations")}
    lengths: dict[str, list[int]] = {}
    for name in sorted(bodies, key=len, reverse=True):
        alike = lengths.setdefault(name[-1], [])
        if len(name) not in alike:
            alike.append(len(name))
    name_id = Namer("j", reading.article.article_id)
    found: dict[tuple[str, str], Post] = {}
    for field in reading.fields.values():
        known = _Known(field.text, bodies, lengths, reading.rows("place_mentions", field.name))
        for holder in [*_named(reading, field, names), *_claimants(reading, field)]:
            for post in _posts_of(field, holder, known):
                key = (post.person_id, post.surface)
                if key not in found:
                    found[key] = post._replace(post_id=name_id(names[post.person_id], post.surface))
    return tuple(found.values())


def _named(reading: Reading, field: Field, names: Mapping[str, str]) -> Iterator[_Holder]:
    for mention, beside in zip(reading.table("person_mentions"), reading.beside, strict=True):
        if mention.field == field.name and mention.surface.replace(" ", "") == names[mention.person_id]:
            yield _Holder(mention.person_id, mention.start, beside)


def _claimants(reading: Reading, field: Field) -> Iterator[_Holder]:
    """The speakers who say what they are: “我是信宜市委宣传部的干部。”"""
    for said in reading.rows("quotations", field.name):
        claim = rule(__package__, "printed", "claimed").pattern.search(field.text, said.start, said.stop)
        head = head_before(field.text, claim.end()) if claim else None
        if claim and head is not None and said.speaker_person_id is not None and head >= claim.end("self"):
            start = max(claim.end("self"), qualifier_start(field.text, head))
            post = Appellation(start, claim.end(), head)
            yield _Holder(said.speaker_person_id, said.start, (post,), claims=True)


def _posts_of(field: Field, holder: _Holder, known: _Known) -> Iterator[Post]:
    text = field.text
    sending = None if holder.claims else sending_before(field, holder.start)
    bodies = [known.body(one.start, one.stop) for one in holder.beside]
    for number, one in enumerate(holder.beside):
        if sending and one.start < sending.host[1] < one.head:
            one = one._replace(start=sending.host[1] + text.startswith("的", sending.host[1]))
        others = [body for j, body in enumerate(bodies) if j != number and body]
        sides = _sides(text, one, others, sending, known)
        body = known.body(one.start, one.stop)
        yield _post(field, holder, one, sides, None if sides.host and body == sides.sender else body, known)
    if holder.beside:
        return
    if sending:
        start, stop = sending.sender[0], sending.host[1]
        sides = _Sides(known.bodies.get(text[slice(*sending.sender)]), sending.host)
        yield _untitled(field, holder, (start, stop), "sent", None, sides, known)
    elif text[holder.start - 1 : holder.start] == "的" and (body_named := body_before(text, holder.start - 1)):
        span = (body_named.start, body_named.stop)
        org_id = known.bodies.get(text[slice(*span)])
        yield _untitled(field, holder, span, "affiliation", org_id, _Sides(None, None), known)


def _sides(text: str, one: Appellation, others: Sequence[str], sending: Sending | None, known: _Known) -> _Sides:
    """Who sent the holder of a post and where to: by the post itself and another beside it, or by the clause before."""
    stays = rule(__package__, "printed", "stays").pattern.search(text, one.start, one.stop)
    if stays:
        return _Sides(next(iter(others), None), stays.span("host"))
    if sending:
        return _Sides(known.bodies.get(text[slice(*sending.sender)]), sending.host)
    return _Sides(None, None)


def _post(field: Field, holder: _Holder, one: Appellation, sides: _Sides, org_id: str | None, known: _Known) -> Post:
    printed = field.text[one.start : one.stop]
    place = known.place((one.start, one.stop))
    rank, method = rank_of(printed, place)
    host = known.place(sides.host)
    beside = "before-name" if one.stop <= holder.start else "after-name"
    return Post(
        post_id="",
        person_id=holder.person_id,
        field=field.name,
        start=one.start,
        stop=one.stop,
        surface=printed,
        title_printed=without_time(printed) or printed,
        rank=rank,
        rank_method=method,
        tense=tense_of(field.text, one),
        org_id=org_id,
        place_id=place.place_id if place else None,
        sending_org_id=sides.sender,
        host_place_id=host.place_id if host else None,
        detectors="rules",
        rule="claimed" if holder.claims else beside,
    )


def _untitled(
    field: Field, holder: _Holder, span: Range, why: str, org_id: str | None, sides: _Sides, known: _Known
) -> Post:
    """A body that is printed beside a name without a post, or one that sent its bearer."""
    host = known.place(sides.host)
    return Post(
        post_id="",
        person_id=holder.person_id,
        field=field.name,
        start=span[0],
        stop=span[1],
        surface=field.text[slice(*span)],
        title_printed=None,
        rank=None,
        rank_method=None,
        tense="current",
        org_id=org_id,
        place_id=None,
        sending_org_id=sides.sender,
        host_place_id=host.place_id if host else None,
        detectors="rules",
        rule=why,
    )
