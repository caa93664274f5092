"""A large table as several CSV files, each with the header, cut between two rows wherever one would become too large.

Where the cuts are follows from the rows alone. The standard lets a resource name several files; that each has the header is what its
readers expect (frictionless in Python and in R, Polars), and makes each a table by itself. Size and hash of a resource are those of the
table as one file: of later parts the header is left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

PART_BYTES = 500_000_000
"""How large the file of a table gets where nobody asked for another size."""
_QUOTE, _LINE_FEED = 34, 10
_PART = re.compile(r"-\d{5}\.(\w+)$")


class Cutter:
    """Cuts the rows of a table, as CSV without its header, into parts of at most so many bytes, the header included; a row has one to itself
    where it is larger."""

    def __init__(self, header: bytes, part_bytes: int) -> None:
        self._header, self._most = len(header), part_bytes
        self._size = len(header)

    def cut(self, data: bytes) -> Iterator[tuple[bool, bytes]]:
        """Yield pieces of whole rows, and of each whether it begins another part."""
        if self._size + len(data) <= self._most:
            self._size += len(data)
            yield False, data
            return
        ends, start = _row_ends(data), 0
        while start < len(data):
            stop = self._fitting(ends, start)
            begins = stop == start and self._size > self._header
            if begins:
                self._size = self._header
                stop = self._fitting(ends, start)
            if stop == start:
                stop = int(ends[np.searchsorted(ends, start, side="right")])
            yield begins, data[start:stop]
            self._size += stop - start
            start = stop

    def _fitting(self, ends: np.ndarray, start: int) -> int:
        """Where the last row ends that fits into the part, ``start`` if none does."""
        n_fitting = int(np.searchsorted(ends, start + self._most - self._size, side="right"))
        return max(int(ends[n_fitting - 1]), start) if n_fitting else start


def part_path(path: str, number: int | str) -> str:
    """Return the path of a part of a table, counted from 1, of which ``path`` would be the only file; ``*`` stands for any."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}-{number:0>5}.{ending}" if number != "*" else f"{stem}-*.{ending}"


def paths_of(path: str, n_parts: int) -> tuple[str, ...]:
    """Return the paths of so many parts, or ``path`` itself where there is but one."""
    return (path,) if n_parts == 1 else tuple(part_path(path, number) for number in range(1, n_parts + 1))


def paths(resource: Mapping[str, Any]) -> list[str]:
    """Return the paths of the files of a resource."""
    path = resource["path"]
    return [path] if isinstance(path, str) else list(path)


def single_path(resource: Mapping[str, Any]) -> str:
    """Return the path that the table of a resource has, or would have if it were in one file."""
    return _PART.sub(r".\1", paths(resource)[0])


def _row_ends(data: bytes) -> np.ndarray:
    """Where the rows of CSV end: at line feeds outside of quotes."""
    characters = np.frombuffer(data, np.uint8)
    inside = np.bitwise_xor.accumulate(characters == _QUOTE)
    ends: np.ndarray = np.flatnonzero((characters == _LINE_FEED) & ~inside) + 1
    return ends
