"""Open a data package from its folder or descriptor, and read its tables with the types of their schemas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.honoured import check_honoured, missing_values, without_missing
from pbdata.package.joining import joined

if TYPE_CHECKING:
    import pandas
    import polars as pl

DESCRIPTORS = ("datapackage.json", "datapackage.yaml")
"""In the order in which they are looked for: the standard knows the first alone."""

PARQUET = "data/parquet"
"""The folder with the same tables once more."""

_TABLE_NAME = re.compile(r"[^\W_][\w.-]*")
_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")


class MissingFileError(PackageError):
    """A package names a file that is not there."""


@dataclass(frozen=True, slots=True, repr=False)
class Package:
    """An open data package. ``root`` is the folder in which its descriptor lies."""

    root: Path
    descriptor: Mapping[str, Any]

    def __repr__(self) -> str:
        name, version = (self.descriptor.get(key) for key in ("name", "version"))
        return (
            f"<Package {name or self.root} {version or 'without version'}: {len(self.resources)} tables in {self.root}>"
        )

    def _repr_html_(self) -> str:
        """The package for a notebook: its title, and a row for each table with what it is about."""
        from html import escape

        rows = "".join(
            f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(str(one.get('title') or ''))}</td></tr>"
            for one in self.descriptor["resources"]
        )
        title = self.descriptor.get("title") or self.descriptor.get("name") or self.root
        return f"<p><b>{escape(str(title))}</b> {escape(str(self.descriptor.get('version') or ''))}</p><table>{rows}</table>"

    @property
    def resources(self) -> list[str]:
        """The names of the tables, in the order of the descriptor."""
        return [resource["name"] for resource in self.descriptor["resources"]]

    def frame(self, name: str) -> "pl.DataFrame":
        """Return a table: integers, booleans and dates typed, text exactly as stored, missing values null.

        Raises ``PackageError`` where there is no such table, or its file is missing or does not fit its schema, and where its
        description asks for what a frame does not keep to, such as another dialect or a format of dates.
        """
        return read_table(self.root, self._resource(name))

    def scan(self, name: str) -> "pl.LazyFrame":
        """Return a table to be read when it is collected, and only as far as it is needed; the same types as ``frame``.

        Raises ``PackageError`` as ``frame`` does, but a cell that is not of its column's type is met only when it is read.
        """
        return scan_table(self.root, self._resource(name))

    def pandas(self, name: str) -> "pandas.DataFrame":
        """Return a table for pandas, in its nullable types: ``string``, ``Int64``, ``Float64``, ``boolean``, dates to the day.

        Raises ``PackageError`` as ``frame`` does, and where pandas is not installed.
        """
        return as_pandas(self.frame(name))

    def join(self, *names: str, on: str | None = None) -> "pl.DataFrame":
        """Return the rows of the first table with the columns of the others, each joined along a declared foreign key.

        A row stays, with nulls, where another table has none for it, and stands several times where it has several. A
        column whose name is taken already gets ``_`` and its table after it. ``on`` names a column of the foreign key where
        two tables have several. Raises ``PackageError`` where no key joins a table to those before it, or several do.
        """
        try:
            return joined({name: self.frame(name) for name in names}, self.descriptor["resources"], on)
        except ValueError as error:
            raise PackageError(f"{self.root}: {error}") from None

    def _resource(self, name: str) -> Mapping[str, Any]:
        resources: list[Mapping[str, Any]] = self.descriptor["resources"]
        for resource in resources:
            if resource["name"] == name:
                return resource
        from difflib import get_close_matches

        near = get_close_matches(name, self.resources, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"It has: {', '.join(self.resources)}."
        raise PackageError(f"{self.root}: there is no table `{name}`. {hint}")


def open_package(path: str | Path) -> Package:
    """Open the package in a folder, or the one that a ``datapackage.yaml`` or ``datapackage.json`` describes.

    Raises ``PackageError`` where the descriptor is missing or broken.
    """
    place = find_descriptor(path)
    descriptor = read_descriptor(place)
    resources = descriptor.get("resources")
    if not (isinstance(resources, list) and all(isinstance(one, dict) and "name" in one for one in resources)):
        raise PackageError(f"{place}: `resources` is not a list of tables with names. Run `pbdata validate` on it.")
    return Package(place.parent, descriptor)


def find_descriptor(path: str | Path) -> Path:
    """Return the descriptor of the package in a folder, or ``path`` itself where it is a descriptor."""
    path = Path(path)
    if path.is_dir():
        for name in DESCRIPTORS:
            if (path / name).is_file():
                return path / name
        raise PackageError(
            f"{path}: this folder holds no datapackage.yaml or datapackage.json. Name a package's folder."
        )
    if not path.exists():
        raise PackageError(f"{path}: there is no such file or folder. Name a package's folder or its datapackage.yaml.")
    if path.suffix not in (".yaml", ".yml", ".json"):
        raise PackageError(f"{path}: this is not a descriptor. Name a package's folder or its datapackage.yaml.")
    return path


def contained(root: Path, path: object) -> Path:
    """Return the file that a package names, which must be a file within ``root``, whatever links lie on the way.

    Raises ``PackageError`` with a sentence for a path that is absolute, remote, hidden or leads out of the package, and
    ``MissingFileError`` for one that leads nowhere.
    """
    if not isinstance(path, str) or not path.strip() or "\0" in path:
        raise PackageError(
            "The path is not the name of a file. Write it relative to the package, as data/tables/x.csv."
        )
    if "://" in path:
        raise PackageError(f"`{path}` lies elsewhere, and nothing is fetched. Put the file into the package.")
    parts = path.split("/")
    if path.startswith(("/", "~")) or "\\" in path or path[1:2] == ":" or ".." in parts:
        raise PackageError(
            f"`{path}` may lead out of the package. Write it relative to the package, with / and no `..`."
        )
    if "." in parts:
        raise PackageError(f"`{path}` has `.` for a folder. Write it without, as data/tables/x.csv.")
    if any(part.startswith(".") for part in parts):
        raise PackageError(f"`{path}` is hidden. Use names that do not begin with a full stop.")
    place = root.joinpath(PurePosixPath(path))
    try:
        real = place.resolve()
        inside, is_file = real.is_relative_to(root.resolve()), real.is_file()
    except (OSError, RuntimeError) as error:
        raise PackageError(f"`{path}` cannot be followed ({error}). Name a file of the package.") from error
    if not inside:
        raise PackageError(f"`{path}` is a link that leads out of the package. Put the file itself there.")
    if not is_file:
        raise MissingFileError(f"`{path}` is missing. Restore the file, or build the package again.")
    return real


def file_name(table: str, ending: str) -> str:
    """Return the name of a file for a table. Raises ``PackageError`` where it might lead out of its folder."""
    if not _TABLE_NAME.fullmatch(table):
        raise PackageError(f"the table {table!r} cannot name a file. Use letters, digits, -, _ and full stops.")
    return f"{table}.{ending}"


def column_type(field: Mapping[str, Any]) -> "pl.DataType":
    """The Polars type of a field; text where the field's type has no column type of its own."""
    return _column_types().get(field.get("type", "any"), _column_types()["string"])


