"""The rows of the record tables by the capture or article to which they belong, as far as they can be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pbdata.package.reading import column_type
from pbdata.package.schemas import load_schemas
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

Row = Mapping[str, Any]

# Of these tables an edition may leave out columns that are not required; what is there is checked.
_PARTIAL = frozenset({"captures", "retrievals", "articles"})
# Columns on which no other check depends: a promise can be judged without them.
_INCIDENTAL = frozenset({"bytes", "hans", "hant", "script", "kind", "section_no", "n_chars", "n_paragraphs"})
_OWNERS = ("capture_id", "article_id")


class Rows:
    """Gives the rows of one capture or article. What is not there, or not as our schemas have it, is said once."""

    def __init__(self, tables: Mapping[str, Table], findings: Findings) -> None:
        """Group the rows of each table that holds what the promises need."""
        self._findings = findings
        self._parts: dict[str, dict[Any, pl.DataFrame]] = {}
        self._required: dict[str, list[str]] = {}
        for name, schema in load_schemas().items():
            if any(field["name"] in _OWNERS for field in schema["fields"]):
                self._group(name, schema, tables.get(name))
        marked = (part["field"] == "contributors.role" for part in self._parts.get("spans", {}).values())
        self.marks_roles = any(one.any() for one in marked)
        if not self.marks_roles:
            findings.cannot("promise 3: roles of contributors, because `spans` marks none of them")

    def all(self, name: str) -> Iterator[Row]:
        """The rows of a table, without those that lack a required value."""
        for key in self._parts.get(name, ()):
            yield from self.of(name, key) or ()

    def of(self, name: str, key: str) -> Sequence[Row] | None:
        """The rows of one owner in the order of their keys; ``None`` where the table or one of the rows is unusable."""
        if name not in self._parts:
            return None
        part = self._parts[name].get(key)
        if part is None:
            return []
        if any(part[column].null_count() for column in self._required[name]):
            sentence = f"promises: what needs the rows of {key} in `{name}`, because some lack a required value"
            self._findings.cannot(sentence)
            return None
        return part.rows(named=True)

    def _group(self, name: str, schema: Mapping[str, Any], table: Table | None) -> None:
        fields = {field["name"]: field for field in schema["fields"] if field["name"] not in _INCIDENTAL}
        required = [column for column, field in fields.items() if field.get("constraints", {}).get("required")]
        usable = [field["name"] for field in schema["fields"] if _has(table, field)]
        missing = [column for column in (required if name in _PARTIAL else fields) if column not in usable]
        if table is None or missing:
            what = ", ".join(missing) if table else "the table"
            self._findings.cannot(f"promises: what needs `{name}`, because {what} is not there or could not be read")
            return
        owner = next(key for key in _OWNERS if key in fields)
        order = [key for key in schema["primaryKey"] if key in usable]
        frame = table.typed.select(pl.col(ROW).alias("row"), *usable).sort(order)
        self._parts[name] = {key: part for (key,), part in frame.partition_by(owner, as_dict=True).items()}
        self._required[name] = required


def _has(table: Table | None, field: Mapping[str, Any]) -> bool:
    """Whether a table has this column, with the type that it has in our schemas."""
    return table is not None and table.typed.schema.get(field["name"]) == column_type(field)
