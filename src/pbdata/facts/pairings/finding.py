"""Pairings: who helps whom, as sentences state it (结对帮扶, 挂点, 驻村, 部门帮县). See docs/facts/pairings.md."""

from collections.abc import Sequence
from typing import NamedTuple

from pbdata.facts.pairings.ends import End, class_of, kind_of, level_of
from pbdata.facts.pairings.patterns import patterns
from pbdata.facts.pairings.ties import Tie, read_ties, sentences
from pbdata.facts.reading import Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import (
    Figure,
    Organisation,
    Pairing,
    PairingEnd,
    PersonMention,
    PlaceMention,
    ProgrammeMention,
)

_RULES = "rules"


class Known(NamedTuple):
    """What other detectors found in the article: where an end is one of these, it carries their id."""

    figures: Sequence[Figure] = ()
    places: Sequence[PlaceMention] = ()
    persons: Sequence[PersonMention] = ()
    organisations: Sequence[Organisation] = ()
    programmes: Sequence[ProgrammeMention] = ()


class Pairings(NamedTuple):
    """The pairings of an article and their ends; the names are those of the tables."""

    pairings: tuple[Pairing, ...]
    pairing_ends: tuple[PairingEnd, ...]


def find_pairings(article: Article, known: Known | None = None) -> Pairings:
    """Return the pairings that an article states, each with all ends that its sentence names."""
    known = known or Known()
    namer = Namer("r", article.article_id)
    pairings: list[Pairing] = []
    ends: list[PairingEnd] = []
    for field, text in fields_of(article):
        people = [(person.start, person.stop) for person in known.persons if person.field == field]
        for sentence in sentences(text):
            for tie in read_ties(text, *sentence, people):
                pairing = _pairing(namer, field, text, sentence[0], tie, known)
                pairings.append(pairing)
                sides = [("helper", end) for end in tie.helpers] + [("helped", end) for end in tie.helped]
                ends += [
                    _end(pairing, number, side, field, text, end, tie, known)
                    for number, (side, end) in enumerate(sides, 1)
                ]
    return Pairings(tuple(pairings), tuple(ends))


def _pairing(namer: Namer, field: str, text: str, sentence: int, tie: Tie, known: Known) -> Pairing:
    surface = text[tie.start : tie.stop]
    before = text[max(sentence, tie.start - 30) : tie.start]
    programmes = {
        mention.programme_id
        for mention in known.programmes
        if mention.field == field and sentence <= mention.start and mention.stop <= tie.stop
    }
    period = patterns().period.search(text, sentence, tie.start)
    return Pairing(
        namer(field, surface), field, tie.start, tie.stop, surface, tie.mode, _cardinality(text, tie),
        tie.modality or _modality(before, tie), period[0] if period else None,
        programmes.pop() if len(programmes) == 1 else None, _RULES, tie.rule,
    )  # fmt: skip


def _cardinality(text: str, tie: Tie) -> str | None:
    match = patterns().cardinality.search(text, max(0, tie.start - 4), tie.stop + 6)
    if match:
        return patterns().cardinalities[match[0]]
    several = any((end.number or 0) > 1 for end in tie.helpers)
    return "many_to_one" if several and len(tie.helped) == 1 and tie.helped[0].named else None


def _modality(before: str, tie: Tie) -> str:
    for modality, pattern in patterns().modalities.items():
        if pattern.search(before):
            return modality
    counted = any(end.number is not None for end in (*tie.helpers, *tie.helped))
    return "achieved" if counted or any(end.named for end in tie.helpers) else "ongoing"


def _end(
    pairing: Pairing, number: int, side: str, field: str, text: str, end: End, tie: Tie, known: Known
) -> PairingEnd:
    surface = text[end.start : end.stop]
    target = class_of(end, side)
    kind = kind_of(end, target)
    figure = next((one for one in known.figures if one.field == field and end.start <= one.start < end.stop), None)
    person = next((one for one in known.persons if _same(one, field, end)), None)
    organisation = next((one for one in known.organisations if _same(one, field, end)), None)
    place = _last_place(known.places, field, end) if kind == "place" or target == "village" else None
    area = next((one.level for one in known.places if one.field == field and one.start == end.start), None)
    return PairingEnd(
        pairing.pairing_id, number, side, field, end.start, end.stop, surface, kind,
        person.person_id if person else None, organisation.org_id if organisation else None,
        place.place_id if place else None, level_of(surface, target) or (area if end.named else None), target,
        figure.value if figure else end.number, (figure.unit if figure else None) or end.unit,
        figure.figure_id if figure else None, _RULES, tie.rule,
    )  # fmt: skip


def _same(fact: PersonMention | Organisation, field: str, end: End) -> bool:
    return fact.field == field and fact.start == end.start and fact.stop == end.stop


def _last_place(places: Sequence[PlaceMention], field: str, end: End) -> PlaceMention | None:
    """The innermost of the places that an end names, if it closes the end."""
    inside = [place for place in places if place.field == field and end.start <= place.start and place.stop <= end.stop]
    return max(inside, key=lambda place: (place.stop, -place.start)) if inside else None
