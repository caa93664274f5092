"""The rows of the record tables by the capture or article to which they belong, as far as they can be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from pbdata.package.reading import column_type
from pbdata.package.schemas import schemas
from pbdata.validation.promises.kept import OWNERS
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

Row = Mapping[str, Any]

# Of these tables an edition may leave out columns that are not required; what is there is checked.
_PARTIAL = frozenset({"captures", "retrievals", "articles"})
# Columns on which no other check depends: a promise can be judged without them.
_INCIDENTAL = frozenset({"bytes", "hans", "hant", "script", "kind", "section_no", "n_chars", "n_paragraphs"})


class Columns:
    """Some rows of a table. A column of them comes at once; as rows they are made when they are asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __len__(self) -> int:
        return self._frame.height

    def __getitem__(self, name: str) -> list[Any]:
        """The cells of a column."""
        return self._frame[name].to_list()

    def rows(self) -> Sequence[Row]:
        """The rows in their order."""
        return self._frame.rows(named=True) if self._frame.height else []


class Rows:
    """Gives the rows of one capture or article. What is not there, or not as our schemas have it, is said once."""

    def __init__(self, tables: Mapping[str, Table], marks_roles: bool, findings: Findings) -> None:
        """Take up each table that holds what the promises need. ``marks_roles``: some span of the package marks a contributor's role."""
        self._findings = findings
        self._usable: dict[str, _Usable] = {}
        self._parts: dict[str, _Part] = {}
        for name, schema in schemas().items():
            if any(field["name"] in OWNERS for field in schema["fields"]) and name != "corrections":
                self._take_up(name, schema, tables.get(name))
        self.marks_roles = "spans" in self._usable and marks_roles
        if not self.marks_roles:
            findings.cannot("promise 3: roles of contributors, because `spans` marks none of them")

    def all(self, name: str) -> Iterator[Row]:
        """The rows of a table, without those that lack a required value."""
        part = self._part(name) if name in self._usable else None
        if part and not part.unusable:
            yield from part.frame.iter_rows(named=True)
        for key in part.places if part and part.unusable else ():
            yield from self.of(name, key) or ()

    def of(self, name: str, key: str) -> Sequence[Row] | None:
        """The rows of one owner in the order of their keys; ``None`` where the table or one of the rows is unusable."""
        some = self.columns(name, key)
        return None if some is None else some.rows()

    def columns(self, name: str, key: str) -> "Columns | None":
        """The same rows, to be looked at by column."""
        if name not in self._usable:
            return None
        part = self._part(name)
        if key in part.unusable:
            sentence = f"promises: what needs the rows of {key} in `{name}`, because some lack a required value"
            self._findings.cannot(sentence)
            return None
        return Columns(part.frame.slice(*part.places.get(key, (0, 0))))

    def _take_up(self, name: str, schema: Mapping[str, Any], table: Table | None) -> None:
        fields = {field["name"]: field for field in schema["fields"] if field["name"] not in _INCIDENTAL}
        required = [column for column, field in fields.items() if field.get("constraints", {}).get("required")]
        types = table.typed.schema if table else {}
        usable = [field["name"] for field in schema["fields"] if types.get(field["name"]) == column_type(field)]
        missing = [column for column in (required if name in _PARTIAL else fields) if column not in usable]
        if table is None or missing:
            what = ", ".join(missing) if table else "the table"
            self._findings.cannot(f"promises: what needs `{name}`, because {what} is not there or could not be read")
            return
        owner = next(key for key in OWNERS if key in fields)
        order = [owner, *(key for key in schema["primaryKey"] if key in usable)]
        self._usable[name] = _Usable(table.typed.select(pl.col(ROW).alias("row"), *usable), order, required)

    def _part(self, name: str) -> "_Part":
        if name not in self._parts:
            self._parts[name] = _by_owner(*self._usable[name])
        return self._parts[name]


class _Usable(NamedTuple):
    """The columns of a table that are as our schemas have them, the owner and the key by which it is sorted, and what it must have."""

    frame: pl.DataFrame
    order: Sequence[str]
    required: Sequence[str]


class _Part(NamedTuple):
    """A table with the rows of each owner together: where each begins and how many they are, and the owners of unusable ones."""

    frame: pl.DataFrame
    places: Mapping[Any, tuple[int, int]]
    unusable: frozenset[Any]


def _by_owner(frame: pl.DataFrame, order: Sequence[str], required: Sequence[str]) -> _Part:
    owner, frame = order[0], frame.sort(order)
    runs = frame[owner].rle().struct.unnest()
    starts = runs["len"].cum_sum() - runs["len"]
    places = {key: (start, n) for key, start, n in zip(runs["value"], starts, runs["len"], strict=True)}
    lacking = frame.filter(pl.any_horizontal(pl.col(required).is_null())) if required else frame.clear()
    return _Part(frame, places, frozenset(lacking[owner]))
