"""Whether the Parquet copy of a package holds the same tables as its CSV files."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import PARQUET, find_descriptor, scan_table
from pbdata.validation.budget import Budget
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.package.preflight import check_files, check_twin
from pbdata.validation.package.structure import check_resources
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Reader

_AGAIN = "Build the package again with --parquet, or remove data/parquet."


def check_parity(root: Path, names: list[str], tables: Mapping[str, Reader], findings: Findings) -> None:
    """Compare ``data/parquet``, where it is there, with the tables that could be read, some rows at a time.

    ``names`` lists all resources. Raises ``BudgetError``.
    """
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
                _compare(table, scan_table(folder, copies[name]), findings)
            except (PackageError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
                findings.error(name, "parquet", f"the Parquet file cannot be read: {error} {_AGAIN}")


def _compare(table: Reader, copy: pl.LazyFrame, findings: Findings) -> None:
    height = copy.select(pl.len()).collect().item()
    if copy.collect_schema() != table.no_rows().drop(ROW).schema:
        findings.error(table.name, "parquet", f"the columns or their types are not those of the CSV file. {_AGAIN}")
    elif height != table.n_rows:
        message = f"the Parquet file has {height} rows, the CSV file {table.n_rows}. {_AGAIN}"
        findings.error(table.name, "parquet", message)
    else:
        done = 0
        for rows in table.rows():
            same = copy.slice(done, rows.height).collect()
            done += rows.height
            for column in same.columns:
                differing = rows[column].ne_missing(same[column])
                for row in rows[ROW].filter(differing):
                    findings.error(
                        table.name, "parquet", f"the Parquet file has another value. {_AGAIN}", row=row, field=column
                    )
