"""Whole numbers, more of them than memory holds, which come in any order and are given back sorted."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

_IN_MEMORY = 1 << 22
"""How many are held in memory before they go to disk, where nobody says so: 32 MB."""
_FILE_BITS = 8


class Held:
    """Numbers of at most ``bits`` bits. Numbers that differ only in the last ``alike`` bits are given back together.

    What does not fit into memory lies in ``folder``, which is made when it is needed; without one memory holds all.
    """

    def __init__(self, bits: int, alike: int, folder: Path | None = None, in_memory: int | None = None) -> None:
        """Of numbers for which there is a ``folder``, no more than ``in_memory`` wait in memory."""
        self._shift = np.uint64(max(bits - _FILE_BITS, alike))
        self._folder, self._most = folder, in_memory or _IN_MEMORY
        self._waiting: list[np.ndarray] = []
        self._n_waiting = 0
        self._files: set[int] = set()

    def add(self, numbers: np.ndarray) -> None:
        """Take numbers. Raises ``OSError`` where the disk refuses."""
        self._waiting.append(numbers)
        self._n_waiting += numbers.size
        if self._folder and self._n_waiting >= self._most:
            self._write(self._folder)

    @property
    def on_disk(self) -> bool:
        """Whether some of the numbers are."""
        return bool(self._files)

    def __iter__(self) -> Iterator[np.ndarray]:
        """All numbers, sorted, some at a time; several times if need be."""
        if self._folder and self._files:
            self._write(self._folder)
            yield from (self._read(self._folder, name) for name in sorted(self._files))
        else:
            yield self._sorted()

    def by_beginning(self) -> Iterator[np.ndarray]:
        """The same in as many parts as numbers of so many bits ever have: what begins alike in two of them comes in the same part."""
        names = range(1 << _FILE_BITS)
        if self._folder and self._files:
            self._write(self._folder)
            yield from (self._read(self._folder, name) if name in self._files else _NONE for name in names)
        else:
            numbers = self._sorted()
            starts = np.searchsorted(numbers >> self._shift, np.arange(len(names) + 1, dtype=np.uint64))
            yield from (numbers[start:stop] for start, stop in zip(starts[:-1], starts[1:], strict=True))

    def _sorted(self) -> np.ndarray:
        """What is in memory, all of it."""
        numbers = np.concatenate([_NONE, *self._waiting])
        numbers.sort()
        self._waiting = [numbers]
        return numbers

    def _read(self, folder: Path, name: int) -> np.ndarray:
        numbers = np.fromfile(folder / f"{name:03}", np.uint64)
        numbers.sort()
        return numbers

    def _write(self, folder: Path) -> None:
        """Put what is in memory into the files, each of which holds the numbers that begin alike."""
        folder.mkdir(parents=True, exist_ok=True)
        numbers = self._sorted()
        names = numbers >> self._shift
        starts = np.flatnonzero(np.diff(names, prepend=~names[:1]))
        for name, start, stop in zip(names[starts].tolist(), starts, np.append(starts, names.size)[1:], strict=True):
            with (folder / f"{name:03}").open("ab") as file:
                numbers[start:stop].tofile(file)
            self._files.add(name)
        self._waiting, self._n_waiting = [], 0


_NONE = np.zeros(0, np.uint64)
