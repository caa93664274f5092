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


class FactTable(NamedTuple):
    """How the rows of a table are written: its title as HTML and as text, where its columns stand, its key, and what is shown."""

    name: str
    title: str
    plain_title: str
    at: Mapping[str, int]
    key: tuple[int, ...]
    columns: tuple[Column, ...]

    def entries(self, rows: Iterable[Row]) -> list[Entry]:
        """Rows in the order of their words: title, subtitle, text; the longer words first where several begin together."""
        made = []
        for row in rows:
            key = [str(row[place]) for place in self.key]
            made.append(Entry(row, self._place(row), row_anchor(self.name, key), words_anchor(key)))
        return sorted(made, key=_by_place) if "start" in self.at else made

    def _place(self, row: Row) -> Place | None:
        at = self.at
        if "start" not in at or row[at["start"]] is None:
            return None
        return row[at["field"]] or "", row[at["start"]], row[at["stop"]]


def _by_place(entry: Entry) -> tuple[int, int, int]:
    field, start, stop = entry.place or ("", 0, 0)
    return _FIELDS.get(field, 2), start, -stop


def fact_table(data: SiteData, table: str, names: Names, root: str) -> FactTable:
    """Prepare the table of a package; ``root`` leads from a page to the root of the site."""
    schema = data.schema(table)
    at = {field["name"]: place for place, field in enumerate(schema["fields"])}
    key = [name for name in primary_key(schema) if name in at and name not in _OF_THE_WORDS]
    parents = {name for one in foreign_keys(schema) for name in one.fields}
    hidden = _OF_THE_WORDS | (set(key) - parents)
    columns = tuple(one for one in columns_of(data, table, names, root) if one.name not in hidden)
    title = data.title(table)
    return FactTable(table, short(title), title, at, tuple(at[name] for name in key), columns)


def rows_as_table(table: FactTable, entries: Sequence[Entry], words: Mapping[Place | str, str]) -> str:
    """Write rows of one article. ``words`` holds the anchors of words that are marked, by that of their row and by their place.

    A column without any value is left out; a value that several rows have in common stands once, above them.
    """
    shared, columns = [], []
    for one in table.columns:
        values = {entry.row[one.place] for entry in entries}
        if len(values) == 1 and len(entries) > 1:
            shared += [(one, value) for value in values if value is not None]
        elif values != {None}:
            columns.append((one.place, one.write))
    heads = "".join(f'<th scope="col">{one.heading}</th>' for one in table.columns if (one.place, one.write) in columns)
    html = [_shared(shared), f'<table class="rows"><thead><tr><td></td>{heads}</tr></thead><tbody>\n']
    surface = table.at.get("surface")
    for entry in entries:
        row = entry.row
        cells = "".join(["<td></td>" if row[at] is None else f"<td>{write(row[at])}</td>" for at, write in columns])
        said = _words(entry, row[surface] if surface is not None else None, words)
        html.append(f'<tr id="{entry.anchor}"><th scope="row">{said}</th>{cells}</tr>\n')
    html.append("</tbody></table>\n")
    return "".join(html)


def _shared(values: Iterable[tuple[Column, Any]]) -> str:
    said = "".join(f"<dt>{one.heading}</dt><dd>{one.write(value)}</dd>" for one, value in values)
    return f'<dl class="shared">{said}</dl>' if said else ""


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
