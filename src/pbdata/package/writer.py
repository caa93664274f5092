"""Write the files of a data package. The bytes depend on the arguments and the code version, and on nothing else."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from pbdata.package.descriptor import DataFile, as_json, as_yaml, describe
from pbdata.package.reading import PARQUET
from pbdata.package.schemas import load_schemas
from pbdata.package.tables import Row, page_path

TABLES = "data/tables"

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "date": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_NEEDS_QUOTES = re.compile('[",\r\n]')


def write_package(
    root: Path,
    dataset: Mapping[str, Any],
    rows: Mapping[str, Sequence[Row]],
    pages: Mapping[str, str],
    parquet: bool = False,
) -> None:
    """Write ``data/tables``, ``data/pages`` and both descriptors below ``root``, which should hold none of them yet.

    ``dataset`` is the content of ``data/dataset.yaml``, ``rows`` what ``tables`` gives, ``pages`` the page texts to store
    by ``capture_id``. With ``parquet``, ``data/parquet`` gets the same tables once more with descriptors of its own.
    Raises ``ValueError`` for a cell that its column cannot hold, and ``OSError`` where the disk refuses.
    """
    for capture_id, text in pages.items():
        _write(root / page_path(capture_id), text.encode())
    schemas = load_schemas()
    _write_described(
        root, dataset, ((name, f"{TABLES}/{name}.csv", as_csv(schemas[name], rows[name])) for name in schemas)
    )
    if parquet:
        _write_described(
            root / PARQUET,
            dataset,
            ((name, f"{name}.parquet", as_parquet(schemas[name], rows[name])) for name in schemas),
        )


def as_csv(schema: Mapping[str, Any], rows: Iterable[Row]) -> bytes:
    """Return a table as CSV: UTF-8, rows end with a line feed, only cells with comma, quote or line end are quoted.

    A null is an empty cell. Raises ``ValueError`` for a cell of another type than its column's, and for empty text,
    which would come back as null.
    """
    types = {field["name"]: _TYPES[field["type"]] for field in schema["fields"]}
    return csv_of_texts(types, ([_text(row[name], name, of_types) for name, of_types in types.items()] for row in rows))


def csv_of_texts(columns: Iterable[str], rows: Iterable[Iterable[str | None]]) -> bytes:
    """Return a table whose cells are text already, in the same form of CSV."""
    lines = [",".join(columns), *(",".join(map(_cell, row)) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def as_parquet(schema: Mapping[str, Any], rows: Sequence[Row]) -> bytes:
    """Return the same table as Parquet, each column with the type of its field."""
    import polars as pl

    from pbdata.package.reading import column_type

    types = {field["name"]: column_type(field) for field in schema["fields"]}
    dates = [name for name, of_type in types.items() if of_type == pl.Date]
    frame = pl.DataFrame(rows, schema=types | dict.fromkeys(dates, pl.String()), orient="row")
    buffer = BytesIO()
    frame.with_columns(pl.col(dates).str.to_date("%Y-%m-%d")).write_parquet(buffer)
    return buffer.getvalue()


def _text(value: object, column: str, of_types: tuple[type, ...]) -> str | None:
    if value is None:
        return None
    if type(value) not in of_types or value == "":
        raise ValueError(
            f"{column}: {value!r} cannot stand in a column of {of_types[-1].__name__}. Give a value, or None."
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(Decimal(str(value)), "f") if isinstance(value, float) else str(value)


def _cell(text: str | None) -> str:
    if text is None:
        return ""
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _write_described(root: Path, dataset: Mapping[str, Any], tables: Iterable[tuple[str, str, bytes]]) -> None:
    """Write each table, given as ``(name, path, bytes)``, and then the descriptors."""
    data_files = {}
    for name, path, data in tables:
        _write(root / path, data)
        data_files[name] = DataFile(path, len(data), sha256(data).hexdigest())
    descriptor = describe(dataset, data_files)
    _write(root / "datapackage.yaml", as_yaml(descriptor))
    _write(root / "datapackage.json", as_json(descriptor))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
