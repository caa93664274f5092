"""Parts of kept lines, as a curator decided: what is a byline, a wire opening, a glued heading, or text after all."""

from collections.abc import Sequence

from pbdata.cleaning.part import Part
from pbdata.corpus.correcting.characters import to_normalized
from pbdata.corpus.correcting.ledger import CURATED, Ledger, weigh
from pbdata.corpus.correcting.places import misplaced
from pbdata.model.correction import PartCorrection
from pbdata.model.page import KEPT_LABELS
from pbdata.normalization.page import NormalizedPage


def reparted(
    page_text: str, page: NormalizedPage, labels: Sequence[str], parts: Sequence[Part], ledger: Ledger
) -> list[Part]:
    """Return the parts of a page's kept lines with those that were decided, sorted and disjoint."""
    settled, decisions = list(parts), ledger.of(PartCorrection)
    if not decisions:
        return settled
    kept = [(start, stop) for (start, stop, _), label in zip(page.lines, labels, strict=True) if label in KEPT_LABELS]
    for number, one in decisions:
        place = one.start, one.stop
        touched = [
            part for part in settled if _on_page(page, part)[0] < one.stop and one.start < _on_page(page, part)[1]
        ]
        others = [part for part in touched if _on_page(page, part) != place]
        standing = next((part.label for part in touched if part not in others), None)
        if not any(start <= one.start < one.stop <= stop for start, stop in kept):
            ledger.refuse(number, f"{one.start}:{one.stop} is no stretch within one kept line of the page")
        elif said := misplaced(page_text, place, one.words):
            ledger.refuse(number, said)
        elif others:
            start, stop = _on_page(page, others[0])
            ledger.refuse(number, f"{one.start}:{one.stop} touches the part {start}:{stop} (`{others[0].label}`)")
        elif one.label and to_normalized(page, one.start) == to_normalized(page, one.stop):
            ledger.refuse(number, f"the words at {one.start}:{one.stop} were taken out")
        elif (verdict := weigh(one.expect, standing, one.label)) is None:
            ledger.refuse(
                number,
                f"{one.start}:{one.stop} was expected to be {_called(one.expect)}, and is {_called(standing)}",
            )
        else:
            ledger.note(number, "spans", "label", verdict, one.expect, one.label, start=one.start, stop=one.stop)
            if verdict == "change":
                settled = [part for part in settled if part not in touched]
                if one.label:
                    ends = to_normalized(page, one.start), to_normalized(page, one.stop)
                    settled = sorted([*settled, Part(*ends, one.label, CURATED)])
    return settled


def _on_page(page: NormalizedPage, part: Part) -> tuple[int, int]:
    return page.to_page(part.start), page.to_page(part.stop)


def _called(label: str | None) -> str:
    return f"`{label}`" if label else "text"
