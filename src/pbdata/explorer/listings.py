"""Tables of anything: the first rows in the page, all of them in a script that filters, sorts and turns pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.explorer.files import File, script

IN_THE_PAGE = 200
"""So many rows stand in the page itself; a table with more brings a script."""

Cell = Any
"""A text, a number or nothing; or a pair of one of these and the address that it leads to."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading, ``中文 / English``, and whether it holds numbers. ``labels`` says values in words, likewise."""

    title: str
    is_number: bool = False
    labels: dict[str, str] | None = None
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a name, by which its script is known, and rows of cells in the order of its columns."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    @property
    def first(self) -> Sequence[Sequence[Cell]]:
        """The rows in the page itself."""
        return self.rows[:IN_THE_PAGE]

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than stand in the page."""
        return len(self.rows) > IN_THE_PAGE

    @property
    def file(self) -> str:
        """Where its script lies in the site."""
        return f"data/rows-{self.name}.js"

    def script(self) -> File:
        """Its rows as a script."""
        columns = [
            {"number": one.is_number, "code": one.is_code, "labels": one.labels or {}} for one in self.columns
        ]  # fmt: skip
        return self.file, script(f"rows-{self.name}", {"columns": columns, "rows": self.rows})
