"""A package in other forms: SQLite, DuckDB, Parquet, XLSX, CSV for Excel. The canonical tables are read and never touched."""

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pbdata.access.databases import write_duckdb, write_sqlite
from pbdata.access.datasette import metadata
from pbdata.access.spreadsheet import write_csv, write_xlsx
from pbdata.errors import AccessError, PackageError
from pbdata.package.descriptor import as_json, as_yaml
from pbdata.package.reading import DESCRIPTORS, Package, file_name
from pbdata.release.register import digest_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: the file or folder, the rows by table, and sentences on what could not be as in the package."""

    target: Path
    rows: dict[str, int]
    notes: tuple[str, ...]


def export(package: Package, form: str, target: Path, *, force: bool = False) -> Exported:
    """Write the tables of a package to ``target`` in a form of ``FORMS``: a folder for ``parquet`` and ``csv``, else a file.

    Keys stand in databases as the schemas declare them; beside SQLite lies ``TARGET.metadata.json`` for Datasette. Raises
    ``AccessError`` for an unknown form, a library that is not installed, a target that is there already (unless ``force``)
    and tables that the form cannot hold; whatever was at the target stays then.
    """
    if form not in FORMS:
        raise AccessError(f"there is no form {form!r}. Use one of {', '.join(FORMS)}.")
    beside = {_beside(target): _as_text(metadata(package, target.stem))} if form == "sqlite" else {}
    for place in (target, *beside):
        _refuse(place, form, force)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".pbdata-") as folder:
        draft = Path(folder) / "draft"
        _LOG.info("writing %d tables as %s", len(package.resources), form)
        notes = FORMS[form](package, draft)
        _remove(target)
        draft.rename(target)
    for place, text in beside.items():
        place.write_text(text, "utf-8")
        notes.append(f"{place} is for Datasette: datasette {target} --metadata {place}")
    rows = {name: _height(package, name) for name in package.resources}
    return Exported(target=target, rows=rows, notes=tuple(notes))


def write_parquet(package: Package, folder: Path) -> list[str]:
    """Write each table as Parquet, and descriptors for them, into a new folder."""
    from pbdata.package.writer import sink_parquet

    folder.mkdir()
    resources = []
    for resource in package.descriptor["resources"]:
        path = file_name(resource["name"], "parquet")
        with _reading(package, resource["name"]):
            sink_parquet(package.scan(resource["name"]), folder / path)
        own = {key: value for key, value in resource.items() if key not in ("encoding", "dialect", "schema")}
        resources.append(
            own
            | {"path": path, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
            | {
                "bytes": (folder / path).stat().st_size,
                "hash": f"sha256:{digest_of(folder / path)}",
                "schema": resource["schema"],
            }
        )
    descriptor = {**package.descriptor, "resources": resources}
    (folder / "datapackage.yaml").write_bytes(as_yaml(descriptor))
    (folder / "datapackage.json").write_bytes(as_json(descriptor))
    return []


FORMS: dict[str, Callable[[Package, Path], list[str]]] = {
    "sqlite": write_sqlite,
    "duckdb": write_duckdb,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "csv": write_csv,
}
_FOLDERS = ("parquet", "csv")


def _height(package: Package, name: str) -> int:
    import polars as pl

    return int(package.scan(name).select(pl.len()).collect().item())


@contextmanager
def _reading(package: Package, name: str) -> Iterator[None]:
    """Say of a table that is read while it is written what is wrong with it."""
    import polars as pl

    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise PackageError(
            f"{package.root}: table `{name}` cannot be read ({error}). Run `pbdata validate` on it."
        ) from error


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.metadata.json")


def _as_text(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _refuse(target: Path, form: str, force: bool) -> None:
    if not target.exists() and not target.is_symlink():
        return
    if not force:
        raise AccessError(f"{target}: this exists already. Name another target, or replace it with --force.")
    if (form in _FOLDERS) != target.is_dir():
        raise AccessError(f"{target}: a file and a folder do not replace each other. Name another target.")
    if target.is_dir() and not _is_export(target, form):
        raise AccessError(f"{target}: this folder holds no data package, and is not replaced. Name another target.")
    if target.is_dir() and (target / "data").exists():
        raise PackageError(f"{target}: this is a package with its own data, and no export. Name another target.")


def _is_export(folder: Path, form: str) -> bool:
    if form == "csv":
        return all(path.suffix == ".csv" and path.is_file() for path in folder.iterdir())
    return any((folder / name).is_file() for name in DESCRIPTORS)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
