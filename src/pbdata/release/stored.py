"""The files of a release by their paths in its archive: what lies on disk already is read when it is asked for, and let go again."""

from collections.abc import Iterator, Mapping
from pathlib import Path


class Stored(Mapping[str, bytes]):
    """Files of which memory holds no more than those that were made for the release, and the one that is looked at."""

    def __init__(self, files: Mapping[str, bytes | Path]) -> None:
        """Each file is its bytes, or lies somewhere."""
        self._files = dict(files)

    def __getitem__(self, path: str) -> bytes:
        found = self._files[path]
        return found.read_bytes() if isinstance(found, Path) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __or__(self, others: Mapping[str, bytes | Path]) -> "Stored":
        """These files and others, which stand in place of those of the same path."""
        return Stored(self._files | (others._files if isinstance(others, Stored) else dict(others)))

    def without(self, *paths: str) -> "Stored":
        """These files but for some."""
        return Stored({path: file for path, file in self._files.items() if path not in paths})
