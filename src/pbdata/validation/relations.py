"""Whether rows are told apart by their keys, and whether foreign keys lead to a row."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pbdata.validation.cells import ROW, Table
from pbdata.validation.report import Findings


def check_keys(table: Table, findings: Findings) -> None:
    """Primary and unique keys: no two rows alike, and no part of a primary key empty."""
    primary = table.schema["primaryKey"]
    required = {field["name"] for field in table.schema["fields"] if field["constraints"].get("required")}
    for part in primary:
        if part not in required:
            for row in table.raw.filter(pl.col(part).is_null())[ROW]:
                findings.error(table.name, "primaryKey", "a part of the key is empty. Fill it in.", row=row, field=part)
    for rule, key in [("primaryKey", primary), *(("uniqueKeys", key) for key in table.schema["uniqueKeys"])]:
        if key:
            _check_distinct(table, rule, key, findings)


def check_links(tables: Mapping[str, Table], known: Mapping[str, Mapping[str, Any] | None], findings: Findings) -> None:
    """The foreign keys of all tables. ``known`` holds the schema of each resource, ``None`` where it has no sound one."""
    for table in tables.values():
        for link in table.schema["foreignKeys"]:
            fields, parent, there = link["fields"], link["resource"], link["reference"]
            what = f"the foreign key {', '.join(fields)} of `{table.name}`"
            schema = known.get(parent)
            names = {field["name"] for field in schema["fields"]} if schema else set()
            if parent not in known or (schema and not set(there) <= names):
                message = f"{what} leads to {parent}.{', '.join(there)}, which is no column. Correct it."
                findings.error(table.name, "schema", message)
            elif parent not in tables:
                findings.skip(f"{what}, because `{parent}` could not be read")
            else:
                _check_link(table, fields, tables[parent], there, findings)


def _check_distinct(table: Table, rule: str, key: Sequence[str], findings: Findings) -> None:
    rows = table.typed.select(ROW, *key).drop_nulls()
    again = rows.filter(~rows.select(pl.struct(key).is_first_distinct()).to_series()) if len(rows) else rows
    for row, *cells in again.iter_rows():
        findings.error(
            table.name,
            rule,
            f"an earlier row has the same {', '.join(key)}: {_show(cells)}. Remove one, or correct it.",
            row=row,
            field=", ".join(key),
        )


def _check_link(table: Table, fields: Sequence[str], parent: Table, there: Sequence[str], findings: Findings) -> None:
    """A key with an empty part leads nowhere, which is allowed."""
    rows = table.typed.select(ROW, *fields).drop_nulls()
    targets = parent.typed.select(there).unique()
    if [rows.schema[field] for field in fields] != [targets.schema[field] for field in there]:
        message = f"{', '.join(fields)} and {parent.name}.{', '.join(there)} have different types. Make them equal."
        findings.error(table.name, "schema", message)
        return
    orphans = rows.join(targets, left_on=list(fields), right_on=list(there), how="anti", maintain_order="left")
    for row, *cells in orphans.iter_rows():
        findings.error(
            table.name,
            "foreignKey",
            f"there is no row of `{parent.name}` with {', '.join(there)} {_show(cells)}. Add it, or correct the key.",
            row=row,
            field=", ".join(fields),
        )


def _show(cells: Sequence[object]) -> str:
    return ", ".join(repr(cell) if isinstance(cell, str) else str(cell) for cell in cells)
