"""Whether the Parquet copy of a package holds the same tables as its CSV files."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import PARQUET, find_descriptor, read_table
from pbdata.validation.budget import Budget
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.package.preflight import check_files, check_twin
from pbdata.validation.package.structure import check_resources
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

_AGAIN = "Build the package again with --parquet, or remove data/parquet."


def check_parity(root: Path, names: list[str], tables: Mapping[str, Table], findings: Findings) -> None:
    """Compare ``data/parquet``, where it is there, with the tables that could be read. ``names`` lists all resources."""
    folder = root / PARQUET
    if not folder.exists():
        return
    try:
        place = find_descriptor(folder)
        descriptor = read_descriptor(place)
    except PackageError as error:
        findings.error(None, "parquet", f"{error} {_AGAIN}")
        return
    check_twin(place, descriptor, findings)
    copies = {resource["name"]: resource for resource in check_resources(descriptor, DEFAULT, findings)}
    for name in sorted(copies.keys() ^ set(names)):
        findings.error(name, "parquet", f"the table is in one of CSV and Parquet only. {_AGAIN}")
    nowhere = Fetcher(False, Budget(DEFAULT))
    for name, table in tables.items():
        if name in copies and check_files(folder, copies[name], nowhere, findings):
            try:
                copy = read_table(folder, copies[name])
            except (PackageError, pl.exceptions.PanicException) as error:
                findings.error(name, "parquet", f"the Parquet file cannot be read: {error} {_AGAIN}")
            else:
                _compare(table, copy, findings)


def _compare(table: Table, copy: pl.DataFrame, findings: Findings) -> None:
    if copy.schema != table.typed.drop(ROW).schema:
        findings.error(table.name, "parquet", f"the columns or their types are not those of the CSV file. {_AGAIN}")
    elif len(copy) != len(table.typed):
        message = f"the Parquet file has {len(copy)} rows, the CSV file {len(table.typed)}. {_AGAIN}"
        findings.error(table.name, "parquet", message)
    else:
        for column in table.columns:
            differing = table.typed[column].ne_missing(copy[column])
            for row in table.typed[ROW].filter(differing):
                findings.error(
                    table.name, "parquet", f"the Parquet file has another value. {_AGAIN}", row=row, field=column
                )
