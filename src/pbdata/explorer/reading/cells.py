"""Values of a table's columns as HTML: codes by their labels, keys by what they lead to, all else as text."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.bilingual import short
from pbdata.explorer.reading.kinds import row_anchor
from pbdata.explorer.reading.visible import visible
from pbdata.package.keys import foreign_keys, primary_key

Write = Callable[[Any], str]

_PAGES = {"places": addresses.place, "programmes": addresses.programme, "articles": addresses.article}
_NAMES = ("name", "surface", "title")


class Column(NamedTuple):
    """A column of a table: its place in a row, its name, its heading as HTML, and what writes a value of it."""

    place: int
    name: str
    heading: str
    write: Write


class Names:
    """What rows are called where others refer to them; each table is read when it is first asked for."""

    def __init__(self, data: SiteData) -> None:
        self._data = data
        self._known: dict[str, dict[str, str]] = {}

    def of(self, table: str) -> Mapping[str, str]:
        """The names of a table's rows by their key; empty where no column names them."""
        if table not in self._known:
            self._known[table] = self._read(table)
        return self._known[table]

    def owners(self, table: str) -> Mapping[str, str]:
        """The articles of a table's rows by their key; empty where its rows belong to none."""
        key = primary_key(self._data.schema(table)) if self._data.has(table, "article_id") else ()
        if len(key) != 1:
            return {}
        frame = self._data.frame(table)
        return dict(zip(frame[key[0]], frame["article_id"], strict=True))

    def _read(self, table: str) -> dict[str, str]:
        key = primary_key(self._data.schema(table)) if self._data.has(table) else ()
        named = next((one for one in _NAMES if self._data.has(table, one)), None)
        if len(key) != 1 or named is None:
            return {}
        frame = self._data.frame(table)
        return {one: name for one, name in zip(frame[key[0]], frame[named], strict=True) if name is not None}


def columns_of(data: SiteData, table: str, names: Names, root: str) -> list[Column]:
    """The columns of a table of the package; ``root`` leads from the page to the root of the site."""
    schema = data.schema(table)
    elsewhere = not data.has(table, "article_id", "start")
    keys = [key for key in foreign_keys(schema, data.package.resources) if len(key.fields) == 1]
    parents = {key.fields[0]: key.parent or table for key in keys}
    return [
        Column(
            place,
            field["name"],
            short(str(field.get("title") or field["name"])),
            _reference(parents[field["name"]], names, root, elsewhere)
            if field["name"] in parents
            else _plain(data, table, field),
        )
        for place, field in enumerate(schema["fields"])
    ]


def _reference(parent: str, names: Names, root: str, elsewhere: bool) -> Write:
    """A key of another table: a link to its page, or to its row on the page of its article, which may be ``elsewhere``."""
    known = names.of(parent)
    if parent in _PAGES:
        address = _PAGES[parent]
        return lambda value: f'<a href="{root}{address(value)}">{visible(known.get(value, value))}</a>'
    owners = names.owners(parent) if elsewhere else {}

    def link(value: Any) -> str:
        page = f"{root}{addresses.article(owners[value])}" if value in owners else ""
        return f'<a href="{page}#{row_anchor(parent, [str(value)])}">{visible(known.get(value, value))}</a>'

    return link


def _plain(data: SiteData, table: str, field: Mapping[str, Any]) -> Write:
    # In English a code says itself what it means.
    labels = {value: short(label, value) for value, label in data.labels(table, field["name"]).items()}
    if labels:
        return lambda value: labels.get(value) or visible(str(value))
    if field.get("type") in ("integer", "number"):
        return lambda value: f"{value:.15g}"
    if field["name"] == "rule":
        return lambda value: f"<code>{visible(value)}</code>"
    return lambda value: visible(str(value))
