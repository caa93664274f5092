"""Pairings: who helps whom, as statements state it (结对帮扶, 挂点, 驻村, 部门帮县). See docs/facts/pairings.md."""

import re
from functools import cache

from pbdata.chinese.rules import rule
from pbdata.facts.pairings.classes import End, class_of, kind_of, level_of, lexicon
from pbdata.facts.pairings.ends import Ends
from pbdata.facts.pairings.statements import Statement, statements
from pbdata.facts.pairings.ties import Tie, read_ties
from pbdata.facts.reading import Namer, Reading
from pbdata.model.facts import Pairing, PairingEnd

_RULES = "rules"


def find_pairings(reading: Reading) -> tuple[list[Pairing], list[PairingEnd]]:
    """Return the pairings that an article states, each with all ends that its statement names.

    Figures, places, persons, organisations, programmes and posts must have been found before: an end that is one of them
    is that row.
    """
    namer = Namer("r", reading.article.article_id)
    bodies = {body.name: body.org_id for body in reading.table("organisations")}
    pairings: list[Pairing] = []
    ends: list[PairingEnd] = []
    for name, field in reading.fields.items():
        for said in statements(Ends(reading, name), field.sentences):
            for tie in read_ties(said):
                pairing = _pairing(namer, name, said, tie, reading)
                pairings.append(pairing)
                sides = [("helper", end) for end in tie.helpers] + [("helped", end) for end in tie.helped]
                for number, (side, end) in enumerate(sides, 1):
                    end = end._replace(figure=end.figure or said.ends.figure(end.start, end.stop))
                    ends.append(_end(pairing, number, side, end, field.text, bodies))
    return pairings, ends


def _pairing(namer: Namer, field: str, said: Statement, tie: Tie, reading: Reading) -> Pairing:
    text = said.ends.text
    surface = text[tie.start : tie.stop]
    programmes = {
        mention.programme_id for mention in reading.rows("programme_mentions", field).within(said.start, tie.stop)
    }
    period = _circumstance("period").search(text, said.start, tie.start)
    return Pairing(
        pairing_id=namer(field, surface),
        field=field,
        start=tie.start,
        stop=tie.stop,
        surface=surface,
        mode=tie.mode,
        cardinality=_cardinality(text, tie),
        modality=tie.modality or _modality(text[max(said.start, tie.start - 30) : tie.start], tie),
        period=period[0] if period else None,
        programme_id=programmes.pop() if len(programmes) == 1 else None,
        detectors=_RULES,
        rule=tie.rule,
    )


def _cardinality(text: str, tie: Tie) -> str | None:
    printed = _circumstance("cardinality").search(text, max(0, tie.start - 4), tie.stop + 6)
    if printed:
        return lexicon()["cardinality"][printed[0]]  # type: ignore[no-any-return]
    several = any(end.figure and end.figure.value > 1 for end in tie.helpers)
    return "many_to_one" if several and len(tie.helped) == 1 and tie.helped[0].named else None


def _modality(before: str, tie: Tie) -> str:
    for modality in ("planned", "required"):
        if _circumstance(modality).search(before):
            return modality
    counted = any(end.figure for end in (*tie.helpers, *tie.helped))
    return "achieved" if counted or any(end.named for end in tie.helpers) else "ongoing"


def _end(pairing: Pairing, number: int, side: str, end: End, text: str, bodies: dict[str, str]) -> PairingEnd:
    surface = text[end.start : end.stop]
    target = class_of(end, side)
    kind = kind_of(end, target)
    place = end.places[-1] if end.places and (kind == "place" or target == "village") else None
    area = end.places[0].level if end.places and end.named else None
    return PairingEnd(
        pairing_id=pairing.pairing_id,
        end_no=number,
        side=side,
        field=pairing.field,
        start=end.start,
        stop=end.stop,
        surface=surface,
        kind=kind,
        person_id=end.person.person_id if end.person else None,
        org_id=bodies.get(surface),
        place_id=place.place_id if place else None,
        level=level_of(surface, target) or area,
        target_class=target,
        n=end.figure.value if end.figure else None,
        unit=end.figure.unit if end.figure else None,
        figure_id=end.figure.figure_id if end.figure else None,
        detectors=_RULES,
        rule=pairing.rule,
    )


@cache
def _circumstance(name: str) -> re.Pattern[str]:
    return rule(__package__, "circumstances", name).pattern
