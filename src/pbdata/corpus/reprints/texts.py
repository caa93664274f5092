"""Where the texts of articles are: in a column, or one after the other in a file."""

from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

import numpy as np
import polars as pl


class Texts(Protocol):
    """Texts by their numbers, from 0."""

    def of(self, numbers: np.ndarray) -> list[str]:
        """Some texts, in that order."""


class TextColumn(NamedTuple):
    """The texts of a column without nulls, by their rows."""

    column: pl.Series

    def of(self, numbers: np.ndarray) -> list[str]:
        """Some texts, in that order."""
        return self.column.gather(numbers).to_list()


class TextFile:
    """Texts on disk, of which memory holds where each begins."""

    def __init__(self, path: Path) -> None:
        """Begin a file, which must not be there yet. Raises ``OSError`` where the disk refuses."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("x+b")
        self._ends, self._size = [np.zeros(1, np.int64)], 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, texts: pl.Series) -> None:
        """Write more texts. Raises ``OSError`` where the disk refuses."""
        self._file.seek(0, 2)
        data = [text.encode() for text in texts]
        self._file.write(b"".join(data))
        self._ends.append(self._size + np.cumsum([len(one) for one in data], dtype=np.int64))
        self._size += sum(map(len, data))

    def of(self, numbers: np.ndarray) -> list[str]:
        """Some texts, in that order."""
        if len(self._ends) > 1:
            self._ends = [np.concatenate(self._ends)]
        ends, found = self._ends[0], []
        for start, stop in zip(ends[numbers].tolist(), ends[numbers + 1].tolist(), strict=True):
            self._file.seek(start)
            found.append(self._file.read(stop - start).decode())
        return found
