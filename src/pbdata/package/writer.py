"""Write the files of a data package. The bytes depend on the arguments and the code version, and on nothing else."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import polars as pl

from pbdata.package.columns import Frames, frame_types, typed
from pbdata.package.descriptor import DataFile, as_json, as_yaml, describe
from pbdata.package.parts import PART_BYTES, Cutter, part_path, paths_of
from pbdata.package.reading import PARQUET
from pbdata.package.schemas import schemas
from pbdata.package.tables import page_path

TABLES = "data/tables"
_ROW_GROUP = 1 << 17
_PIECE = 1 << 20


class TableWriter:
    """Writes one table as CSV, in one file or in parts, some rows after the others, and knows its size and its SHA-256."""

    def __init__(self, root: Path, name: str, part_bytes: int = PART_BYTES) -> None:
        """The file is begun with the names of the columns. Raises ``OSError`` where the disk refuses."""
        self.rows = 0
        self._root, self._path, self._n_parts = root, f"{TABLES}/{name}.csv", 1
        self._header = header_of(schemas()[name])
        self._cutter = Cutter(self._header, part_bytes)
        self._stream, self._digest, self._bytes = self._begin(self._path), sha256(self._header), len(self._header)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, frame: pl.DataFrame) -> None:
        """Write more rows, which are in order and come after those that are written."""
        for begins, piece in self._cutter.cut(csv_of(frame, header=False)):
            if begins:
                self._begin_part()
            self._stream.write(piece)
            self._digest.update(piece)
            self._bytes += len(piece)
        self.rows += frame.height

    @property
    def data_file(self) -> DataFile:
        """What the descriptor says of the file or files."""
        return DataFile(paths_of(self._path, self._n_parts), self._bytes, self._digest.hexdigest())

    def _begin(self, path: str) -> BinaryIO:
        place = self._root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        stream = place.open("wb")
        stream.write(self._header)
        return stream

    def _begin_part(self) -> None:
        self._stream.close()
        if self._n_parts == 1:
            (self._root / self._path).rename(self._root / part_path(self._path, 1))
        self._n_parts += 1
        self._stream = self._begin(part_path(self._path, self._n_parts))


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
        with TableWriter(root, name, dataset.get("part_bytes", PART_BYTES)) as writer:
            writer.add(tables[name])
        written[name] = writer.data_file
    write_descriptors(root, dataset, written)
    if parquet:
        write_parquet(root, dataset, written)


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


def write_parquet(root: Path, dataset: Mapping[str, Any], written: Mapping[str, DataFile]) -> None:
    """Write the tables that are ``written`` as CSV once more as Parquet, each column with the type of its field, and a file for each part."""
    folder = root / PARQUET
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, schema in schemas().items():
        digest, n_bytes, paths = sha256(), 0, []
        for path in written[name].paths:
            paths.append(f"{path.removeprefix(f'{TABLES}/').removesuffix('.csv')}.parquet")
            rows = pl.scan_csv(root / path, schema=frame_types(schema), glob=False)
            sink_parquet(typed(rows, schema), folder / paths[-1])
            n_bytes += (folder / paths[-1]).stat().st_size
            with (folder / paths[-1]).open("rb") as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        made[name] = DataFile(tuple(paths), n_bytes, digest.hexdigest())
    write_descriptors(folder, dataset, made)


def sink_parquet(rows: pl.LazyFrame, place: Path) -> None:
    """Write a table as Parquet while it is read, in groups of rows that say which keys they hold."""
    rows.sink_parquet(place, row_group_size=_ROW_GROUP, maintain_order=True)


def header_of(schema: Mapping[str, Any]) -> bytes:
    """Return the first line of a table as CSV: the names of its columns."""
    return ",".join(field["name"] for field in schema["fields"]).encode() + b"\n"


def csv_files(path: str, frame: pl.DataFrame, part_bytes: int) -> tuple[dict[str, bytes], DataFile]:
    """Return a table as the CSV files that ``TableWriter`` makes, by path, and what a descriptor says of them."""
    header, rows = csv_of(frame.clear()), csv_of(frame, header=False)
    parts = [[header]]
    for begins, piece in Cutter(header, part_bytes).cut(rows):
        if begins:
            parts.append([header])
        parts[-1].append(piece)
    paths = paths_of(path, len(parts))
    told = DataFile(paths, len(header) + len(rows), sha256(header + rows).hexdigest())
    return {path: b"".join(part) for path, part in zip(paths, parts, strict=True)}, told


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
