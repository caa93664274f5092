"""The tables of facts as a curator decides on them: what tells their rows apart, and what their rows refer to."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pbdata.datafiles import read_data
from pbdata.model.facts import Facts

Rows = dict[str, list[Any]]
"""The facts of an article by table, while they are decided on."""


class FactTable(NamedTuple):
    """A table of facts. ``record`` is its named tuple; the rest is explained in ``tables.yaml``."""

    name: str
    record: Any
    key: tuple[str, ...]
    prefix: str | None
    needs: Mapping[str, str]
    names: Mapping[str, str]
    beside: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the record."""
        names: tuple[str, ...] = self.record._fields
        return names

    @property
    def has_words(self) -> bool:
        """Whether its rows point at words of the article."""
        return "surface" in self.columns

    def row_id(self, row: Any) -> str:
        """What tells a row from the others of its article: its key, joined with colons."""
        return ":".join(str(getattr(row, column)) for column in self.key)


@cache
def fact_tables() -> dict[str, FactTable]:
    """Return the tables of facts by name, those that others refer to first."""
    records = {name: get_args(hint)[0] for name, hint in get_type_hints(Facts).items()}
    return {
        name: FactTable(
            name,
            records[name],
            tuple(one["key"]),
            one.get("prefix"),
            *(one.get(kind, {}) for kind in ("needs", "names", "beside")),
        )
        for name, one in read_data(__package__, "tables.yaml").items()
    }


def as_rows(facts: Facts) -> Rows:
    """The rows of facts by table."""
    return {field.name: list(getattr(facts, field.name)) for field in fields(facts)}


def as_facts(rows: Rows) -> Facts:
    """The facts of rows by table."""
    return Facts(**{name: tuple(table) for name, table in rows.items()})
