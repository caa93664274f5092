"""What a decision is about: another decision on the same takes its place."""

from collections.abc import Hashable, Sequence

from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.model.correction import (
    ADD,
    Corrected,
    Correction,
    FactCorrection,
    FieldCorrection,
    LineCorrection,
    MakerCorrection,
    PageCorrection,
    ParagraphCorrection,
    PartCorrection,
    TextCorrection,
)

_MOST = 10_000
"""So many characters of a stretch are told apart; lines of pages are shorter."""


def contradicted(corrections: Sequence[Correction], new: Correction, corrected: Sequence[Corrected]) -> set[int]:
    """The numbers of the decisions whose place a new one takes; ``corrected`` is what came of them."""
    wanted = targets(new)
    found = {number for number, one in enumerate(corrections) if not wanted.isdisjoint(targets(one))}
    if isinstance(new, FactCorrection) and new.decision != ADD:
        row = ":".join(map(str, _key(new)))
        found |= {one.number for one in corrected if (one.resource, one.row_id) == (new.table, row)}
    return found


def targets(one: Correction) -> set[Hashable]:
    """What a decision is about, so that two which share anything contradict each other."""
    match one:
        case PageCorrection():
            return {"page"}
        case LineCorrection():
            return {("line", number) for number in range(one.first, one.last + 1)}
        case PartCorrection() | TextCorrection():
            return {(type(one).__name__, at) for at in range(one.start, min(one.stop, one.start + _MOST))}
        case ParagraphCorrection():
            return {("paragraph", one.at)}
        case FieldCorrection():
            return {("field", one.field)}
        case MakerCorrection():
            return {("maker", one.name, one.role)}
        case FactCorrection():
            return {("fact", one.decision == ADD, one.table, one.field, one.start, one.stop, _key(one))}


def _key(one: FactCorrection) -> tuple[object, ...]:
    """What tells the row of a fact from others in the same words, as far as the decision says it."""
    said = {**dict(one.change), **dict(one.expect)} if one.decision == ADD else dict(one.expect)
    return tuple(said.get(column) for column in fact_tables()[one.table].key)
