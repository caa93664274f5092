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

_OF_THE_WORDS = frozenset({"article_id", "field", "start", "stop", "surface"})
_FIELDS = {"title": 0, "subtitle": 1}


class FactTable(NamedTuple):
    """How the rows of a table are written: its title as HTML and as text, where its columns stand, its key, and what is shown."""

    name: str
    title: str
    plain_title: str
    at: Mapping[str, int]
    key: tuple[int, ...]
    columns: tuple[Column, ...]

    def anchor(self, row: Row) -> str:
        """The permanent anchor of a row."""
        return row_anchor(self.name, [row[place] for place in self.key])

    def words(self, row: Row) -> str:
        """The permanent anchor of a row's words, where they are marked."""
        return words_anchor([row[place] for place in self.key])

    def place(self, row: Row) -> Place | None:
        """Where the words of a row stand; ``None`` for a row without."""
        if "start" not in self.at:
            return None
        return row[self.at["field"]], row[self.at["start"]], row[self.at["stop"]]

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """Rows in the order of their words: title, subtitle, text; the longer words first where several begin together."""
        if "start" not in self.at:
            return list(rows)
        field, start, stop = (self.at[name] for name in ("field", "start", "stop"))
        return sorted(rows, key=lambda row: (_FIELDS.get(row[field], 2), row[start], -row[stop]))


def fact_table(data: SiteData, table: str, names: Names, root: str) -> FactTable:
    """Prepare the table of a package; ``root`` leads from a page to the root of the site."""
    schema = data.schema(table)
    at = {field["name"]: place for place, field in enumerate(schema["fields"])}
    key = [name for name in primary_key(schema) if name in at and name != "article_id"]
    parents = {name for one in foreign_keys(schema) for name in one.fields}
    hidden = _OF_THE_WORDS | (set(key) - parents)
    columns = tuple(one for one in columns_of(data, table, names, root) if one.name not in hidden)
    title = data.title(table)
    return FactTable(table, short(title), title, at, tuple(at[name] for name in key), columns)


def rows_as_table(table: FactTable, rows: Sequence[Row], anchors: Sequence[str | None]) -> str:
    """Write rows of one article. ``anchors`` are those of the words of each row.

    A column without any value is left out; a value that several rows have in common stands once, above them.
    """
    shared, columns = [], []
    for one in table.columns:
        values = {row[one.place] for row in rows}
        if len(values) == 1 and len(rows) > 1:
            shared += [(one, value) for value in values if value is not None]
        elif values != {None}:
            columns.append(one)
    heads = "".join(f'<th scope="col">{one.heading}</th>' for one in columns)
    html = [_shared(shared), f'<table class="rows"><thead><tr><td></td>{heads}</tr></thead><tbody>\n']
    for row, anchor in zip(rows, anchors, strict=True):
        html.append(f'<tr id="{table.anchor(row)}"><th scope="row">{_words(table, row, anchor)}</th>')
        html += ["<td></td>" if row[one.place] is None else f"<td>{one.write(row[one.place])}</td>" for one in columns]
        html.append("</tr>\n")
    html.append("</tbody></table>\n")
    return "".join(html)


def _shared(values: Iterable[tuple[Column, Any]]) -> str:
    said = "".join(f"<dt>{one.heading}</dt><dd>{one.write(value)}</dd>" for one, value in values)
    return f'<dl class="shared">{said}</dl>' if said else ""


def _words(table: FactTable, row: Row, anchor: str | None) -> str:
    """The words of a row, which lead back to them in the text, and their place; without the words, the place alone."""
    place = table.place(row)
    if place is None:
        return "–"
    at = f"{place[1]}–{place[2]}" if place[0] == "text" else f"{place[0]} {place[1]}–{place[2]}"
    surface = row[table.at["surface"]] if "surface" in table.at else None
    said = visible(surface) if surface else visible(at)
    linked = f'<a href="#{anchor}">{said}</a>' if anchor else said
    return f"{linked} <small>{visible(at)}</small>" if surface else linked
