"""Write the files of a data package. The bytes depend on the arguments and the code version, and on nothing else."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from pbdata.package.columns import Frames, frame_types, typed
from pbdata.package.descriptor import DataFile, as_json, as_yaml, describe
from pbdata.package.reading import PARQUET
from pbdata.package.schemas import schemas
from pbdata.package.tables import page_path

TABLES = "data/tables"


class TableWriter:
    """Writes one table as CSV, part after part, and knows its size and its SHA-256."""

    def __init__(self, root: Path, name: str) -> None:
        """The file is begun with the names of the columns. Raises ``OSError`` where the disk refuses."""
        self.path, self.rows = f"{TABLES}/{name}.csv", 0
        place = root / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        self._stream, self._digest, self._bytes = place.open("wb"), sha256(), 0
        self._put(",".join(field["name"] for field in schemas()[name]["fields"]).encode() + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, frame: pl.DataFrame) -> None:
        """Write more rows, which are in order and come after those that are written."""
        self._put(csv_of(frame, header=False))
        self.rows += frame.height

    @property
    def data_file(self) -> DataFile:
        """What the descriptor says of the file."""
        return DataFile(self.path, self._bytes, self._digest.hexdigest())

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._bytes += len(data)


def write_package(
    root: Path, dataset: Mapping[str, Any], tables: Frames, pages: Mapping[str, str], parquet: bool = False
) -> None:
    """Write ``data/tables``, ``data/pages`` and both descriptors below ``root``, which should hold none of them yet.

    ``dataset`` is the content of ``data/dataset.yaml``, ``tables`` what the function of that name gives, ``pages`` the page texts
    to store by ``capture_id``. With ``parquet``, ``data/parquet`` gets the same tables once more with descriptors of its own.
    Raises ``OSError`` where the disk refuses.
    """
    write_pages(root, pages)
    written = {}
    for name in schemas():
        with TableWriter(root, name) as writer:
            writer.add(tables[name])
        written[name] = writer.data_file
    write_descriptors(root, dataset, written)
    if parquet:
        write_parquet(root, dataset)


def write_pages(root: Path, pages: Mapping[str, str]) -> None:
    """Write page texts byte for byte below ``root``. Raises ``OSError`` where the disk refuses."""
    for capture_id, text in pages.items():
        _write(root / page_path(capture_id), text.encode())


def remove_pages(root: Path, captures: Iterable[str]) -> None:
    """Take away the page texts of some captures that were written below ``root``."""
    for capture_id in captures:
        (root / page_path(capture_id)).unlink()


def write_descriptors(root: Path, dataset: Mapping[str, Any], written: Mapping[str, DataFile]) -> None:
    """Write both descriptors of tables that are written. Raises ``OSError`` where the disk refuses."""
    descriptor = describe(dataset, written)
    _write(root / "datapackage.yaml", as_yaml(descriptor))
    _write(root / "datapackage.json", as_json(descriptor))


def write_parquet(root: Path, dataset: Mapping[str, Any]) -> None:
    """Write the tables that are written as CSV once more as Parquet, each column with the type of its field."""
    folder = root / PARQUET
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, schema in schemas().items():
        frame = pl.read_csv(root / f"{TABLES}/{name}.csv", schema=frame_types(schema), glob=False)
        data = as_parquet(frame, schema)
        _write(folder / f"{name}.parquet", data)
        written[name] = DataFile(f"{name}.parquet", len(data), sha256(data).hexdigest())
    write_descriptors(folder, dataset, written)


def as_parquet(frame: pl.DataFrame, schema: Mapping[str, Any]) -> bytes:
    """Return a table in the written form as Parquet, each column with the type of its field."""
    buffer = BytesIO()
    typed(frame, schema).write_parquet(buffer)
    return buffer.getvalue()


def csv_of(frame: pl.DataFrame, *, header: bool = True) -> bytes:
    """Return a table as CSV: UTF-8, rows end with a line feed, only cells with comma, quote or line end are quoted.

    A null is an empty cell.
    """
    buffer = BytesIO()
    frame.write_csv(buffer, include_header=header)
    return buffer.getvalue()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
