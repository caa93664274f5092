"""What the pages are made of: an open package, its tables read when they are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.package.reading import Package

if TYPE_CHECKING:
    import polars as pl

FORMAT = "pbdata:format"


@dataclass(frozen=True, slots=True)
class SiteData:
    """A package with the tables that were read of it, each once."""

    package: Package
    _frames: dict[str, "pl.DataFrame"] = field(default_factory=dict, repr=False)

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The descriptor of the package."""
        return self.package.descriptor

    @property
    def edition(self) -> str | None:
        """``full`` or ``open``; ``None`` where the descriptor says nothing, as that of a build, which holds everything."""
        said = self.descriptor.get("pbdata:edition")
        return said if said in ("full", "open") else None

    @property
    def is_ours(self) -> bool:
        """Whether pbdata made the package, so that its tables mean what the schemas of pbdata say."""
        return FORMAT in self.descriptor and self.has("articles", "article_id", "capture_id", "title", "subtitle")

    def schema(self, table: str) -> Mapping[str, Any]:
        """The schema of a table of the package."""
        resource = next(one for one in self.descriptor["resources"] if one["name"] == table)
        schema = resource.get("schema")
        return schema if isinstance(schema, Mapping) else {}

    def has(self, table: str, *columns: str) -> bool:
        """Whether the package has a table, with all of these columns."""
        if table not in self.package.resources:
            return False
        return set(columns) <= {one["name"] for one in self.schema(table).get("fields") or ()}

    def title(self, table: str) -> str:
        """The title of a table, ``中文 / English`` where pbdata made it, or its name."""
        titles = {one["name"]: one.get("title") for one in self.descriptor["resources"]}
        return str(titles.get(table) or table)

    def rows_of(self, table: str) -> int | None:
        """The number of rows of a table; ``None`` where it cannot be read as it is described."""
        import polars as pl

        if table in self._frames:
            return self._frames[table].height
        try:
            return int(self.package.scan(table).select(pl.len()).collect().item())
        except (PackageError, pl.exceptions.PolarsError):
            return None

    def first(self, table: str, n: int) -> "pl.DataFrame":
        """The first rows of a table, the others unread. Raises ``PackageError`` where the table does not fit its schema so far."""
        import polars as pl

        if table in self._frames:
            return self._frames[table].head(n)
        try:
            return self.package.scan(table).head(n).collect()
        except pl.exceptions.PolarsError as error:
            raise PackageError(f"table `{table}` cannot be read ({error}). Run `pbdata validate` on it.") from error

    def frame(self, table: str) -> "pl.DataFrame":
        """The rows of a table. Raises ``PackageError`` where there is none, or where it does not fit its schema."""
        if table not in self._frames:
            self._frames[table] = self.package.frame(table)
        return self._frames[table]

    def grouped(self, table: str, by: str, columns: Sequence[str] = ()) -> dict[Any, list[dict[str, Any]]]:
        """The rows of a table by the values of a column, in their order; those of these columns only, if any are named.

        Empty where the package has no such table or column; rows without a value in ``by`` are left out.
        """
        if not self.has(table, by):
            return {}
        frame = self.frame(table)
        if columns:
            frame = frame.select(by, *(one for one in columns if one != by and one in frame.columns))
        found: dict[Any, list[dict[str, Any]]] = {}
        for row in frame.filter(frame[by].is_not_null()).iter_rows(named=True):
            found.setdefault(row[by], []).append(row)
        return found

    def labels(self, table: str, column: str) -> dict[str, str]:
        """The label of each value of a column with categories, ``"中文 / English"``; empty where the schema lists none."""
        if not self.has(table, column):
            return {}
        (named,) = (one for one in self.schema(table)["fields"] if one["name"] == column)
        listed = [one for one in named.get("categories") or () if isinstance(one, dict) and "value" in one]
        return {str(one["value"]): str(one.get("label") or one["value"]) for one in listed}