def typed(frame: "pl.DataFrame", schema: Mapping[str, Any]) -> "pl.DataFrame":
    """Return a table of text with the types of its schema. A cell that is not of its column's type becomes null."""
    return frame.with_columns(_typed_column(field, [""]) for field in schema["fields"])


def as_pandas(frame: "pl.DataFrame") -> "pandas.DataFrame":
    """Return a table in pandas's nullable types. Raises ``PackageError`` where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        raise PackageError("pandas is not installed. Install it beside pbdata: pip install pandas.") from None
    import polars as pl

    types: dict[Any, Any] = {
        pl.String(): "string",
        pl.Int64(): "Int64",
        pl.Float64(): "Float64",
        pl.Boolean(): "boolean",
    }
    return pandas.DataFrame(
        {
            column.name: column.to_numpy()
            if column.dtype == pl.Date
            else pandas.array(column.to_list(), dtype=types[column.dtype])
            for column in frame.iter_columns()
        }
    )


def scan_table(root: Path, resource: Mapping[str, Any]) -> "pl.LazyFrame":
    """Return the table of a resource to be read later, in parts if it has several. Raises ``PackageError`` where a file is missing
    or has other columns."""
    import polars as pl

    name, places, schema = _located(root, resource)
    parquet, fields = resource.get("format") == "parquet", schema["fields"]
    expected = {field["name"]: column_type(field) for field in fields}
    frames = []
    for place in places:
        try:
            frame = pl.scan_parquet(place) if parquet else pl.scan_csv(place, infer_schema=False)
            columns = frame.collect_schema()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise _unreadable(place, name, error) from error
        if list(columns) != list(expected) or (parquet and dict(columns) != expected):
            raise _other_columns(place, name)
        frames.append(frame)
    whole = pl.concat(frames)
    if parquet:
        return whole
    return whole.with_columns(_typed_column(field, missing_values(field, schema), strict=True) for field in fields)


def read_table(root: Path, resource: Mapping[str, Any]) -> "pl.DataFrame":
    """Read the table of a resource. Raises ``PackageError`` where a file is missing or does not fit its schema."""
    import polars as pl

    name, places, schema = _located(root, resource)
    return pl.concat(_read_part(name, place, resource, schema) for place in places)


def _read_part(name: str, place: Path, resource: Mapping[str, Any], schema: Mapping[str, Any]) -> "pl.DataFrame":
    import polars as pl

    try:
        if resource.get("format") == "parquet":
            frame = pl.read_parquet(place)
            raw = frame
        else:
            raw = pl.read_csv(place, infer_schema=False)
            if raw.columns != [field["name"] for field in schema["fields"]]:
                raise _other_columns(place, name)
            missing = {field["name"]: missing_values(field, schema) for field in schema["fields"]}
            raw = raw.with_columns(without_missing(pl.col(field), listed) for field, listed in missing.items())
            frame = typed(raw, schema)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _unreadable(place, name, error) from error
    expected = {field["name"]: column_type(field) for field in schema["fields"]}
    if dict(frame.schema) != expected or list(frame.columns) != list(expected):
        raise _other_columns(place, name)
    for column in frame.columns:
        if frame[column].null_count() != raw[column].null_count():
            raise PackageError(
                f"{place}: {column} holds cells that are no {expected[column]}. Run `pbdata validate` on it."
            )
    return frame


def _located(root: Path, resource: Mapping[str, Any]) -> tuple[str, list[Path], Mapping[str, Any]]:
    """The name, files and schema of a table."""
    name, schema = resource["name"], resource.get("schema")
    if not isinstance(schema, dict):
        raise PackageError(f"{root}: table `{name}` has no schema in the descriptor. Run `pbdata validate` on it.")
    try:
        path = resource.get("path")
        places = [contained(root, one) for one in (path if isinstance(path, list) and path else [path])]
        for place in places:
            check_honoured(resource, schema, place)
        return name, places, schema
    except PackageError as error:
        raise PackageError(f"{root}: table `{name}`: {error}") from error


def _unreadable(place: Path, name: str, error: BaseException) -> PackageError:
    return PackageError(f"{place}: table `{name}` cannot be read ({error}). Run `pbdata validate` on it.")


def _other_columns(place: Path, name: str) -> PackageError:
    return PackageError(f"{place}: the columns of table `{name}` are not those of its schema. Build it again.")


@cache
def _column_types() -> dict[str, "pl.DataType"]:
    import polars as pl

    return {
        "string": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
    }


def _typed_column(field: Mapping[str, Any], missing: list[str], strict: bool = False) -> "pl.Expr":
    """A column of text with its type. A cell that is not of it becomes null, or an error where that is ``strict``."""
    import polars as pl

    column, of_type = without_missing(pl.col(field["name"]), missing), column_type(field)
    if of_type == pl.Boolean:
        true, false = field.get("trueValues", _TRUE), field.get("falseValues", _FALSE)
        values = dict.fromkeys(false, False) | dict.fromkeys(true, True)
        if strict:
            return column.replace_strict(values, return_dtype=of_type)
        return column.replace_strict(values, default=None, return_dtype=of_type)
    if of_type == pl.Date:
        return column.str.to_date("%Y-%m-%d", strict=strict)
    return column.cast(of_type, strict=strict)
