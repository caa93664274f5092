"""Which columns of a table are beyond doubt.

To begin a pass over a column takes longer than the pass itself where a table is small. So that as few as possible are begun, numbers are asked
for the least and the greatest of them, and what is odd in any text is asked of all columns together.

It may only say that nothing is wrong with a column, and that there is nothing to warn of. What it does not pass is looked at cell by cell.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

import polars as pl

from pbdata.validation.table.suspicions import SUSPICIOUS
from pbdata.validation.table.types import distinct

_PLAIN: Mapping[str, pl.DataType] = {"string": pl.String(), "integer": pl.Int64(), "boolean": pl.Boolean()}


class Asked(NamedTuple):
    """A column of a frame and its sound field. ``whole``: none of its cells may be empty."""

    position: str
    field: Mapping[str, Any]
    whole: bool


def beyond_doubt(frame: pl.DataFrame, columns: Iterable[Asked]) -> set[str]:
    """Return the positions of columns whose cells surely are values of their fields, with nothing odd in them.

    Empty text stands for nothing.
    """
    sound: set[str] = set()
    texts: dict[str, pl.Series] = {}
    for one in columns:
        cells, of_type = frame[one.position], one.field.get("type", "any")
        if cells.dtype != _PLAIN.get(of_type) or (one.whole and cells.null_count()):
            continue
        if of_type == "string":
            cells = texts[one.position] = distinct(cells)
        if all(_keeps(cells, constraint, wanted) for constraint, wanted in _constraints(one.field)):
            sound.add(one.position)
    return sound - _odd(texts)


def _odd(texts: Mapping[str, pl.Series]) -> set[str]:
    """The columns of text in which something stands for nothing, or is such that a reader may have to be warned."""
    if not texts or not _is_odd(pl.concat([cells.alias("") for cells in texts.values()])):
        return set()
    return {position for position, cells in texts.items() if _is_odd(cells)}


def _is_odd(cells: pl.Series) -> bool:
    return bool((cells == "").any() or cells.str.contains(SUSPICIOUS).any())


def _constraints(field: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """What a field asks for, beside its type."""
    if field.get("format", "default") != "default":
        yield "format", field["format"]
    if "categories" in field:
        yield "enum", field["categories"]
    yield from field["constraints"].items()


def _keeps(cells: pl.Series, constraint: str, wanted: Any) -> bool:
    """Whether all cells surely keep to a constraint; whether they may be empty, or stand there again, is asked elsewhere."""
    if constraint in ("required", "unique"):
        return True
    if constraint == "enum":
        allowed = {one.typed for one in wanted}
        return cells.dtype == pl.String and all(cell is None or cell in allowed for cell in cells.to_list())
    if constraint == "pattern":
        return cells.dtype == pl.String and bool(wanted.fits(cells).all())
    if constraint in ("minLength", "maxLength"):
        return cells.dtype == pl.String and _is_within(cells.str.len_chars(), constraint, wanted)
    return constraint in _SIDES and cells.dtype == pl.Int64 and _is_within(cells, constraint, wanted.typed)


def _is_within(numbers: pl.Series, constraint: str, bound: Any) -> bool:
    """Whether the least or the greatest of some whole numbers, and with it all of them, keeps to a bound."""
    side, holds = _SIDES[constraint]
    extreme = side(numbers)
    return extreme is None or (type(bound) is int and holds(extreme, bound))


_SIDES: Mapping[str, tuple[Callable[[pl.Series], Any], Callable[[Any, int], bool]]] = {
    "minimum": (pl.Series.min, ge),
    "maximum": (pl.Series.max, le),
    "exclusiveMinimum": (pl.Series.min, gt),
    "exclusiveMaximum": (pl.Series.max, lt),
    "minLength": (pl.Series.min, ge),
    "maxLength": (pl.Series.max, le),
}
