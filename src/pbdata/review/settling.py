"""What coders differ on, as items of the queue: a curator looks at the page and decides, and the decision is a correction."""

from collections.abc import Iterable

from pbdata.agreement.comparing import disagreements
from pbdata.agreement.units import Judged
from pbdata.review.queue import LINES, PAGE, Item, make


def items_to_settle(judged: Iterable[Judged]) -> list[Item]:
    """Return an item for each unit of a page of which coders said different things."""
    return [_item(one) for one in disagreements(judged)]


def _item(one: Judged) -> Item:
    field = LINES if one.field == LINES else PAGE
    said = "; ".join(f"{coder}: {'-' if value is None else value}" for coder, value in one.values.items())
    place = (field, one.start or 0, one.stop or 0)
    return make("differing", one.page, place, one.words or "", table=one.table, column=one.column, said=said)
