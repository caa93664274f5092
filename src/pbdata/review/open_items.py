"""Which items of a capture are still open: those that no decision on it is about."""

from collections.abc import Iterable

from pbdata.corrections.opening import OpenCapture
from pbdata.model.capture import Processed
from pbdata.model.correction import FieldCorrection
from pbdata.normalization.alignment import place_in_text
from pbdata.review.queue import PAGE, Item
from pbdata.review.views import pieces_of


def open_items(items: Iterable[Item], opened: OpenCapture, processed: Processed) -> list[Item]:
    """Return the items that nobody has decided; ``processed`` is the capture with its decisions. One that does not fit decides nothing."""
    unfit = {one.number for one in processed.unfit}
    fields = {
        one.field
        for number, one in enumerate(opened.corrections)
        if isinstance(one, FieldCorrection) and number not in unfit
    }
    return [item for item in items if not _is_decided(item, processed, fields)]


def _is_decided(item: Item, processed: Processed, fields: set[str]) -> bool:
    if item.field == "lines":
        lines = {one.line_no for one in processed.corrected if one.resource == "lines"}
        return lines.issuperset(range(item.start, item.stop))
    if item.kind == "rejected":
        return any(one.resource == "captures" for one in processed.corrected)
    if item.about.get("table") == "articles":
        return item.about["column"] in fields
    if item.kind == "differing" and item.field == PAGE:
        return _is_decided_there(item, processed)
    row = item.about.get("table"), item.about.get("row")
    return any((one.resource, one.row_id) == row for one in processed.corrected)


def _is_decided_there(item: Item, processed: Processed) -> bool:
    """Whether a row of the table was decided whose words overlap with those of an item on the page."""
    place = place_in_text(pieces_of(processed), item.start, item.stop)
    return place is not None and any(
        one.field == "text" and (one.start or 0) < place[1] and (one.stop or 0) > place[0]
        for one in processed.corrected
        if one.resource == item.about["table"]
    )
