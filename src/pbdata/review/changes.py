"""What a decision changed in the rows of a capture: the difference between two results of processing it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.model.capture import Processed

ROW = "row"
_NOT_COLUMNS = frozenset({"text_printed", "paragraphs", "contributors", "hans", "hant"})
_PLACES = ("start", "stop")
"""Columns that move with the text, without another thing being said."""
_AROUND, _LONG = 12, 60


class Change(NamedTuple):
    """A cell that has another value than before; of a long text what differs. For ``column`` ``row`` the row is new (``before`` is null) or gone (``after`` is null).

    ``row`` tells it from others of its table in the capture: its id, or the number of a line.
    """

    table: str
    row: str
    column: str
    before: Any
    after: Any


_Rows = Mapping[str, Mapping[str, Any]]


def changes(before: Processed, after: Processed) -> list[Change]:
    """Return what differs: in the capture, its lines, the article with its text and makers, and its facts."""
    old, new = _tables(before), _tables(after)
    return [change for table in old | new for change in _differing(table, old.get(table, {}), new.get(table, {}))]


def _differing(table: str, old: _Rows, new: _Rows) -> Iterator[Change]:
    for row in [*old, *(row for row in new if row not in old)]:
        if row not in new:
            yield Change(table, row, ROW, _told(old[row]), None)
        elif row not in old:
            yield Change(table, row, ROW, None, _told(new[row]))
        else:
            for column, value in new[row].items():
                moved = isinstance(value, int) and column.endswith(_PLACES)
                if old[row].get(column) != value and not moved:
                    yield Change(table, row, column, *_cut(old[row].get(column), value))


def _tables(processed: Processed) -> dict[str, _Rows]:
    lines = {str(line.line_no): {"label": line.label, "kept": line.kept} for line in processed.lines}
    found: dict[str, _Rows] = {
        "captures": {processed.capture_id: {"status": processed.status, "reason": processed.reason}},
        "lines": lines,
    }
    article = processed.article
    if article:
        columns = {one.name: getattr(article, one.name) for one in fields(article) if one.name not in _NOT_COLUMNS}
        found["articles"] = {article.article_id: columns}
        found["contributors"] = {str(one.seq): {"name": one.name, "role": one.role} for one in article.contributors}
    for name, table in fact_tables().items():
        rows: Sequence[Any] = getattr(processed.facts, name)
        found[name] = {table.row_id(row): row._asdict() for row in rows}
    return found


def _cut(before: Any, after: Any) -> tuple[Any, Any]:
    """Two values, or of long texts the parts that differ, with some words around them."""
    if not (isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > _LONG):
        return before, after
    shorter = min(len(before), len(after))
    first = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    last = next((at for at in range(shorter - first) if before[-1 - at] != after[-1 - at]), shorter - first)
    start = max(0, first - _AROUND)
    left, right = ("…" if start else ""), ("…" if last > _AROUND else "")
    stops = (len(text) - max(0, last - _AROUND) for text in (before, after))
    return tuple(f"{left}{text[start:stop]}{right}" for text, stop in zip((before, after), stops, strict=True))  # type: ignore[return-value]


def _told(row: Mapping[str, Any]) -> Any:
    """A row in short: its words, or what it has."""
    return row.get("surface") or {column: value for column, value in row.items() if value is not None}
