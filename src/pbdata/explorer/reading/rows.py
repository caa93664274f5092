"""The rows of an article's facts as HTML tables: what each says, from which words, by which rule."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.bilingual import short
from pbdata.explorer.reading.cells import Column, Names, columns_of
from pbdata.explorer.reading.kinds import row_anchor, words_anchor
from pbdata.explorer.reading.visible import visible
from pbdata.package.keys import foreign_keys, primary_key

Row = tuple[Any, ...]
Place = tuple[str, int, int]
"""A field, and where words start and stop in it."""

_OF_THE_WORDS = frozenset({"article_id", "capture_id", "field", "start", "stop", "surface"})
_FIELDS = {"title": 0, "subtitle": 1}


class Entry(NamedTuple):
    """A row of a table, where its words stand, its permanent anchor, and that of its words where they are marked."""

    row: Row
    place: Place | None
    anchor: str
    words: str


class Cells(dict[Any, str]):
    """The cells of a column by their value, each written once."""

    def __init__(self, column: Column) -> None:
        super().__init__({None: "<td></td>"})
        self.column = column

    def __missing__(self, value: Any) -> str:
        self[value] = f"<td>{self.column.write(value)}</td>"
        return self[value]


class FactTable(NamedTuple):
    """How the rows of a table are written: its title as HTML and as text, where its columns stand, its key, and what is shown."""

    name: str
    title: str
    plain_title: str
    at: Mapping[str, int]
    key: tuple[int, ...]
    columns: tuple[Cells, ...]

    def entries(self, rows: Iterable[Row]) -> list[Entry]:
        """Rows in the order of their words: title, subtitle, text; the longer words first where several begin together."""
        return [Entry(row, place, *self._anchors(row)) for row, place in self._in_order(rows)]

    def _anchors(self, row: Row) -> tuple[str, str]:
        anchor = row_anchor(self.name, [str(row[place]) for place in self.key])
        return anchor, words_anchor(self.name, anchor)

    def _in_order(self, rows: Iterable[Row]) -> list[tuple[Row, Place | None]]:
        if "start" not in self.at:
            return [(row, None) for row in rows]
        field, start, stop = (self.at[name] for name in ("field", "start", "stop"))
        placed = [(row, (row[field] or "", row[start], row[stop]) if row[start] is not None else None) for row in rows]
        return sorted(
            placed, key=lambda one: (_FIELDS.get(one[1][0], 2), one[1][1], -one[1][2]) if one[1] else (0, 0, 0)
        )


def fact_table(data: SiteData, table: str, names: Names, root: str) -> FactTable:
    """Prepare the table of a package; ``root`` leads from a page to the root of the site."""
    schema = data.schema(table)
    at = {field["name"]: place for place, field in enumerate(schema["fields"])}
    key = [name for name in primary_key(schema) if name in at and name not in _OF_THE_WORDS]
    parents = {name for one in foreign_keys(schema) for name in one.fields}
    hidden = _OF_THE_WORDS | (set(key) - parents)
    columns = tuple(Cells(one) for one in columns_of(data, table, names, root) if one.name not in hidden)
    title = data.title(table)
    return FactTable(table, short(title), title, at, tuple(at[name] for name in key), columns)


def rows_as_table(table: FactTable, entries: Sequence[Entry], words: Mapping[Place | str, str]) -> str:
    """Write rows of one article. ``words`` holds the anchors of words that are marked, by that of their row and by their place.

    A column without any value is left out; a value that several rows have in common stands once, above them.
    """
    values = list(zip(*[entry.row for entry in entries], strict=True))
    shared, heads, columns = list[str](), list[str](), list[Iterable[str]]()
    for cells in table.columns:
        column, found = cells.column, values[cells.column.place]
        one = found[0]
        if (one is None or len(found) > 1) and found.count(one) == len(found):
            shared += [] if one is None else [f"<dt>{column.heading}</dt><dd>{column.write(one)}</dd>"]
            continue
        heads.append(f'<th scope="col">{column.heading}</th>')
        columns.append(map(cells.__getitem__, found))
    surfaces = values[table.at["surface"]] if "surface" in table.at else [None] * len(entries)
    said = [
        f'<tr id="{entry.anchor}"><th scope="row">{_words(entry, surface, words)}</th>'
        for entry, surface in zip(entries, surfaces, strict=True)
    ]
    rows = "".join(map("".join, zip(said, *columns, ["</tr>\n"] * len(entries), strict=True)))
    above = f'<dl class="shared">{"".join(shared)}</dl>' if shared else ""
    return (
        f'{above}<table class="rows"><thead><tr><td></td>{"".join(heads)}</tr></thead><tbody>\n{rows}</tbody></table>\n'
    )


def _words(entry: Entry, surface: str | None, words: Mapping[Place | str, str]) -> str:
    """The words of a row, which lead back to them in the text, and their place; without the words, the place alone."""
    if entry.place is None:
        return "–"
    field, start, stop = entry.place
    at = f"{start}–{stop}" if field == "text" else visible(f"{field} {start}–{stop}".strip())
    said = visible(surface) if surface else at
    anchor = words.get(entry.anchor) or words.get(entry.place)
    if anchor:
        said = f'<a href="#{anchor}">{said}</a>'
    return f"{said} <small>{at}</small>" if surface else said
